import { decimal, parseDay, plain } from '@quantu/base';
import { ownOrganisation, programViewer, type Viewer } from '@quantu/registers';
import type { Store } from '@quantu/store';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { askedOf, type AskWords } from './asked.ts';
import { valueOf } from './evaluate.server.ts';
import { groupsOf } from './groups.server.ts';
import { change, books, deal, district, openOffice, put, remove, report } from './office.testing.ts';
import { mayNarrow, maySee } from './reader.server.ts';
import { seriesOf } from './series.server.ts';
import { signFigure, verifySignature } from './sign.server.ts';
import { waterfallBetween } from './waterfall.server.ts';

let store: Store;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  on('2024-01-10');
  store = await openOffice();
});
afterEach(async () => {
  await store.close();
  vi.useRealTimers();
});

/** Whatever is written from here on is written on that day. */
const on = (day: string) => vi.setSystemTime(new Date(`${day}T10:00:00+08:00`));
const program = programViewer('tests');
const ask = (key: string, words: AskWords = {}, register = 'deal') => askedOf(books, register, key, words);
const value = async (key: string, words: AskWords = {}, register = 'deal') =>
  valueOf(store.read(district), books, ask(key, words, register));
const fall = (key: string, from: string, words: AskWords = {}, register = 'deal', viewer: Viewer = program) =>
  waterfallBetween(store.read(district), books, ask(key, words, register), parseDay(from)!, viewer);

const TALKS = [
  { code: 'A', name: '甲项目', stage: 'talk', town: 'east', company: '甲公司', totalYuan: '1000000000' },
  { code: 'B', name: '乙项目', stage: 'link', town: 'west', company: '甲公司', totalYuan: '250000000.5' },
  {
    code: 'C',
    name: '丙项目',
    stage: 'signed',
    town: 'west',
    company: '乙公司',
    totalYuan: '300000000',
    signedOn: '2024-01-05',
  },
] as const;

test('a register without a record judges nothing; one that is kept may count none', async () => {
  expect(await value('talks')).toMatchObject({ value: null, shown: null, note: '招商项目台账还没有任何记录' });
  await put(store, deal, [{ code: 'C', name: '丙', stage: 'signed' }]);
  expect(await value('talks')).toMatchObject({ value: '0', shown: '0', note: null });
});

test('count, sum, distinct and share, as published', async () => {
  await put(store, deal, TALKS);
  expect(await value('talks')).toMatchObject({ value: '2', shown: '2', unit: '个' });
  expect(await value('talksYuan')).toMatchObject({ value: '1250000000.5', shown: '12.50', unit: '亿元' });
  expect(await value('companies')).toMatchObject({ value: '2' });
  expect(await value('signedShare')).toMatchObject({
    shown: '33.3',
    unit: '%',
    parts: [{ value: '1' }, { value: '3' }],
  });
  expect(await value('talks', { scope: 'town:east' })).toMatchObject({ value: '1' });
  expect(await value('signed', { period: '2024-Q1' })).toMatchObject({ value: '1' });
  expect(await value('signed', { period: '2023' })).toMatchObject({ value: '0' });
});

test('rows without the value are told, and when none has it nobody can say', async () => {
  await put(store, deal, [
    { code: 'A', name: '甲', stage: 'talk', totalYuan: '5' },
    { code: 'B', name: '乙', stage: 'talk' },
  ]);
  expect(await value('talksYuan')).toMatchObject({ value: '5', note: '其中 1 条没有填写，未计入' });
  await put(store, deal, [{ code: 'C', name: '丙', stage: 'signed' }]);
  const [part] = (await value('offers')).parts;
  expect(part).toMatchObject({ value: null, rows: 3, missing: 3 });
  expect((await value('offers')).note).toBe('3 条都没有填写底价');
});

test('as of an earlier day a figure is what it was then, by the definition of then', async () => {
  await put(store, deal, TALKS);
  on('2024-05-06');
  await put(store, deal, [{ code: 'D', name: '丁', stage: 'link' }]);
  expect(await value('talks')).toMatchObject({ value: '3' });
  expect(await value('talks', { asOf: '2024-04-30' })).toMatchObject({ value: '2' });
  expect(await value('talks', { asOf: '2024-02-01' })).toMatchObject({ value: '1' });
  expect(await value('talks', { asOf: '2023-12-31' })).toMatchObject({ value: null });
});

