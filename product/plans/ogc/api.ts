import type { Route } from '@quantu/people';
import { MVT_TYPE } from './tilesets.ts';
import { MOST_ITEMS, ITEMS, ogcRoutes } from './contract.ts';

const PROBLEM = {
  description: 'Problem (RFC 7807)',
  content: { 'application/problem+json': { schema: { type: 'object' } } },
};

/** The interface of one district as OpenAPI 3.0 has it, read off the routes. */
export function openApi(base: string) {
  const ofDistrict = Object.entries(ogcRoutes).filter(([, { path }]) => path.startsWith('/ogc/d/'));
  const paths = ofDistrict.map(([operationId, route]: readonly [string, Route]) => {
    const path = route.path.replace('/ogc/d/:district', '').replaceAll(/:(\w+)/g, '{$1}') || '/';
    const parameters = [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')];
    const type = typeOf(operationId);
    const schema = type === MVT_TYPE ? { type: 'string', format: 'binary' } : { type: 'object' };
    const ok = { description: 'OK', content: { [type]: { schema } } };
    const operation = { operationId, summary: route.summary, parameters, responses: { 200: ok, default: PROBLEM } };
    return [path, { get: operation }] as const;
  });
  return {
    openapi: '3.0.3',
    info: { title: '泉图 OGC API', version: '1.0.0' },
    servers: [{ url: base }],
    paths: Object.fromEntries(paths),
  };
}

const TYPES: Readonly<Record<string, string>> = {
  api: 'application/vnd.oai.openapi+json;version=3.0',
  queryables: 'application/schema+json',
  items: 'application/geo+json',
  item: 'application/geo+json',
  tile: MVT_TYPE,
};
const typeOf = (operation: string): string => TYPES[operation] ?? 'application/json';

const numbers = (count: number) => ({ type: 'array', items: { type: 'number' }, minItems: count, maxItems: count });
/** Those that the standard describes word for word; they arrive as text and are read where they are used. */
const STANDARD: Readonly<Record<string, object>> = {
  limit: { type: 'integer', minimum: 1, maximum: MOST_ITEMS, default: ITEMS },
  bbox: { type: 'array', items: { type: 'number' }, minItems: 4, maxItems: 6, oneOf: [numbers(4), numbers(6)] },
  datetime: { type: 'string' },
  crs: { type: 'string', format: 'uri' },
  'bbox-crs': { type: 'string', format: 'uri' },
  'filter-crs': { type: 'string', format: 'uri' },
  'filter-lang': { type: 'string', enum: ['cql2-text', 'cql2-json'], default: 'cql2-text' },
  filter: { type: 'string' },
};

function parametersOf(schema: Route['query'], place: 'path' | 'query') {
  const properties: Readonly<Record<string, object>> = schema['properties'] ?? {};
  const form = place === 'query' ? { style: 'form', explode: false } : {};
  return Object.entries(properties)
    .filter(([name]) => name !== 'district')
    .map(([name, { ...plain }]) => ({
      name,
      in: place,
      required: place === 'path',
      ...form,
      schema: STANDARD[name] ?? plain,
    }));
}
