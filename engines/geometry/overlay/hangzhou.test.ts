import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { geosCell, isGeosValid } from '../geos.testing.ts';
import { boxOf, type Box, type Geometry, type MultiPolygon, type Polygon } from '../geometry.ts';
import { areaM2 } from '../measures.ts';
import { repairArea } from '../repair/repair.ts';
import { overlay } from './overlay.ts';
import { planeArea, roundingOf } from './planar.testing.ts';

type Shape = Polygon | MultiPolygon;

const FOLDER = new URL('../../../../shared/data/hangzhou-osm/', import.meta.url);

function shapesOf(name: string): Shape[] {
  const text = gunzipSync(readFileSync(fileURLToPath(new URL(`${name}.wgs84.geojson.gz`, FOLDER)))).toString();
  const { features } = JSON.parse(text) as { features: { geometry: Geometry }[] };
  return features.flatMap(({ geometry }) =>
    geometry.type === 'Polygon' || geometry.type === 'MultiPolygon' ? [geometry] : [],
  );
}

const areApart = (a: Box, b: Box): boolean => a[2] < b[0] || b[2] < a[0] || a[3] < b[1] || b[3] < a[1];

test.skipIf(!existsSync(FOLDER))('land use and waters of a real city overlay as GEOS has them', () => {
  const [land, water] = [shapesOf('landuse'), shapesOf('water')];
  const { cells, unionM2, vanished } = overlay([{ shapes: land }, { shapes: water }]);
  const sum = cells.reduce((all, cell) => all + cell.areaM2, 0) + vanished.areaM2;
  expect(Math.abs(sum / unionM2 - 1)).toBeLessThan(1e-12);
  const boxes = [land, water].map((shapes) => shapes.map(boxOf));
  const near = (box: Box, layer: 0 | 1): number[] =>
    boxes[layer]!.flatMap((other, at) => (areApart(box, other) ? [] : [at]));
  let compared = 0;
  for (const { cover, geometry } of cells) {
    const [p, q] = [cover[0]!, cover[1]!];
    if (p.length === 0 || q.length === 0) continue;
    const box = boxOf(geometry!);
    const inside = [...p.map((at) => land[at]!), ...q.map((at) => water[at]!)];
    const outside = [
      ...near(box, 0).flatMap((at) => (p.includes(at) ? [] : [land[at]!])),
      ...near(box, 1).flatMap((at) => (q.includes(at) ? [] : [water[at]!])),
    ];
    const theirs = geosCell(inside, outside);
    expect(Math.abs(planeArea(geometry) - planeArea(theirs))).toBeLessThanOrEqual(roundingOf(geometry, theirs));
    expect(isGeosValid(geometry!)).toBe(true);
    compared++;
  }
  expect(compared).toBeGreaterThan(500);
});

test.skipIf(!existsSync(FOLDER))('real valid areas need no repair', () => {
  for (const shape of shapesOf('water')) {
    const { geometry, report } = repairArea(shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates);
    expect(report.findings.filter(({ kind }) => kind !== 'duplicate-points' && kind !== 'spike')).toEqual([]);
    expect(Math.abs(areaM2(geometry!) / areaM2(shape) - 1)).toBeLessThan(1e-9);
  }
});
