import type { Crs, Datum } from '../crs/systems.ts';

/** Names as ArcGIS has them, so that it finds the system by its name too. */
const GEOGRAPHIC: Readonly<Partial<Record<Datum, string>>> = {
  CGCS2000:
    'GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]',
  'WGS 84':
    'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]',
  西安80:
    'GEOGCS["GCS_Xian_1980",DATUM["D_Xian_1980",SPHEROID["Xian_1980",6378140.0,298.257]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]',
  北京54:
    'GEOGCS["GCS_Beijing_1954",DATUM["D_Beijing_1954",SPHEROID["Krasovsky_1940",6378245.0,298.3]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]',
};
const STEMS: Readonly<Partial<Record<Datum, string>>> = {
  CGCS2000: 'CGCS2000',
  'WGS 84': 'WGS_1984',
  西安80: 'Xian_1980',
  北京54: 'Beijing_1954',
};

/** The text of a .prj; null for the systems of web maps, which have none. */
export function prjOf(crs: Crs): string | null {
  const base = GEOGRAPHIC[crs.datum];
  if (base === undefined) return null;
  if (crs.id === 'EPSG:3857') {
    return `PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",${base},PROJECTION["Mercator_Auxiliary_Sphere"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",0.0],PARAMETER["Standard_Parallel_1",0.0],PARAMETER["Auxiliary_Sphere_Type",0.0],UNIT["Meter",1.0]]`;
  }
  if (crs.zone === null) return base;
  const { falseEasting, falseNorthing, centralMeridian, scale, originLatitude } = crs.zone;
  const isUtm = crs.datum === 'WGS 84';
  const parameters = Object.entries({
    False_Easting: falseEasting,
    False_Northing: falseNorthing,
    Central_Meridian: centralMeridian,
    Scale_Factor: scale,
    Latitude_Of_Origin: originLatitude,
  }).map(([name, value]) => `PARAMETER["${name}",${decimal(value)}]`);
  const projection = `PROJECTION["${isUtm ? 'Transverse_Mercator' : 'Gauss_Kruger'}"]`;
  return `PROJCS["${nameOf(crs)}",${base},${projection},${parameters.join(',')},UNIT["Meter",1.0]]`;
}

const decimal = (value: number): string => (Number.isInteger(value) ? `${value}.0` : String(value));

function nameOf({ datum, zone }: Crs): string {
  const stem = STEMS[datum]!;
  const { centralMeridian, number, width, isPrefixed } = zone!;
  if (datum === 'WGS 84') return `${stem}_UTM_Zone_${Math.round((centralMeridian + 183) / 6)}N`;
  const degree = width === 3 ? '3_Degree_' : '';
  if (width === null) return `${stem}_Local_${centralMeridian}E`;
  return isPrefixed ? `${stem}_${degree}GK_Zone_${number}` : `${stem}_${degree}GK_CM_${centralMeridian}E`;
}