test('groups add up to the whole, with their labels', async () => {
  await put(store, deal, [...TALKS, { code: 'E', name: '戊', stage: 'talk' }]);
  const groups = await groupsOf(store.read(district), books, ask('talks'), 'town');
  expect(Object.fromEntries(groups.map(({ label, current }) => [label, current.value]))).toEqual({
    东岭镇: '1',
    西浦街道: '1',
    '（没有填写）': '1',
  });
  expect(groups.at(-1)!.value).toBeNull();
});

test('the months of a figure with dates are of its dates, of one without the ends of months', async () => {
  await put(store, deal, TALKS);
  on('2024-03-15');
  await put(store, deal, [{ code: 'F', name: '己', stage: 'signed', signedOn: '2024-03-01' }]);
  const db = store.read(district);
  const signed = await seriesOf(db, books, ask('signed'), 3);
  expect(signed).toMatchObject({
    kind: 'period',
    points: [{ month: '2024-01', value: '1' }, { value: '0' }, { value: '1' }],
  });
  const all = await seriesOf(db, books, ask('all'), 4);
  expect(all).toMatchObject({
    kind: 'stock',
    points: [{ value: null }, { value: '3' }, { value: '3' }, { value: '4' }],
  });
});

test('at the end of each month a figure is what it is as of that day, whatever it is and however often it changed', async () => {
  const keys = ['all', 'talksYuan', 'companies', 'signedShare', 'offers'];
  const town = { scope: 'town:west' };
  await put(store, deal, TALKS);
  const [d] = await put(store, deal, [{ code: 'D', name: '丁', stage: 'link', town: 'west', company: '丙公司' }]);
  on('2024-02-29');
  await change(store, deal, d!, { totalYuan: '7.25', stage: 'talk', offerYuan: '3' });
  await change(store, deal, d!, { town: 'east' });
  on('2024-04-30');
  await remove(store, deal, d!);
  on('2024-06-15');
  const db = store.read(district);
  for (const asked of [...keys.map((key) => ask(key)), ask('talks', town)]) {
    const { points } = await seriesOf(db, books, asked, 7);
    const ends = ['2023-12-31', '2024-01-31', '2024-02-29', '2024-03-31', '2024-04-30', '2024-05-31'];
    const days = ends.map((asOf) => valueOf(db, books, { ...asked, asOf: parseDay(asOf)! }));
    const single = [...(await Promise.all(days)), await valueOf(db, books, asked)];
    // What counted as a talk before March is another matter: the line goes by today's definition.
    const isRedefined = asked.key === 'talks';
    expect(isRedefined ? points.slice(3).map(({ value }) => value) : points.map(({ value }) => value)).toEqual(
      (isRedefined ? single.slice(3) : single).map(({ value }) => value),
    );
  }
});

test('before a field was kept, a figure says since when it is, not that nobody filled it in', async () => {
  await put(store, deal, TALKS);
  on('2024-05-06');
  const rows = await sql<{ id: string }>`select id from deal order by code`.execute(store.read(district));
  await change(store, deal, rows.rows[0]!.id, { offerYuan: '5' });
  expect((await value('offers', { asOf: '2024-02-29' })).note).toBe(
    '底价从2024-05-06起才有记录，截至2024-02-29没有数据',
  );
  expect((await fall('offers', '2024-02-29')).parts[0]).toMatchObject({
    first: '0',
    last: '5',
    note: '2024-02-29：底价从2024-05-06起才有记录，截至2024-02-29没有数据，按 0 起算',
  });
});

test('a waterfall tells the 200 largest changes that its reader may see, and counts and adds up all', async () => {
  const own = '00000000-0000-4000-8000-00000000000';
  await put(store, report, [{ code: 'Z', month: '2024-01', doneYuan: '1' }]);
  on('2024-02-02');
  const rows = Array.from({ length: 450 }, (_, i) => ({
    code: `R${i}`,
    month: '2024-02',
    doneYuan: String(i + 1),
  }));
  await put(store, report, rows);
  const [part] = (await fall('done', '2024-01-31', {}, 'deal-report')).parts;
  const [step] = part!.steps;
  expect(step).toMatchObject({ kind: 'added', count: 450, hidden: 0, change: String((450 * 451) / 2) });
  expect(step!.rows.map(({ change }) => change)).toEqual(Array.from({ length: 200 }, (_, i) => String(450 - i)));
  const stranger: Viewer = { account: '甲某', person: null, roles: [], organisations: [`${own}0`] };
  const [hidden] = (await fall('done', '2024-01-31', {}, 'deal-report', stranger)).parts;
  expect(hidden!.steps).toMatchObject([{ count: 450, hidden: 450, change: String((450 * 451) / 2), rows: [] }]);
});

