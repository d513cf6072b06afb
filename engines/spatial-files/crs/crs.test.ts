import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CGCS2000,
  crsFromText,
  crsFromWkt,
  crsOf,
  fromCgcs2000,
  guessCrs,
  judgeCrs,
  KNOWN_CRS,
  needsParameters,
  readAngle,
  toCgcs2000,
  toGcj02,
  type Crs,
} from '../index.ts';

const DISTRICT = [118.705, 25.082, 119.006, 25.241] as const;
const of = (id: string): Crs => crsOf(id)!;

describe('coordinates', () => {
  test.each([
    ['EPSG:4528', 118.9, 25.12, 40_389_058.607, 2_779_799.152],
    ['EPSG:4549', 118.9, 25.12, 389_058.607, 2_779_799.152],
    ['EPSG:4528', 119.0, 25.2, 40_399_210.652, 2_788_583.565],
    // The rest by PROJ 9.
    ['EPSG:4527', 118.9, 25.12, 39_691_641.0819, 2_780_696.264],
    ['EPSG:4548', 118.9, 25.12, 691_641.0819, 2_780_696.264],
    ['EPSG:32650', 118.9, 25.12, 691_564.4255, 2_779_583.9853],
    ['EPSG:3857', 118.9, 25.12, 13_235_887.4553, 2_890_491.1334],
  ])('%s of %f, %f', (id, lon, lat, east, north) => {
    const [x, y] = fromCgcs2000(of(id))(lon, lat);
    expect(x).toBeCloseTo(east, 3);
    expect(y).toBeCloseTo(north, 3);
  });

  test('there and back in any system is within a thousandth of a millimetre', () => {
    const usable = KNOWN_CRS.filter((crs) => !needsParameters(crs));
    const place = fc.record({
      lon: fc.double({ min: 73, max: 135, noNaN: true }),
      lat: fc.double({ min: 4, max: 53, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.constantFrom(...usable), place, ({ ...crs }, { lon, lat }) => {
        // A zone is used round its own meridian.
        const near = crs.zone === null ? lon : crs.zone.centralMeridian + ((lon - 104) / 31) * 3;
        const [x, y] = fromCgcs2000(crs)(near, lat);
        const [lon2, lat2] = toCgcs2000(crs)(x, y);
        expect(Math.abs(lon2 - near) * 111_320).toBeLessThan(1e-3);
        expect(Math.abs(lat2 - lat) * 111_320).toBeLessThan(1e-3);
        const [x2, y2] = fromCgcs2000(crs)(lon2, lat2);
        const metres = crs.kind === 'degrees' ? 111_320 : 1;
        expect(Math.hypot(x2 - x, y2 - y) * metres).toBeLessThan(crs.zone === null ? 1e-3 : 1e-6);
      }),
      { numRuns: 500 },
    );
  });

  test('GCJ-02 and BD-09 lie where the formula says', () => {
    const [lon, lat] = toGcj02(118.9, 25.12);
    expect(lon).toBeCloseTo(118.90447, 6);
    expect(lat).toBeCloseTo(25.117028, 6);
    const [lon2, lat2] = fromCgcs2000(of('BD-09'))(118.9, 25.12);
    expect(lon2).toBeCloseTo(118.910936, 6);
    expect(lat2).toBeCloseTo(25.123277, 6);
  });

  test("Xi'an 80 needs parameters, and uses them", () => {
    const old = of('EPSG:2364');
    expect(() => toCgcs2000(old)).toThrow('请先转换到 CGCS2000，或填写本地的七参数');
    const parameters = {
      dx: 100,
      dy: 50,
      dz: 20,
      rx: 0.5,
      ry: 0.3,
      rz: 0.2,
      ppm: 1.5,
      rotation: 'position-vector',
    } as const;
    const [lon, lat] = toCgcs2000(old, { parameters })(40_389_000, 2_779_800);
    // By PROJ 9.
    expect(lon).toBeCloseTo(118.898_364_707_1, 9);
    expect(lat).toBeCloseTo(25.120_334_734_9, 8);
    const [x, y] = fromCgcs2000(old, { parameters })(lon, lat);
    expect(Math.hypot(x - 40_389_000, y - 2_779_800)).toBeLessThan(1e-3);
    const turned = toCgcs2000(old, { parameters: { ...parameters, rotation: 'coordinate-frame' } })(
      40_389_000,
      2_779_800,
    );
    expect(turned[0]).toBeCloseTo(118.898_259_033_3, 9);
    expect(turned[1]).toBeCloseTo(25.120_009_607, 8);
  });

  test('axes are swapped when they are', () => {
    expect(toCgcs2000(CGCS2000, { axes: 'yx' })(25.12, 118.9)).toEqual([118.9, 25.12]);
    expect(fromCgcs2000(CGCS2000, { axes: 'yx' })(118.9, 25.12)).toEqual([25.12, 118.9]);
  });

  test('a local zone is found again by its id', () => {
    const reading = crsFromText('CGCS2000 中央经线 118.5');
    const crs = 'crs' in reading ? reading.crs : null;
    expect(crs?.id).toBe('TM:CGCS2000:118.5:0:500000:0:1');
    expect(crsOf(crs!.id)).toEqual(crs);
  });
});

const GCS =
  'GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';
const projected = (name: string, meridian: number, easting: number, gcs = GCS): string =>
  `PROJCS["${name}",${gcs},PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",${easting}],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",${meridian}],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]`;

test.each([
  [GCS, 'EPSG:4490'],
  [projected('CGCS2000_3_Degree_GK_Zone_40', 120, 40_500_000), 'EPSG:4528'],
  [projected('CGCS2000_3_Degree_GK_CM_120E', 120, 500_000), 'EPSG:4549'],
  [projected('大地2000_3度带_40', 120, 40_500_000, GCS.replace('D_China_2000', '国家2000')), 'EPSG:4528'],
  [projected('CGCS2000_GK_Zone_20', 117, 20_500_000), 'EPSG:4498'],
  [projected('福州城建坐标系', 119.3, 500_000), 'TM:CGCS2000:119.3:0:500000:0:1'],
  [
    projected(
      'Xian_1980_3_Degree_GK_Zone_40',
      120,
      40_500_000,
      'GEOGCS["GCS_Xian_1980",DATUM["D_Xian_1980",SPHEROID["Xian_1980",6378140.0,298.257]]]',
    ),
    'EPSG:2364',
  ],
  ['GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],AUTHORITY["EPSG","4326"]]', 'EPSG:4326'],
  [
    'PROJCRS["CGCS2000 / 3-degree Gauss-Kruger CM 120E",BASEGEOGCRS["China Geodetic Coordinate System 2000",DATUM["China 2000",ELLIPSOID["CGCS2000",6378137,298.257222101,LENGTHUNIT["metre",1]]]],CONVERSION["x",METHOD["Transverse Mercator",ID["EPSG",9807]],PARAMETER["Latitude of natural origin",0],PARAMETER["Longitude of natural origin",120],PARAMETER["Scale factor at natural origin",1],PARAMETER["False easting",500000],PARAMETER["False northing",0]],CS[Cartesian,2],AXIS["northing (X)",north,LENGTHUNIT["metre",1]]]',
    'EPSG:4549',
  ],
  [`COMPD_CS["x",${GCS},VERT_CS["1985",VERT_DATUM["h",2005]]]`, 'EPSG:4490'],
  [
    'PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]]],PROJECTION["Mercator_Auxiliary_Sphere"],UNIT["Meter",1.0]]',
    'EPSG:3857',
  ],
])('reads a definition %#', (wkt, id) => {
  const reading = crsFromWkt(wkt);
  expect('crs' in reading ? reading.crs.id : reading.problem).toBe(id);
});

test.each([
  ['not a definition', '无法读懂'],
  [`PROJCS["Lambert",${GCS},PROJECTION["Lambert_Conformal_Conic"],UNIT["Meter",1.0]]`, '投影不是高斯-克吕格'],
  ['GEOGCS["GCS_Tokyo",DATUM["D_Tokyo",SPHEROID["Bessel_1841",6377397.155,299.1528128]]]', '“GCS_Tokyo”不是 CGCS2000'],
  [projected('x', 120, 500_000).replace('UNIT["Meter",1.0]]', 'UNIT["Foot_US",0.3048006096]]'), '单位不是米'],
])('says why a definition is none %#', (wkt, why) => {
  const reading = crsFromWkt(wkt);
  expect('problem' in reading && reading.problem).toContain(why);
});

test.each([
  ['EPSG:4549', 'EPSG:4549'],
  ['4528', 'EPSG:4528'],
  ['CGCS2000 3度带 120E', 'EPSG:4549'],
  ['大地2000', 'EPSG:4490'],
  ['国家2000 40带', 'EPSG:4528'],
  ['CGCS2000_3_Degree_GK_Zone_40', 'EPSG:4528'],
  ['WGS84 UTM 50N', 'EPSG:32650'],
  ['urn:ogc:def:crs:EPSG::4490', 'EPSG:4490'],
  ['http://www.opengis.net/def/crs/EPSG/0/4490', 'EPSG:4490'],
  ['urn:ogc:def:crs:OGC:1.3:CRS84', 'EPSG:4326'],
  ['西安80 3度带 第40带', 'EPSG:2364'],
  ['北京54', 'EPSG:4214'],
  ['高德', 'GCJ-02'],
  ['百度坐标', 'BD-09'],
])('%s is %s', (text, id) => {
  const reading = crsFromText(text);
  expect('crs' in reading ? reading.crs.id : reading.problem).toBe(id);
});

describe('what coordinates look like', () => {
  const places = fc.record({
    lon: fc.double({ min: 118.71, max: 119, noNaN: true }),
    lat: fc.double({ min: 25.09, max: 25.23, noNaN: true }),
  });
  const ids = ['EPSG:4490', 'EPSG:4528', 'EPSG:4549', 'EPSG:4527', 'EPSG:4548', 'EPSG:4498', 'EPSG:3857'];

  test('a layer of the district is found in its system, axes swapped or not', () => {
    fc.assert(
      fc.property(places, fc.constantFrom(...ids), fc.constantFrom('xy', 'yx'), ({ lon, lat }, id, axes) => {
        const [x, y] = fromCgcs2000(of(id))(lon, lat);
        const [a, b] = axes === 'xy' ? [x, y] : [y, x];
        const guess = guessCrs([a, b, a + 1e-3, b + 1e-3], DISTRICT);
        expect(guess.axes).toBe(axes);
        expect(guess.crs?.id).toBe(id);
      }),
    );
  });

  test('metres without a zone leave the meridian open where no district is known', () => {
    const guess = guessCrs([389_058, 2_779_799, 389_900, 2_780_000], null);
    expect(guess.crs).toBeNull();
    expect(guess.why).toContain('看不出中央经线');
    expect(guess.alternatives.map(({ crs }) => crs.id)).toContain('EPSG:4549');
  });

  test('a zone in front tells itself without a district', () => {
    expect(guessCrs([40_389_058, 2_779_799, 40_389_900, 2_780_000], null).crs?.id).toBe('EPSG:4528');
  });

  test('a declared zone that puts the layer elsewhere is doubted, and the right one named', () => {
    const judged = judgeCrs(of('EPSG:4548'), [389_058, 2_779_799, 389_900, 2_780_000], DISTRICT);
    expect(judged.confidence).toBe('unsure');
    expect(judged.why).toContain('按CGCS2000 3 度带 120°E（坐标不带带号）则正好落在本区');
    expect(judged.alternatives[0]?.crs.id).toBe('EPSG:4549');
  });

  test('a definition of degrees with metres in the file is not believed', () => {
    const judged = judgeCrs(CGCS2000, [40_389_058, 2_779_799, 40_389_900, 2_780_000], DISTRICT);
    expect(judged.crs?.id).toBe('EPSG:4528');
    expect(judged.why).toContain('不符');
  });

  test('a layer of another province is said to be far away', () => {
    const guess = guessCrs([106.4, 29.4, 106.6, 29.6], DISTRICT);
    expect(guess.confidence).toBe('unsure');
    expect(guess.why).toMatch(/离本区约 1\d{3} 公里/);
  });

  test('numbers of no system are said to be none', () => {
    expect(guessCrs([Number.NaN, 1, 2, 3], DISTRICT).crs).toBeNull();
    expect(guessCrs([1e9, 1e9, 2e9, 2e9], DISTRICT).why).toContain('不像我国境内任何常用坐标系');
  });
});

test.each([
  ['118.9', 118.9],
  ['118°53′24″', 118.89],
  ['118度53分24秒', 118.89],
  ['E118°53\'24"', 118.89],
  ['118 53 24', 118.89],
  ['118-53-24', 118.89],
  ['25°7.2′N', 25.12],
  ['118°47′60.0000″E', 118.8],
  ['118°75′', null],
  ['甲', null],
])('%s is %s degrees', (text, degrees) => {
  const read = readAngle(text);
  if (degrees === null) expect(read).toBeNull();
  else expect(read).toBeCloseTo(degrees, 9);
});
