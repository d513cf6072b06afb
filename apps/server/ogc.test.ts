import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { tileAt } from '@quantu/geometry';
import { publishVersion, writeVersion, type NewFeature } from '@quantu/plans/server';
import { programViewer } from '@quantu/registers';
import { createRecord } from '@quantu/registers/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { books } from './registers.ts';
import { openOffice, Visitor, visitorAs, type Office } from './testing/office.ts';

let office: Office;
let stranger: Visitor;
let reader: Visitor;
let base: string;
const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
const epsg = (code: number) => `http://www.opengis.net/def/crs/EPSG/0/${code}`;

const square = (lon: number, lat: number, side: number) => {
  const ring = [
    [lon, lat],
    [lon + side, lat],
    [lon + side, lat + side],
    [lon, lat + side],
    [lon, lat],
  ] as const;
  return { type: 'Polygon', coordinates: [ring.map(([x, y]) => [x, y] as const)] } as const;
};

async function layer(code: string, features: readonly NewFeature[], more: object = {}): Promise<string> {
  const change = { district: office.district, actor: 'planner', action: 'test' };
  const values = { code, name: `图层${code}`, category: 'plan', shape: 'area', codeSet: 'land-use-2023', ...more };
  const register = books.registers.get('map-layer')!;
  return office.store.transact(change, async (tx) => {
    const { id } = await createRecord(tx, books, register, programViewer('planner'), values);
    await writeVersion(tx, books, { layer: id, features, meta: { title: '批复' } });
    await publishVersion(tx, books, { layer: id, number: 1, reason: '批复' });
    return id;
  });
}

beforeAll(async () => {
  office = await openOffice();
  stranger = new Visitor(office.app);
  reader = await visitorAs(office, 'reader', '阅览');
  base = `/ogc/d/${office.district}`;
  const parcels = Array.from({ length: 25 }, (_, i): NewFeature => {
    const geometry = square(118.9 + (i % 5) * 0.01, 25.1 + Math.floor(i / 5) * 0.01, 0.009);
    const attributes = { 容积率: i / 10, 批次: i < 5 ? '第一批' : '第二批', 已建: i % 2 === 0 };
    return {
      key: `P${String(i).padStart(2, '0')}`,
      geometry,
      code: i < 10 ? '0701' : '1001',
      name: `地块${i}`,
      attributes,
    };
  });
  await layer('KG', parcels, { isPublic: true });
  const triangle = {
    type: 'Polygon',
    coordinates: [
      [
        [118, 25],
        [118.1, 25],
        [118, 25.1],
        [118, 25],
      ],
    ],
  } as const;
  await layer('SECRET', [{ key: 'S', geometry: triangle }]);
});
afterAll(() => office.close());

const get = async (path: string, by = stranger) => (await by.call('GET', base + path)).json();
const items = (query: string, by = reader, collection = 'KG') =>
  get(`/collections/${collection}/items${query === '' ? '' : `?${query}`}`, by);
const filtered = (filter: string) => items(`limit=1000&filter=${encodeURIComponent(filter)}`);
const keys = (answer: { features: { id: string }[] }) => answer.features.map(({ id }) => id);
interface Linked {
  links: { rel: string; href: string; type?: string }[];
}
const pathOf = (href: string) => href.slice(href.indexOf('/ogc'));
const linkTo = ({ links }: Linked, rel: string) => links.find((one) => one.rel === rel)?.href;

/** What `/conformance` may claim is what is tested here. */
const tested = new Set<string>();
function shows(classes: readonly string[], story: () => void): void {
  for (const one of classes) tested.add(`http://www.opengis.net/spec/${one}`);
  describe(`${classes[0]} …`, () => {
    story();
  });
}

test('nothing is claimed that is not tested here, and all of it is claimed', async () => {
  const { conformsTo } = await get('/conformance');
  expect(new Set<string>(conformsTo)).toEqual(tested);
});

