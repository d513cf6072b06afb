import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { areaM2, lengthM, type Geometry } from '@quantu/geometry';
import { readAll, type ReadLayer } from './files.testing.ts';

const data = path.resolve(import.meta.dirname, '../../../../shared/data');
const at = (file: string): string => path.join(data, file);

const areaOf = (layer: ReadLayer): number => sum(layer, areaM2);
const sum = ({ features }: ReadLayer, measure: (geometry: Geometry) => number): number =>
  features.reduce((total, { geometry }) => total + (geometry === null ? 0 : measure(geometry)), 0);
const holesOf = (layer: ReadLayer): number =>
  sum(layer, (geometry) => {
    if (geometry.type === 'Polygon') return geometry.coordinates.length - 1;
    if (geometry.type !== 'MultiPolygon') return 0;
    return geometry.coordinates.reduce((holes, rings) => holes + rings.length - 1, 0);
  });

// Counts, texts, holes and areas as GDAL 3.12 (pyogrio, geopandas) reads the same files; areas there by the formula of
// 国土调查办发〔2008〕32号 in Python.
describe.skipIf(!existsSync(data))('files that others made', () => {
  test.each([
    ['gbk-shapefiles/shanghai_shp/区县界_area.shp', 17, 6_849_421_280.163113, 0, '宝山区', 'gb18030'],
    ['gbk-shapefiles/chongqing_shp/区县界_area.shp', 38, 82_394_782_909.00735, 0, '奉节县', 'gb18030'],
    ['quangang/boundary-350505.wgs84.geojson', 1, 310_971_017.179035, 0, '泉港区', 'utf-8'],
    ['quangang/sea-osm2017.wgs84.geojson', 1, 6_245_948_362.0280285, 13, null, 'utf-8'],
  ])('%s', async (file, count, area, holes, name, encoding) => {
    const [layer] = await readAll(at(file), path.basename(file));
    expect(layer).toMatchObject({ count, encoding, geometryKind: 'area' });
    expect(Math.abs(areaOf(layer!) / area - 1)).toBeLessThan(1e-12);
    expect(holesOf(layer!)).toBe(holes);
    if (name !== null) expect(Object.values(layer!.features[0]!.attributes)).toContain(name);
  });

  test('lines in UTF-8 without .prj', async () => {
    const [layer] = await readAll(at('gbk-shapefiles/metroline2/metroline2.shp'), 'metroline2.shp');
    expect(layer).toMatchObject({ count: 2, encoding: 'utf-8', geometryKind: 'line', crs: { id: 'EPSG:4490' } });
    expect(layer?.features[0]?.attributes).toEqual({ city: '上海', linename: '地铁2号线(徐泾东-浦东国际机场)' });
    expect(sum(layer!, lengthM)).toBeGreaterThan(100_000);
  });

  test('8,707 polygons of land use', async () => {
    const [layer] = await readAll(
      gunzipSync(readFileSync(at('hangzhou-osm/landuse.wgs84.geojson.gz'))),
      'landuse.geojson',
    );
    expect(layer?.count).toBe(8707);
    expect(Math.abs(areaOf(layer!) / 2_625_947_459.9623394 - 1)).toBeLessThan(1e-12);
    expect(holesOf(layer!)).toBe(193);
    expect(layer?.features[0]?.attributes).toEqual({ osm_id: '5740510', code: 7201, fclass: 'forest', name: '小瀛洲' });
  });

  test('34 provinces', async () => {
    const bytes = gunzipSync(readFileSync(at('china-admin/china-province.tianditu.wgs84.geojson.gz')));
    const [layer] = await readAll(bytes, '省.geojson');
    expect(layer?.count).toBe(34);
    expect(layer?.features.map(({ attributes }) => attributes['name'])).toContain('福建省');
  });

  test('a GeoPackage of seven layers, two of them tables', async () => {
    const layers = await readAll(at('quangang/quangang.gpkg'), 'quangang.gpkg');
    expect(layers.map(({ name, count, geometryKind }) => [name, count, geometryKind])).toEqual([
      ['boundary', 1, 'area'],
      ['districts', 17, 'area'],
      ['sea_osm2017', 1, 'area'],
      ['coast_gshhg', 336, 'line'],
      ['places', 83, 'point'],
      ['towns', 8, 'none'],
      ['villages', 105, 'none'],
    ]);
    expect(Math.abs(areaOf(layers[0]!) / 310_971_017.179035 - 1)).toBeLessThan(1e-12);
    expect(layers[6]?.features[0]?.attributes['name']).toBe('锦祥社区居委会');
  });

  test('an OpenStreetMap extract: 1,884 highways, 1,159 buildings', async () => {
    const layers = await readAll(at('monaco-osm/monaco-20190930.osm.pbf'), 'monaco.osm.pbf');
    expect(layers.map(({ name }) => name)).toEqual(['points', 'lines', 'multipolygons']);
    expect(layers[0]!.notes).toContainEqual(expect.stringMatching(/^\d+ 条 OSM 关系.*没有读出$/));
    expect(
      layers
        .slice(1)
        .flatMap(({ notes }) => notes)
        .join(),
    ).not.toContain('OSM 关系');
    const having = (layer: number, key: string): number =>
      layers[layer]!.features.filter(({ attributes }) => typeof attributes[key] === 'string').length;
    expect(having(1, 'highway')).toBe(1884);
    expect(having(2, 'building')).toBe(1159);
  });
});
