import { codesToday } from '../map/identify.server.ts';
import type { ShownLayer } from '../map/shown.server.ts';
import { summariesOf, type VersionSummary } from '../map/summary.server.ts';
import { link, type Link } from './answers.ts';
import { CRS84, CRS_URIS, STORED } from './crs.ts';
import type { OgcDesk } from './desk.server.ts';
import type { Queryable } from './fields.server.ts';

const FEATURES = 'http://www.opengis.net/spec/ogcapi-features';
const TILES = 'http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf';
const CQL2 = 'http://www.opengis.net/spec/cql2/1.0/conf';

/** The requirement classes that are met. */
export const CONFORMS_TO: readonly string[] = [
  `${FEATURES}-1/1.0/conf/core`,
  `${FEATURES}-1/1.0/conf/geojson`,
  `${FEATURES}-1/1.0/conf/oas30`,
  `${FEATURES}-2/1.0/conf/crs`,
  `${FEATURES}-3/1.0/conf/queryables`,
  `${FEATURES}-3/1.0/conf/queryables-query-parameters`,
  `${FEATURES}-3/1.0/conf/filter`,
  `${FEATURES}-3/1.0/conf/features-filter`,
  `${CQL2}/cql2-text`,
  `${CQL2}/cql2-json`,
  `${CQL2}/basic-cql2`,
  `${CQL2}/advanced-comparison-operators`,
  `${CQL2}/case-insensitive-comparison`,
  `${CQL2}/basic-spatial-functions`,
  `${CQL2}/basic-spatial-functions-plus`,
  `${CQL2}/spatial-functions`,
  'http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections',
  `${TILES}/core`,
  `${TILES}/tileset`,
  `${TILES}/tilesets-list`,
  `${TILES}/geodata-tilesets`,
  `${TILES}/mvt`,
];

export async function landing({ base, store, district }: OgcDesk) {
  const found = (await store.districts()).find(({ code }) => code === district);
  const openApi = 'application/vnd.oai.openapi+json;version=3.0';
  return {
    title: `${found?.name ?? district} 一张图`,
    description: '泉图的图层，按 OGC API – Features 和 OGC API – Tiles 提供',
    links: [
      link(base, 'self', 'This document'),
      link(`${base}/api`, 'service-desc', 'API definition', openApi),
      link(`${base}/conformance`, 'conformance', 'Conformance'),
      link(`${base}/conformance`, 'http://www.opengis.net/def/rel/ogc/1.0/conformance', 'Conformance'),
      link(`${base}/collections`, 'data', 'Collections'),
      link(`${base}/collections`, 'http://www.opengis.net/def/rel/ogc/1.0/data', 'Collections'),
      link(`${base}/tileMatrixSets`, 'http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes', 'Tile matrix sets'),
    ],
  };
}

export async function collectionsOf(desk: OgcDesk, layers: readonly ShownLayer[]) {
  const sums = await summariesOf(desk, layers);
  const { base } = desk;
  return {
    links: [link(`${base}/collections`, 'self', 'This document')],
    crs: CRS_URIS,
    collections: layers.map((layer) => collection(base, layer, sums.get(layer.id)!)),
  };
}

export async function collectionOf(desk: OgcDesk, layer: ShownLayer) {
  const sums = await summariesOf(desk, [layer]);
  return collection(desk.base, layer, sums.get(layer.id)!);
}

function collection(base: string, layer: ShownLayer, { box }: VersionSummary) {
  const { code, name, number, title, publishedOn } = layer;
  const here = `${base}/collections/${code}`;
  const since = publishedOn === null ? null : `${publishedOn}T00:00:00Z`;
  return {
    id: code,
    title: name,
    description: `第 ${number} 版 ${title}`.trim(),
    itemType: 'feature',
    extent: {
      ...(box === null ? {} : { spatial: { bbox: [box], crs: CRS84 } }),
      temporal: { interval: [[since, null]], trs: 'http://www.opengis.net/def/uom/ISO-8601/0/Gregorian' },
    },
    crs: CRS_URIS,
    storageCrs: STORED,
    links: collectionLinks(here),
  };
}

function collectionLinks(here: string): readonly Link[] {
  return [
    link(here, 'self', 'This document'),
    link(`${here}/items`, 'items', 'Features', 'application/geo+json'),
    link(
      `${here}/queryables`,
      'http://www.opengis.net/def/rel/ogc/1.0/queryables',
      'Queryables',
      'application/schema+json',
    ),
    link(`${here}/tiles`, 'http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector', 'Vector tiles'),
  ];
}

/** A JSON schema of what the features of a layer can be asked by, classes with their names. */
export async function queryablesSchema(desk: OgcDesk, layer: ShownLayer, fields: readonly Queryable[]) {
  const codes = layer.codeSet === null ? [] : (await codesToday(desk)).all(layer.codeSet);
  const types = { text: { type: 'string' }, number: { type: 'number' }, boolean: { type: 'boolean' } };
  const property = ({ name, title, kind }: Queryable) => {
    if (kind === 'geometry')
      return { title, 'x-ogc-role': 'primary-geometry', format: `geometry-${GEOMETRIES[layer.shape]}` };
    const classes =
      name === 'code' && codes.length > 0 ? { description: codes.map(({ label }) => label).join('；') } : {};
    return { title, ...types[kind], ...classes, ...(name === 'key' ? { 'x-ogc-role': 'id' } : {}) };
  };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `${desk.base}/collections/${layer.code}/queryables`,
    type: 'object',
    title: layer.name,
    properties: Object.fromEntries(fields.map((field) => [field.name, property(field)])),
    additionalProperties: false,
  };
}
const GEOMETRIES = { area: 'multipolygon', line: 'multilinestring', point: 'multipoint' } as const;