shows(
  [
    'ogcapi-features-1/1.0/conf/core',
    'ogcapi-features-1/1.0/conf/geojson',
    'ogcapi-features-1/1.0/conf/oas30',
    'ogcapi-common-1/1.0/conf/core',
    'ogcapi-common-2/1.0/conf/collections',
  ],
  () => {
    test('the landing page leads to the definition, conformance and collections, and all of them answer', async () => {
      const landing = await get('');
      for (const rel of ['self', 'service-desc', 'conformance', 'data']) {
        const href = linkTo(landing, rel)!;
        expect(href).toMatch(/^http:\/\//);
        expect((await stranger.call('GET', new URL(href).pathname)).statusCode).toBe(200);
      }
      const { conformsTo } = await get('/conformance');
      expect(conformsTo).toContain('http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core');
    });

    test('the definition says of each operation what it takes and gives, as the standard words it', async () => {
      const { openapi, paths } = await get('/api');
      expect(openapi).toMatch(/^3\.0\./);
      const operations = Object.entries<{ get: { operationId: string; responses: object } }>(paths);
      expect(new Set(operations.map(([, one]) => one.get.operationId)).size).toBe(operations.length);
      for (const [path, { get: operation }] of operations) {
        expect([path, operation.responses]).toEqual([
          path,
          { 200: expect.objectContaining({ content: expect.anything() }), default: expect.anything() },
        ]);
      }
      const { parameters } = paths['/collections/{collection}/items'].get;
      const called = (name: string) => parameters.find((one: { name: string }) => one.name === name);
      expect(called('limit')).toMatchObject({
        in: 'query',
        required: false,
        style: 'form',
        explode: false,
        schema: { type: 'integer', minimum: 1, maximum: 10_000, default: 100 },
      });
      expect(called('bbox')).toMatchObject({
        explode: false,
        schema: { type: 'array', minItems: 4, maxItems: 6, items: { type: 'number' } },
      });
      expect(called('datetime')).toMatchObject({ explode: false, schema: { type: 'string' } });
    });

    test('more than the most is no error, a box across the seam of longitudes is one of two halves', async () => {
      expect((await items('limit=99999999999999999999')).numberReturned).toBe(25);
      expect((await items('bbox=170,20,118.905,30')).numberMatched).toBe(5);
      expect((await items('bbox=118.945,20,-170,30')).numberMatched).toBe(5);
      expect((await items('bbox=177,20,-177,30')).numberMatched).toBe(0);
      expect((await items('bbox=-180,-90,180,90')).numberMatched).toBe(25);
      expect((await items('bbox=118.9,25.1,-10,118.905,25.105,100')).numberMatched).toBe(1);
      const crs = encodeURIComponent(epsg(4326));
      expect((await items(`bbox=20,170,30,118.905&bbox-crs=${crs}`)).numberMatched).toBe(5);
    });

    test('a collection says its extent, systems and where its features are', async () => {
      const { collections } = await get('/collections', reader);
      expect(collections.map(({ id }: { id: string }) => id)).toEqual(['KG', 'SECRET']);
      const one = await get('/collections/KG');
      expect(one).toMatchObject({ id: 'KG', itemType: 'feature', storageCrs: epsg(4490) });
      expect(one.extent.spatial.bbox[0].map((side: number) => side.toFixed(3))).toEqual([
        '118.900',
        '25.100',
        '118.949',
        '25.149',
      ]);
      expect(linkTo(one, 'items')).toContain('/collections/KG/items');
    });

    test('pages lead to the next until all features have been seen once', async () => {
      const seen: string[] = [];
      let page = await items('limit=10');
      expect(page).toMatchObject({ type: 'FeatureCollection', numberMatched: 25, numberReturned: 10 });
      for (;;) {
        seen.push(...keys(page));
        const next = linkTo(page, 'next');
        if (next === undefined) break;
        page = (await reader.call('GET', pathOf(next))).json();
      }
      expect(seen).toEqual(Array.from({ length: 25 }, (_, i) => `P${String(i).padStart(2, '0')}`));
    });

    test('an item has its geometry, properties and the way back', async () => {
      const answer = await reader.call('GET', `${base}/collections/KG/items/P07`);
      expect(answer.headers['content-type']).toContain('application/geo+json');
      expect(answer.headers['content-crs']).toBe(`<${CRS84}>`);
      const item = answer.json();
      expect(item).toMatchObject({
        type: 'Feature',
        id: 'P07',
        properties: { code: '0701', 批次: '第二批', 容积率: 0.7 },
      });
      expect(linkTo(item, 'collection')).toContain('/collections/KG');
      expect((await reader.call('GET', `${base}/collections/KG/items/none`)).statusCode).toBe(404);
    });

    test('a box finds what it meets and not what only its box meets, a day finds the version of that day', async () => {
      expect(keys(await items('bbox=118.905,25.105,118.911,25.106'))).toEqual(['P00', 'P01']);
      expect(keys(await items('bbox=118.0095,25.0095,118.0099,25.0099', reader, 'SECRET'))).toEqual(['S']);
      expect(keys(await items('bbox=118.08,25.08,118.09,25.09', reader, 'SECRET'))).toEqual([]);
      expect((await items('datetime=2000-01-01')).numberMatched).toBe(0);
      expect((await items('datetime=2000-01-01T00:00:00Z/..')).numberMatched).toBe(25);
    });

    test('properties are parameters, and what is unknown or wrong is a problem in two languages', async () => {
      expect(
        (await items(`code=0701&${encodeURIComponent('批次')}=${encodeURIComponent('第一批')}`)).numberMatched,
      ).toBe(5);
      for (const query of [
        'unknown=1',
        'bbox=1,2,3',
        'bbox=a,b,c,d',
        'limit=0',
        'limit=x',
        'datetime=yesterday',
        'datetime=2020-01-02/2020-01-01',
        'crs=EPSG:2362',
        'areaM2=x',
      ]) {
        const answer = await reader.call('GET', `${base}/collections/KG/items?${query}`);
        expect([query, answer.statusCode]).toEqual([query, 400]);
        expect(answer.headers['content-type']).toContain('application/problem+json');
        expect(answer.json()).toMatchObject({ status: 400, title: expect.stringContaining('Bad Request') });
        expect(answer.json().detail).toMatch(/\p{Script=Han}/u);
      }
    });
  },
);

test('what the caller does not take is refused with 406, by f and by Accept; kinds of JSON stand for each other', async () => {
  const { z, x, y } = tileAt(118.905, 25.105, 14);
  const tile = `/collections/KG/tiles/WebMercatorQuad/${z}/${y}/${x}`;
  const cases: readonly (readonly [path: string, accept: string | undefined, status: number])[] = [
    ['', undefined, 200],
    ['', 'text/html', 406],
    ['', 'text/html,application/xhtml+xml,*/*;q=0.8', 200],
    ['', 'application/json;q=0, text/*', 406],
    ['?f=json', 'text/html', 200],
    ['?f=html', '*/*', 406],
    ['?f=mvt', undefined, 406],
    ['/collections/KG/items', 'application/json', 200],
    ['/collections/KG/items', 'application/gml+xml', 406],
    ['/collections/KG/queryables', 'application/geo+json', 200],
    [tile, 'application/vnd.mapbox-vector-tile', 200],
    [tile, 'application/json', 406],
    [`${tile}?f=mvt`, 'image/png', 200],
    [`${tile}?f=json`, undefined, 406],
  ];
  for (const [path, accept, status] of cases) {
    const headers = accept === undefined ? {} : { accept };
    const answer = await stranger.call('GET', base + path, undefined, { headers });
    expect([path, accept, answer.statusCode]).toEqual([path, accept, status]);
    if (status === 406) expect(answer.json().detail).toMatch(/\p{Script=Han}/u);
  }
});

shows(['ogcapi-features-2/1.0/conf/crs'], () => {
  test('a collection lists its systems, the one of GeoJSON first, and others are refused', async () => {
    const { crs, storageCrs } = await get('/collections/KG');
    expect([crs[0], crs.includes(storageCrs)]).toEqual([CRS84, true]);
    for (const name of ['crs', 'bbox-crs', 'filter-crs']) {
      const query = `${name}=${encodeURIComponent(epsg(2154))}&bbox=1,1,2,2&filter=true`;
      expect([name, (await items(query)).status]).toEqual([name, 400]);
    }
  });

  test.each([
    [CRS84, [118.9, 25.1]],
    [epsg(4490), [25.1, 118.9]],
    [epsg(4326), [25.1, 118.9]],
    [epsg(4549), [2_778_000, 389_000]],
    [epsg(4528), [2_778_000, 40_389_000]],
    [epsg(3857), [13_235_800, 2_889_000]],
  ])('features come in %s with the axes it has', async (crs, [first, second]) => {
    const answer = await reader.call('GET', `${base}/collections/KG/items/P00?crs=${encodeURIComponent(crs)}`);
    expect(answer.headers['content-crs']).toBe(`<${crs}>`);
    const [x, y] = answer.json().geometry.coordinates[0][0];
    const isDegrees = Math.abs(first!) < 400;
    expect(Math.abs(x - first!)).toBeLessThan(isDegrees ? 1e-6 : 12_000);
    expect(Math.abs(y - second!)).toBeLessThan(isDegrees ? 1e-6 : 12_000);
  });

  test('a box in another system finds the same', async () => {
    const inDegrees = keys(await items('bbox=118.905,25.105,118.911,25.106'));
    const crs = encodeURIComponent(epsg(4326));
    expect(keys(await items(`bbox=25.105,118.905,25.106,118.911&bbox-crs=${crs}`))).toEqual(inDegrees);
  });
});

const CQL2_CLASSES = [
  'cql2-text',
  'cql2-json',
  'basic-cql2',
  'advanced-comparison-operators',
  'case-insensitive-comparison',
  'basic-spatial-functions',
  'basic-spatial-functions-plus',
  'spatial-functions',
];
shows(
  [
    'ogcapi-features-3/1.0/conf/filter',
    'ogcapi-features-3/1.0/conf/features-filter',
    'ogcapi-features-3/1.0/conf/queryables',
    'ogcapi-features-3/1.0/conf/queryables-query-parameters',
    ...CQL2_CLASSES.map((one) => `cql2/1.0/conf/${one}`),
  ],
  () => {
    test('queryables are a JSON schema of what can be asked', async () => {
      const answer = await reader.call('GET', `${base}/collections/KG/queryables`);
      expect(answer.headers['content-type']).toContain('application/schema+json');
      expect(answer.json().properties).toMatchObject({
        code: { type: 'string' },
        areaM2: { type: 'number' },
        容积率: { type: 'number' },
        已建: { type: 'boolean' },
        geometry: { 'x-ogc-role': 'primary-geometry' },
      });
    });

    test.each([
      ["code = '0701'", 10],
      ["NOT code = '0701'", 15],
      ["code = '0701' AND 容积率 >= 0.5", 5],
      ['容积率 BETWEEN 0.5 AND 0.75', 3],
      ["批次 LIKE '第_批' AND 已建 = TRUE", 13],
      ["批次 IN ('第一批', '没有')", 5],
      ['use IS NULL', 25],
      ['geometry IS NULL', 0],
      ['geometry is not null', 25],
      ['true', 25],
      ['false', 0],
      ['已建 <> TRUE', 12],
      ['areaM2 > 3.14', 25],
      ["CASEI('KØBENHAVN') = casei('københavn') AND casei(批次) LIKE casei('第一_')", 5],
      ["CASEI(key) IN (casei('p07'), casei('P08'), casei('x'))", 2],
      ["'it''s' = 'it\\'s' AND 'a\\tb' = 'a\tb' AND 'a\\\\b' = 'a\\\\b'", 25],
      ["'50%' LIKE '50\\%' AND NOT '501' LIKE '50\\%'", 25],
      ["code = DATE('2022-04-14')", 0],
      ["code <> TIMESTAMP('2022-04-14T14:48:46Z')", 25],
      ['S_INTERSECTS(geometry, BBOX(170, 20, 118.905, 30))', 5],
      ['S_INTERSECTS(geometry, MULTIPOINT(118.905 25.105, 118.915 25.105))', 2],
      ['S_INTERSECTS(geometry, MULTILINESTRING((118.89 25.105, 118.96 25.105), (118.905 25.09, 118.905 25.16)))', 9],
      [
        'S_INTERSECTS(geometry, GEOMETRYCOLLECTION(POINT(118.905 25.105), LINESTRING(118.915 25.09, 118.915 25.16)))',
        6,
      ],
      ['S_DISJOINT(geometry, GEOMETRYCOLLECTION(POINT(118.905 25.105), LINESTRING(118.915 25.09, 118.915 25.16)))', 19],
      ['S_CONTAINS(geometry, GEOMETRYCOLLECTION(POINT(118.905 25.105), POINT(118.906 25.105)))', 1],
      [
        '{"op":"s_intersects","args":[{"property":"geometry"},{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[118.905,25.105]}]}]}',
        1,
      ],
      ['{"op":"isNull","args":[{"property":"geometry"}]}', 0],
      ["CASEI(key) = CASEI('p07')", 1],
      ["容积率 = '0.7'", 1],
      ['S_INTERSECTS(geometry, POINT(118.905 25.105))', 1],
      ["S_INTERSECTS(geometry, BBOX(118.9, 25.1, 118.92, 25.105)) OR key = 'P24'", 4],
      ['S_WITHIN(geometry, BBOX(118.9, 25.1, 118.92, 25.11))', 2],
      ['S_WITHIN(POINT(118.905 25.105), geometry)', 1],
      ['S_CONTAINS(geometry, POINT(118.905 25.105))', 1],
      ['S_CONTAINS(geometry, POINT(118.9 25.1))', 0],
      ['S_TOUCHES(geometry, POINT(118.9 25.1))', 1],
      ['S_TOUCHES(geometry, BBOX(118.909, 25.1, 118.91, 25.109))', 2],
      ['S_EQUALS(geometry, POLYGON((118.9 25.1, 118.909 25.1, 118.909 25.109, 118.9 25.109, 118.9 25.1)))', 1],
      ['S_OVERLAPS(geometry, BBOX(118.905, 25.105, 118.915, 25.115))', 4],
      ['S_CROSSES(geometry, LINESTRING(118.895 25.105, 118.912 25.105))', 2],
      ['S_DISJOINT(geometry, BBOX(118.9, 25.1, 118.92, 25.105))', 22],
      ['{"op":"s_within","args":[{"property":"geometry"},{"bbox":[118.9,25.1,118.92,25.11]}]}', 2],
      ['NOT S_INTERSECTS(geometry, POLYGON((118.9 25.1, 118.95 25.1, 118.9 25.15, 118.9 25.1)))', 6],
    ])('%s finds %i', async (filter, count) => {
      expect((await filtered(filter)).numberMatched).toBe(count);
    });

    test('the same in JSON finds the same, and the next page keeps the filter', async () => {
      const json = JSON.stringify({
        op: 'and',
        args: [
          { op: '=', args: [{ property: 'code' }, '0701'] },
          { op: '<', args: [{ property: '容积率' }, 0.5] },
        ],
      });
      const page = await items(`limit=2&filter-lang=cql2-json&filter=${encodeURIComponent(json)}`);
      expect(page.numberMatched).toBe(5);
      expect(linkTo(page, 'next')).toContain('filter-lang=cql2-json');
    });

    test.each([
      'nothing = 1',
      "code = '0701",
      "code LIKE 'a\\'",
      `code LIKE '${'%a'.repeat(20)}'`,
      Array.from({ length: 400 }, (_, i) => `code = '${i}'`).join(' OR '),
      `code IN (${Array.from({ length: 1500 }, (_, i) => i).join(',')})`,
      Array.from({ length: 7 }, () => 'S_INTERSECTS(geometry, POINT(1 1))').join(' OR '),
      'S_INTERSECTS(code, POINT(1 1))',
      'S_INTERSECTS(geometry, POINT(90 180))',
      'S_INTERSECTS(geometry, MULTIPOINT(7.02 49.92, 90 180))',
      'S_WITHIN(geometry, GEOMETRYCOLLECTION(POINT(1 1), LINESTRING(1 1, 2 2)))',
      'S_INTERSECTS(geometry, GEOMETRYCOLLECTION(GEOMETRYCOLLECTION(POINT(1 1))))',
      "code = DATE('2022-13-45')",
      "code = TIMESTAMP('2022-04-14')",
      `${'NOT ('.repeat(60)}true${')'.repeat(60)}`,
      `code LIKE '${'%'.repeat(60)}'`,
      '{"op":"not","args":['.repeat(60) + 'true' + ']}'.repeat(60),
      'S_INTERSECTS(geometry, POLYGON((0 0, 1 1)))',
      '1 = 1; select pg_sleep(10)',
    ])('the filter %s is refused in one sentence', async (filter) => {
      const answer = await reader.call('GET', `${base}/collections/KG/items?filter=${encodeURIComponent(filter)}`);
      expect(answer.statusCode).toBe(400);
      expect(answer.json().detail.length).toBeLessThan(300);
    });
  },
);

shows(
  [
    'ogcapi-tiles-1/1.0/conf/core',
    'ogcapi-tiles-1/1.0/conf/tileset',
    'ogcapi-tiles-1/1.0/conf/tilesets-list',
    'ogcapi-tiles-1/1.0/conf/geodata-tilesets',
    'ogcapi-tiles-1/1.0/conf/mvt',
  ],
  () => {
    test('a collection has vector tiles in WebMercatorQuad, described and drawn', async () => {
      const { tilesets } = await get('/collections/KG/tiles');
      expect(tilesets[0]).toMatchObject({
        dataType: 'vector',
        tileMatrixSetURI: expect.stringContaining('WebMercatorQuad'),
      });
      const template = linkTo(tilesets[0], 'item')!;
      const { z, x, y } = tileAt(118.925, 25.125, 12);
      const path = pathOf(template)
        .replace('{tileMatrix}', `${z}`)
        .replace('{tileRow}', `${y}`)
        .replace('{tileCol}', `${x}`);
      const tile = await stranger.call('GET', path);
      expect([tile.statusCode, tile.headers['content-type']]).toEqual([200, 'application/vnd.mapbox-vector-tile']);
      expect(tile.rawPayload.length).toBeGreaterThan(100);
      const again = await stranger.call('GET', path, undefined, {
        headers: { 'if-none-match': String(tile.headers['etag']) },
      });
      expect([again.statusCode, again.rawPayload.length]).toEqual([304, 0]);
      expect((await get('/tileMatrixSets/WebMercatorQuad')).tileMatrices).toHaveLength(23);
      for (const bad of ['WebMercatorQuad/30/0/0', 'WebMercatorQuad/-1/0/0', 'WebMercatorQuad/1/2/0', 'Other/1/0/0']) {
        expect((await stranger.call('GET', `${base}/collections/KG/tiles/${bad}`)).statusCode).toBe(404);
      }
    });
  },
);

describe('who may see what', () => {
  test('a stranger sees what may be public and nothing else', async () => {
    const { collections } = await get('/collections');
    expect(collections.map(({ id }: { id: string }) => id)).toEqual(['KG']);
    for (const path of ['', '/items', '/items/S', '/queryables', '/tiles', '/tiles/WebMercatorQuad/1/0/1']) {
      expect((await stranger.call('GET', `${base}/collections/SECRET${path}`)).statusCode).toBe(404);
    }
    expect((await stranger.call('GET', '/ogc/d/999999/collections')).statusCode).toBe(404);
  });

  test('a token in either header lets in, a wrong one is refused', async () => {
    const wrong = await stranger.call('GET', `${base}/collections`, undefined, {
      headers: { authorization: 'Bearer nothing' },
    });
    expect([wrong.statusCode, wrong.json().status]).toEqual([401, 401]);
    const basic = `Basic ${Buffer.from('somebody:nothing').toString('base64')}`;
    expect(
      (await stranger.call('GET', `${base}/collections`, undefined, { headers: { authorization: basic } })).statusCode,
    ).toBe(401);
  });
});

const run = promisify(execFile);
const ogrinfo = await run('ogrinfo', ['--version']).catch(() => null);
if (ogrinfo === null) console.warn('ogrinfo is not installed: reading with GDAL is skipped');

describe('the address without a district', () => {
  test('leads to the only one there is', async () => {
    const landing = (await stranger.call('GET', '/ogc')).json();
    expect(linkTo(landing, 'data')).toMatch(new RegExp(`${base}/collections$`));
    const { collections } = (await stranger.call('GET', '/ogc/collections')).json();
    expect(collections.map(({ id }: { id: string }) => id)).toEqual(['KG']);
    expect((await stranger.call('GET', '/ogc/conformance')).json().conformsTo.length).toBeGreaterThan(20);
    for (const path of ['/ogc?x=1', '/ogc/collections?bbox=1', '/ogc/nothing']) {
      const answer = await stranger.call('GET', path);
      expect([path, answer.statusCode]).toEqual([path, path.includes('nothing') ? 404 : 400]);
      expect(answer.headers['content-type']).toContain('application/problem+json');
    }
  });
});

test.skipIf(ogrinfo === null)('GDAL reads a collection, filters it and counts it', async () => {
  const address = await office.app.listen({ port: 0, host: '127.0.0.1' });
  const { stdout } = await run('ogrinfo', ['-al', '-so', `OAPIF:${address}${base}`, 'KG']);
  expect(stdout).toContain('Feature Count: 25');
  expect(stdout).toMatch(/Extent: \(118\.9\d*, 25\.1\d*\) - \(118\.949\d*, 25\.149\d*\)/);
  const root = await run('ogrinfo', ['-al', '-so', `OAPIF:${address}/ogc`, 'KG']);
  expect(root.stdout).toContain('Feature Count: 25');
  const some = await run('ogrinfo', [
    '-al',
    '-where',
    "code = '0701'",
    '-spat',
    '118.9',
    '25.1',
    '118.919',
    '25.105',
    `OAPIF:${address}${base}`,
    'KG',
  ]);
  expect(some.stdout.match(/^OGRFeature\(KG\)/gm)).toHaveLength(2);
});

test('where there are several districts the address without one names them', async () => {
  await office.store.createDistrict('350599', '另一区');
  const root = await stranger.call('GET', '/ogc');
  expect([root.statusCode, root.body]).toEqual([200, root.body]);
  const { links } = root.json() as Linked;
  const children = links.filter(({ rel }) => rel === 'child').map(({ href }) => pathOf(href));
  expect(children).toEqual(expect.arrayContaining([base, '/ogc/d/350599']));
  const refused = await stranger.call('GET', '/ogc/collections');
  expect([refused.statusCode, refused.json().detail]).toEqual([404, expect.stringContaining(base)]);
});