/** What a waterfall says, without ids. */
function told({ parts }: Awaited<ReturnType<typeof fall>>) {
  return parts.map(({ first, last, steps }) => {
    const sum = steps.reduce((total, step) => total.plus(step.change), decimal(first));
    expect(plain(sum)).toBe(last);
    return {
      first,
      last,
      steps: steps.map(({ kind, change, rows }) => [kind, change, rows.map(({ title, reason }) => [title, reason])]),
    };
  });
}

test('why a figure changed: new, ended, edited and redefined rows add up exactly', async () => {
  const [a, b] = await put(store, deal, TALKS);
  on('2024-05-06');
  await change(store, deal, a!, { totalYuan: '1100000000' }, '增资');
  await change(store, deal, b!, { stage: 'ended' });
  await put(store, deal, [{ code: 'D', name: '丁项目', stage: 'link', totalYuan: '7' }]);
  expect(told(await fall('talksYuan', '2024-04-01'))).toEqual([
    {
      first: '1250000000.5',
      last: '1100000007',
      steps: [
        ['added', '7', [['丁项目', 'new']]],
        ['removed', '-250000000.5', [['乙项目', 'left']]],
        ['edited', '100000000', [['甲项目', 'amount']]],
      ],
    },
  ]);
  expect(told(await fall('talks', '2024-02-01'))).toMatchObject([
    {
      first: '1',
      last: '2',
      steps: [
        ['redefined', '1', [['乙项目', 'definition']]],
        ['added', '1', [['丁项目', 'new']]],
        ['removed', '-1', [['乙项目', 'left']]],
      ],
    },
  ]);
  const edited = (await fall('talksYuan', '2024-04-01')).parts[0]!.steps[2]!.rows[0];
  expect(edited).toMatchObject({ before: '1000000000', after: '1100000000', why: '增资', by: 'tests', isThere: true });
});

test('a planted late correction shows as late', async () => {
  const months = ['2024-03', '2024-04'].map((month) => ({ code: 'A', month, doneYuan: '1000000' }));
  const [march] = await put(store, report, months);
  await put(store, deal, TALKS);
  on('2024-06-01');
  await change(store, report, march!, { doneYuan: '1300000' }, '漏报更正');
  await put(store, report, [{ code: 'B', month: '2024-05', doneYuan: '5' }]);
  await put(store, deal, [{ code: 'G', name: '庚项目', stage: 'signed', signedOn: '2024-02-20' }]);
  expect(told(await fall('done', '2024-04-30', {}, 'deal-report'))).toMatchObject([
    {
      first: '2000000',
      last: '2300005',
      steps: [
        ['added', '5', [['B', 'new']]],
        ['late', '300000', [['A', 'amount']]],
      ],
    },
  ]);
  expect(told(await fall('signed', '2024-04-30', { period: '2024-H1' }))).toMatchObject([
    { first: '1', last: '2', steps: [['late', '1', [['庚项目', 'new']]]] },
  ]);
});

test('a deleted record is told by its name, and a share says which part moved it', async () => {
  const [a] = await put(store, deal, TALKS);
  on('2024-05-06');
  await remove(store, deal, a!);
  const answer = await fall('signedShare', '2024-04-01');
  expect(answer.first.shown).toBe('33.3');
  expect(answer.last.shown).toBe('50.0');
  const effects = answer.effects.reduce((sum, { change }) => sum.plus(change), decimal(answer.first.value!));
  expect(plain(effects)).toBe(answer.last.value);
  expect(answer.parts[1]!.steps[0]).toMatchObject({
    kind: 'removed',
    rows: [{ title: '甲项目', reason: 'deleted', isThere: false }],
  });
});

test('rows that a reader may not open are counted, not named', async () => {
  await put(store, report, [{ code: 'A', month: '2024-01', doneYuan: '5' }]);
  on('2024-02-02');
  await put(store, report, [{ code: 'B', month: '2024-02', doneYuan: '7' }]);
  const stranger: Viewer = {
    account: '甲某',
    person: null,
    roles: [],
    organisations: ['00000000-0000-4000-8000-000000000000'],
  };
  const [part] = (await fall('done', '2024-01-31', {}, 'deal-report', stranger)).parts;
  expect(part!.steps).toMatchObject([{ kind: 'added', change: '7', count: 1, hidden: 1, rows: [] }]);
  const nobody: Viewer = { ...stranger, organisations: [] };
  expect([maySee(report, stranger), maySee(report, nobody)]).toEqual([true, false]);
});

