import { existsSync, readFileSync } from 'node:fs';
import { documentsRoom, loadDocument, type NamedThing } from '@quantu/product-documents/server';
import { programViewer } from '@quantu/registers';
import { changeRecord, createRecord } from '@quantu/registers/server';
import type { Store } from '@quantu/store';
import { TEST_DISTRICT, testStore } from '@quantu/store/testing';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { mapRooms, testBooks, write } from '../plans.testing.ts';
import { plansFollower } from './from-document.server.ts';
import { kindOf } from './read-plan.ts';

const FOUNDING = new URL('../../../../shared/samples/reports/00-quangang-2024-87.txt', import.meta.url);
const follow = plansFollower(testBooks);
const register = testBooks.registers.get('plan')!;
const DOCUMENT = '00000000-0000-4000-8000-000000000001';

let store: Store;
beforeAll(async () => {
  store = await testStore([...mapRooms, documentsRoom]);
});
afterEach(async () => {
  await write(store, (tx) => follow(tx, { document: DOCUMENT, title: '报告', things: [] }));
});
afterAll(() => store.close());

const named = (name: string, status: string | null = null, more: Partial<NamedThing> = {}): NamedThing => ({
  type: 'plan',
  name,
  aliases: [],
  status,
  sentence: `完成${name}。`,
  place: 3,
  ...more,
});
const accept = (...things: NamedThing[]) =>
  write(store, (tx) => follow(tx, { document: DOCUMENT, title: '报告', things }));
async function catalogue() {
  const { rows } = await sql<{
    id: string;
    code: string;
    name: string;
    state: string;
    source: string;
    version: number;
  }>`
    select id, code, name, state, source, version from plan order by code`.execute(store.read(TEST_DISTRICT));
  return rows;
}

test('plans of an accepted document stand in the catalogue with state and sentence, and accepted again nothing changes', async () => {
  const things = [
    named('《盐田控规》', 'draft_done'),
    named('停车场专项规划', 'submitted'),
    named('某部门', null, { type: 'department' }),
  ];
  await accept(...things);
  const once = await catalogue();
  expect(once.map(({ code, name, state }) => [code, name, state])).toEqual([
    ['待编-001', '盐田控规', 'draft'],
    ['待编-002', '停车场专项规划', 'submitted'],
  ]);
  expect(once[0]!.source).toBe('报告：完成《盐田控规》。');
  await accept(...things);
  expect(await catalogue()).toEqual(once);
});

test('a plan that is there keeps what it is and gets one more source; what was touched outlives its document', async () => {
  const program = programViewer('planner');
  const values = { code: 'GH01', name: '港后区 控规', kind: 'detailed' };
  await write(store, (tx) => createRecord(tx, testBooks, register, program, values));
  await accept(named('《港后区控规》', 'approved'), named('五里海岸规划', 'planned'), named('界山规划'));
  const [before] = (await catalogue()).filter(({ code }) => code === 'GH01');
  expect(before).toMatchObject({ state: 'planned', source: '报告：完成《港后区控规》。' });
  const shore = (await catalogue()).find(({ name }) => name === '五里海岸规划')!;
  await write(store, (tx) =>
    changeRecord(tx, testBooks, register, program, shore.id, shore.version, { author: '规划院' }),
  );
  await accept();
  expect((await catalogue()).map(({ name, source }) => [name, source])).toEqual([
    ['港后区 控规', null],
    ['五里海岸规划', null],
  ]);
});

test.each([
  ['盐田片区控制性详细规划', 'detailed'],
  ['泉港区国土空间总体规划', 'overall'],
  ['涂岭镇村庄规划', 'village'],
  ['停车场专项规划', 'special'],
  ['土地利用总体规划', 'old-land'],
])('%s is of the kind %s', (name, kind) => expect(kindOf(name)).toBe(kind));

test.skipIf(!existsSync(FOUNDING))('the founding report brings its plans with their states', async () => {
  const bytes = readFileSync(FOUNDING);
  await loadDocument(store, TEST_DISTRICT, 'planner', { name: '报告.txt', bytes, accept: true, follow });
  const entered = (await catalogue()).filter(({ source }) => source !== null);
  const count = (state: string): number => entered.filter((one) => one.state === state).length;
  expect(entered).toHaveLength(23);
  expect([count('submitted'), count('reviewing')]).toEqual([1, 4]);
  expect(entered.find(({ name }) => name === '国土空间总体规划')?.source).toContain('上报省厅审批');
});
