import type { Box } from '@quantu/geometry';
import { link } from './answers.ts';
import { ogcFault } from './faults.ts';

export const WEB_MERCATOR_QUAD = 'WebMercatorQuad';
const SET_URI = `http://www.opengis.net/def/tilematrixset/OGC/1.0/${WEB_MERCATOR_QUAD}`;
const CRS_URI = 'http://www.opengis.net/def/crs/EPSG/0/3857';
const EDGE = 20_037_508.342_789_244;
/** The zooms of the set that are served. */
const MOST_ZOOM = 22;
export const MVT_TYPE = 'application/vnd.mapbox-vector-tile';

export function checkMatrixSet(set: string): void {
  if (set !== WEB_MERCATOR_QUAD) throw ogcFault('ogc.matrix-set', { set: set.slice(0, 40) });
}

export const matrixSets = (base: string) => ({
  tileMatrixSets: [
    {
      id: WEB_MERCATOR_QUAD,
      title: 'Google Maps Compatible for the World',
      uri: SET_URI,
      crs: CRS_URI,
      links: [link(`${base}/tileMatrixSets/${WEB_MERCATOR_QUAD}`, 'self', WEB_MERCATOR_QUAD)],
    },
  ],
});

/**
 * The set as OGC 17-083r4 writes it, and with the members by the names of its first edition (identifier, supportedCRS,
 * topLeftCorner), because GDAL reads no others up to 3.7.
 */
export const matrixSet = () => ({
  id: WEB_MERCATOR_QUAD,
  identifier: WEB_MERCATOR_QUAD,
  title: 'Google Maps Compatible for the World',
  uri: SET_URI,
  crs: CRS_URI,
  supportedCRS: CRS_URI,
  boundingBox: { lowerLeft: [-EDGE, -EDGE], upperRight: [EDGE, EDGE], crs: CRS_URI },
  orderedAxes: ['E', 'N'],
  wellKnownScaleSet: 'http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible',
  tileMatrices: Array.from({ length: MOST_ZOOM + 1 }, (_, z) => {
    const cellSize = (2 * EDGE) / 256 / 2 ** z;
    return {
      id: String(z),
      identifier: String(z),
      scaleDenominator: cellSize / 0.000_28,
      cellSize,
      cornerOfOrigin: 'topLeft',
      pointOfOrigin: [-EDGE, EDGE],
      topLeftCorner: [-EDGE, EDGE],
      tileWidth: 256,
      tileHeight: 256,
      matrixWidth: 2 ** z,
      matrixHeight: 2 ** z,
    };
  }),
});

interface Tiled {
  readonly base: string;
  readonly code: string;
  readonly name: string;
  readonly box: Box | null;
}

const described = ({ base, code, name, box }: Tiled) => {
  const here = `${base}/collections/${code}/tiles/${WEB_MERCATOR_QUAD}`;
  const template = `${here}/{tileMatrix}/{tileRow}/{tileCol}`;
  return {
    title: name,
    dataType: 'vector',
    crs: CRS_URI,
    tileMatrixSetURI: SET_URI,
    ...(box === null
      ? {}
      : {
          boundingBox: {
            lowerLeft: box.slice(0, 2),
            upperRight: box.slice(2),
            crs: 'http://www.opengis.net/def/crs/OGC/1.3/CRS84',
          },
        }),
    links: [
      link(here, 'self', name),
      { ...link(template, 'item', 'Mapbox vector tiles', MVT_TYPE), templated: true as const },
      link(
        `${base}/tileMatrixSets/${WEB_MERCATOR_QUAD}`,
        'http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme',
        WEB_MERCATOR_QUAD,
      ),
    ],
  };
};

export const tilesetList = (tiled: Tiled) => ({
  links: [link(`${tiled.base}/collections/${tiled.code}/tiles`, 'self', tiled.name)],
  tilesets: [described(tiled)],
});

export const tileset = described;
