import type { Geometry } from '@quantu/geometry';
import { publishVersion, writeVersion, type NewFeature } from '@quantu/plans/server';
import { programViewer, type Value } from '@quantu/registers';
import { createRecord } from '@quantu/registers/server';
import { books } from '@quantu/server';
import type { Store } from '@quantu/store';
import { TEST_DISTRICT } from '@quantu/store/testing';
import { sql } from 'kysely';

/** A rectangle in thousandths of a degree. */
function block(x: number, y: number, width: number, height: number): Geometry {
  const at = (dx: number, dy: number) =>
    [Math.round((118.9 + (x + dx) / 1000) * 1e9) / 1e9, Math.round((25.1 + (y + dy) / 1000) * 1e9) / 1e9] as const;
  return { type: 'Polygon', coordinates: [[at(0, 0), at(width, 0), at(width, height), at(0, height), at(0, 0)]] };
}

const LAYERS: readonly (readonly [Readonly<Record<string, Value>>, readonly NewFeature[]])[] = [
  [
    { code: 'CG', name: '原城市规划', role: 'city-plan', codeSet: 'gb-50137' },
    [
      { key: 'CG-1', geometry: block(0, 0, 4, 3), code: 'R2', name: '涂岭居住区' },
      { key: 'CG-2', geometry: block(4, 0, 4, 3), code: 'M2', name: '涂岭工业区' },
      { key: 'CG-3', geometry: block(0, 3, 8, 2), code: 'E2' },
    ],
  ],
  [
    { code: 'TG', name: '原土地利用规划', role: 'land-plan', codeSet: 'land-use-2023' },
    [
      { key: 'TG-1', geometry: block(0, 0, 3, 5), code: '0701' },
      { key: 'TG-2', geometry: block(3, 0, 2, 5), code: '0101' },
      { key: 'TG-3', geometry: block(5, 0, 3, 5), code: '1001' },
    ],
  ],
  [
    { code: 'YN', name: '永久基本农田', role: 'permanent-farmland' },
    [{ key: 'YN-1', geometry: block(3.2, 0.2, 0.5, 2) }],
  ],
  [
    { code: 'ZJ', name: '镇街界', role: 'town', category: 'present' },
    [
      { key: '1', geometry: block(-1, -1, 5, 7), name: '涂岭镇' },
      { key: '2', geometry: block(4, -1, 5, 7), name: '前黄镇' },
    ],
  ],
];

/** Two plans that do not agree, farmland between them, two towns, and a person who decides. */
export async function buildOverlayWorld(store: Store, organisation: string): Promise<void> {
  const act = { actor: 'system', action: 'record.create', district: TEST_DISTRICT };
  await store.transact(act, async (tx) => {
    const values = { code: 'P1', name: '林一鸣', organisation };
    await createRecord(tx, books, registerNamed('person'), programViewer('system'), values);
  });
  for (const [values, features] of LAYERS) {
    await store.transact(act, async (tx) => {
      const whole = { category: 'plan', shape: 'area', ...values };
      const { id } = await createRecord(tx, books, registerNamed('map-layer'), programViewer('system'), whole);
      await writeVersion(tx, books, { layer: id, features, meta: { title: '首版' } });
      await publishVersion(tx, books, { layer: id, number: 1, reason: '首次入库' });
    });
  }
}

function registerNamed(key: string) {
  const register = books.registers.get(key);
  if (!register) throw new Error(`no register ${key}`);
  return register;
}

/** The id of a layer by its code. */
export async function layerOf(store: Store, code: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from map_layer where code = ${code}`.execute(store.read(TEST_DISTRICT)); // prettier-ignore
  return rows[0]?.id ?? '';
}
