import type { Route } from '@quantu/people';
import { ogcRoutes } from './contract.ts';

/** The interface of one district as OpenAPI 3.0 has it, read off the routes. */
export function openApi(base: string) {
  const ofDistrict = Object.values(ogcRoutes).filter(({ path }) => path.startsWith('/ogc/d/'));
  const paths = ofDistrict.map((route: Route) => {
    const path = route.path.replace('/ogc/d/:district', '').replaceAll(/:(\w+)/g, '{$1}') || '/';
    const parameters = [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')];
    const ok = { description: 'OK' };
    const problem = {
      description: 'Problem (RFC 7807)',
      content: { 'application/problem+json': { schema: { type: 'object' } } },
    };
    return [path, { get: { summary: route.summary, parameters, responses: { 200: ok, default: problem } } }] as const;
  });
  return {
    openapi: '3.0.3',
    info: { title: '泉图 OGC API', version: '1.0.0' },
    servers: [{ url: base }],
    paths: Object.fromEntries(paths),
  };
}

function parametersOf(schema: Route['query'], place: 'path' | 'query') {
  const properties: Readonly<Record<string, object>> = schema['properties'] ?? {};
  return Object.entries(properties)
    .filter(([name]) => name !== 'district')
    .map(([name, { ...plain }]) => ({ name, in: place, required: place === 'path', schema: plain }));
}