test('a figure over a field that a reader does not see is given whole, not by its parts', () => {
  const clerk: Viewer = { account: '甲某', person: null, roles: [], organisations: [] };
  expect(mayNarrow(ask('offers'), clerk)).toBe(false);
  expect(mayNarrow(ask('talks'), clerk)).toBe(true);
  expect(mayNarrow(ask('offers'), { ...clerk, roles: ['office'] })).toBe(true);
});

test('who may read only some of the records is given a figure whole as well', () => {
  const clerk: Viewer = { account: '甲某', person: null, roles: [], organisations: ['01a2-own'] };
  const asked = ask('talks');
  const register = { ...asked.register, access: { ...asked.register.access, read: ownOrganisation('lead') } };
  expect(mayNarrow({ ...asked, register }, clerk)).toBe(false);
  expect(mayNarrow({ ...asked, register }, programViewer('command-line'))).toBe(true);
});

const verify = (id: string) => verifySignature(store.read(district), books, district, id);

test('a signed figure still verifies after later edits, and tells when it was tampered with', async () => {
  const [a] = await put(store, deal, TALKS);
  on('2024-03-31');
  const signed = await signFigure(store, books, district, 'head', ask('talksYuan'));
  const ofPast = await signFigure(store, books, district, 'head', ask('signedShare', { asOf: '2024-02-29' }));
  on('2024-06-01');
  await change(store, deal, a!, { totalYuan: '9', stage: 'ended' });
  expect(await value('talksYuan')).toMatchObject({ shown: '2.50' });
  expect(await verify(signed.id)).toMatchObject({ isIntact: true, isDerivable: true, signature: { shown: '12.50' } });
  expect(await verify(ofPast.id)).toMatchObject({ isIntact: true, isDerivable: true });

  await tamper(sql`update deal_history set total_yuan = 1000000001 where code = 'A' and recorded_to <> 'infinity'`);
  expect(await verify(signed.id)).toMatchObject({ isIntact: true, isDerivable: false });
  expect(await verify(ofPast.id)).toMatchObject({ isIntact: true, isDerivable: true });
  await tamper(sql`update signed_figure set value = 1 where id = ${ofPast.id}`);
  expect(await verify(ofPast.id)).toMatchObject({ isIntact: false });
});

/** As somebody with the database's own password could, past every guard. */
async function tamper(statement: ReturnType<typeof sql>): Promise<void> {
  await store.unrecorded(district, async (db) => {
    await sql`set local session_replication_role = replica`.execute(db);
    await statement.execute(db);
  });
}

test('what was under way when a figure was signed does not change what was signed', async () => {
  await put(store, deal, TALKS);
  const signing = store.transact({ district, actor: 'tests', action: 'import.write' }, async (tx) => {
    // The import has begun, the figure is signed, then the import commits with its earlier instant.
    await sql`update deal set total_yuan = 1 where code = 'B'`.execute(tx);
    vi.setSystemTime(Date.now() + 60_000);
    return signFigure(store, books, district, 'head', ask('talksYuan'));
  });
  const { id } = await signing;
  expect(await value('talksYuan')).toMatchObject({ value: '1000000001' });
  expect(await verify(id)).toMatchObject({ isIntact: true, isDerivable: true, signature: { shown: '12.50' } });
});

test('nobody signs what cannot be judged, and nothing signed is changed', async () => {
  await expect(signFigure(store, books, district, 'head', ask('talks'))).rejects.toMatchObject({
    code: 'signature.not-judged',
  });
  await put(store, deal, TALKS);
  const { id } = await signFigure(store, books, district, 'head', ask('talks'));
  const rewrite = store.transact({ district, actor: 'tests', action: 'figure.sign' }, (tx) =>
    tx.updateTable('signed_figure').set({ shown: '3' }).where('id', '=', id).execute(),
  );
  await expect(rewrite).rejects.toThrow('a signed figure is not changed');
});

test.each<[string, AskWords, string]>([
  ['talks', { asOf: '2024-02-30' }, 'indicator.day'],
  ['signed', { period: '2024-13' }, 'indicator.period'],
  ['talks', { period: '2024' }, 'indicator.no-period'],
  ['talks', { scope: 'stage:talk' }, 'indicator.scope'],
  ['talks', { scope: 'town' }, 'indicator.scope'],
  ['nothing', {}, 'indicator.unknown'],
  ['constructor', {}, 'indicator.unknown'],
])('%s %j is refused by name', (key, words, fault) => {
  expect(() => ask(key, words)).toThrow(expect.objectContaining({ code: fault }));
});
