import { addDays, dayInChina, instantOf } from '@quantu/base';
import { peopleCodeSets, peopleRegisters, permissionsOf, type RoleKey } from '@quantu/people';
import { directoryRoom, peopleRoom, type Person } from '@quantu/people/server';
import { documentsRoom } from '@quantu/product-documents/server';
import { deskRoom } from '@quantu/product-registers/server';
import { programViewer, Registers, type Books, type Register } from '@quantu/registers';
import {
  changeRecord,
  createRecord,
  listRecords,
  moveRecord,
  recordHistory,
  registersRoom,
  writeMany,
} from '@quantu/registers/server';
import type { Store } from '@quantu/store';
import { TEST_DISTRICT, testStore } from '@quantu/store/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectCodeSets } from './code-sets.ts';
import { deadlines } from './deadlines.server.ts';
import { projectDerivations } from './derivations.server.ts';
import { Daily } from './daily.server.ts';
import { bringToToday } from './fresh.server.ts';
import { monthAfter } from './months.ts';
import { lights, overview, waterfall, curve } from './overview.server.ts';
import { projectRegisters } from './registers.ts';
import { amend, approveSheet, fillSheet, reportingOf, returnSheet, submitSheet } from './reporting.server.ts';
import { projectsRoom } from './room.server.ts';
import { chooseRules, rulesOf, setCurve } from './rules-view.server.ts';
import { sheetOf } from './sheet.server.ts';

const district = TEST_DISTRICT;
const people: readonly Register[] = peopleRegisters;
const books: Books = {
  registers: new Registers([...people, ...projectRegisters]),
  codeSets: [...peopleCodeSets, ...projectCodeSets],
  derivations: projectDerivations,
};
const register = (key: string) => books.registers.get(key)!;
const program = programViewer('demo');
const today = dayInChina(instantOf(new Date()));
/** This month's sheet; the test's days are those of its year. */
const month = today.slice(0, 7);
const year = Number(today.slice(0, 4));

let store: Store;
let housing: string;
let traffic: string;
let projects: string[];

const change = { district, actor: '测试', action: 'record.create' };
const person = (name: string, role: RoleKey, organisations: readonly string[]): Person => ({
  id: '01900000-0000-7000-8000-000000000001',
  name,
  displayName: name,
  session: null,
  grants: [],
  demands: [],
  token: null,
  permissions: permissionsOf([role]),
  viewer: { account: name, person: null, roles: [role], organisations, organisation: organisations[0] ?? null },
});
const clerk = () => ({ store, books, district, person: person('住建经办人', 'department-clerk', [housing]) });
const stranger = () => ({ store, books, district, person: person('交通经办人', 'department-clerk', [traffic]) });
const office = () => ({ store, books, district, person: person('督查室', 'government-office', []) });
const db = () => store.read(district);

beforeAll(async () => {
  store = await testStore([registersRoom, deskRoom, peopleRoom, directoryRoom, documentsRoom, projectsRoom]);
  await store.transact(change, async (tx) => {
    const organisation = (code: string, name: string) => ({ values: { code, name, kind: 'department' } });
    const made = await writeMany(tx, books, register('organisation'), program, [
      organisation('1', '住建局'),
      organisation('2', '交通局'),
    ]);
    [housing, traffic] = made.map(({ id }) => id) as [string, string];
    const project = (code: string, lead: string) => ({
      values: {
        code,
        name: `项目${code}`,
        programme: 'traffic',
        lead,
        plannedStart: `${year}-01-01`,
        startedOn: `${year}-01-01`,
      },
      state: 'building',
    });
    const written = await writeMany(tx, books, register('city-project'), program, [
      project('A', housing),
      project('B', housing),
      project('C', traffic),
    ]);
    projects = written.map(({ id }) => id);
    await writeMany(
      tx,
      books,
      register('city-project-year'),
      program,
      projects.map((id) => ({ values: { project: id, year, plannedYuan: '12000000' } })),
    );
    const last = { progress: 'foundation', progressText: '桩基完成八成', problem: '等待管线迁改', doneYuan: '0' };
    await writeMany(tx, books, register('city-project-month'), program, [
      { state: 'submitted', values: { project: projects[0]!, month: monthAfter(month, -1), lead: housing, ...last } },
    ]);
  });
  const daily = new Daily(store, [(code) => bringToToday(store, books, code)], (error) => {
    throw error;
  });
  await daily.start();
  await daily.stop();
});
afterAll(() => store.close());

const sheet = () => sheetOf(db(), books, clerk().person, month);
const fillAll = async (doneYuan: string | null) => {
  const { rows } = await sheet();
  return fillSheet(
    clerk(),
    month,
    housing,
    rows.map(({ report, version }) => ({ report, version, values: { doneYuan, progress: 'structure' } })),
  );
};

test('a day opens the sheets of its month once, each unit’s own', async () => {
  const own = await sheet();
  expect(own.rows.map(({ code }) => code)).toEqual(['A', 'B']);
  expect(own.status).toMatchObject({
    open: 2,
    submitted: 0,
    approved: 0,
    can: { fill: true, submit: true, approve: false },
  });
  const { rows: entries } = await sql`select 1 from audit where action = 'project.day'`.execute(db());
  expect(entries).toHaveLength(1);
});

test('a new sheet carries over what was said last month, but never its sum, and says so', async () => {
  const { rows, cells } = await sheet();
  expect(
    rows.map(({ code, doneYuan, progress, progressText, problem, prefilled }) => ({
      code,
      cells: [doneYuan, progress, progressText, problem],
      prefilled,
    })),
  ).toEqual([
    {
      code: 'A',
      cells: [null, 'foundation', '桩基完成八成', '等待管线迁改'],
      prefilled: ['progress', 'progressText', 'problem'],
    },
    { code: 'B', cells: [null, null, null, null], prefilled: [] },
  ]);
  expect(cells).toMatchObject({ typed: 0, prefilled: 3 });
  const { version, report } = rows[0]!;
  const { data } = await fillSheet(clerk(), month, housing, [{ report, version, values: { problem: '已经迁改' } }]);
  expect(data.rows[0]!.prefilled).toEqual(['progress', 'progressText']);
  expect(data.cells).toMatchObject({ typed: 1, prefilled: 2 });
});

test('a unit writes its own cells only, and not what is computed', async () => {
  const { rows } = await sheet();
  const cell = { report: rows[0]!.report, version: rows[0]!.version, values: { doneYuan: '1000000' } };
  await expect(fillSheet(stranger(), month, housing, [cell])).rejects.toMatchObject({ code: 'record.forbidden' });
  await expect(fillSheet(stranger(), month, traffic, [cell])).rejects.toMatchObject({ code: 'report.unknown' });
  const { person: who } = clerk();
  const typing = store.transact(change, (tx) =>
    changeRecord(tx, books, register('city-project-month'), who.viewer, cell.report, cell.version, { light: 'green' }),
  );
  await expect(typing).rejects.toThrow('由系统填写');
});

test('two who fill the same row: the second is told which, and the rest is written', async () => {
  const { rows } = await sheet();
  await fillSheet(clerk(), month, housing, [
    { report: rows[0]!.report, version: rows[0]!.version, values: { problem: '管线迁改' } },
  ]);
  const both = rows.map(({ report, version }) => ({ report, version, values: { problem: '征地' } }));
  const { data, stale } = await fillSheet(clerk(), month, housing, both);
  expect(stale).toEqual([rows[0]!.report]);
  expect(data.rows.map(({ problem }) => problem)).toEqual(['管线迁改', '征地']);
});

test('a sheet that is not filled is not handed in, and what is missing is named', async () => {
  await expect(submitSheet(clerk(), month, housing)).rejects.toThrow('还有 2 个项目没有填完，请先补齐：项目A、项目B');
  await expect(submitSheet(clerk(), monthAfter(month), housing)).rejects.toMatchObject({ code: 'report.future' });
});

test('submitted, returned, submitted again, approved: then only a correction with a reason changes it', async () => {
  await fillAll('1000000');
  const submitted = await submitSheet(clerk(), month, housing);
  expect(submitted.rows.every(({ state, can }) => state === 'submitted' && !can.fill)).toBe(true);
  expect(submitted.rows[0]).toMatchObject({ cumulativeYuan: '1000000', plannedYuan: '12000000' });
  const sums = async () =>
    (
      await sql<{ done: string | null; settled: string | null }>`
        select trim_scale(done_yuan)::text as done, trim_scale(settled_yuan)::text as settled from city_project
        where lead = ${housing}::uuid order by code`.execute(db())
    ).rows;
  expect(await sums()).toEqual([
    { done: '1000000', settled: null },
    { done: '1000000', settled: null },
  ]);
  await expect(fillAll('5')).rejects.toMatchObject({ code: 'record.forbidden' });
  await expect(approveSheet(clerk(), month, housing)).rejects.toMatchObject({ code: 'record.forbidden' });
  await returnSheet(office(), month, housing, '数字与附件不符');
  await fillAll('2000000');
  await submitSheet(clerk(), month, housing);
  const approved = await approveSheet(office(), month, housing);
  expect(approved.status).toMatchObject({ approved: 2, open: 0, submittedOn: today, isLate: false });
  expect(await sums()).toEqual([
    { done: '2000000', settled: '2000000' },
    { done: '2000000', settled: '2000000' },
  ]);
  const row = approved.rows[0]!;
  await expect(
    fillSheet(office(), month, housing, [{ report: row.report, version: row.version, values: { doneYuan: '3' } }]),
  ).rejects.toMatchObject({ code: 'record.final' });
  await expect(
    amend(office(), month, { report: row.report, version: row.version - 1, values: { doneYuan: '3' }, reason: '错' }),
  ).rejects.toMatchObject({ code: 'report.stale' });
  const after = await amend(office(), month, {
    report: row.report,
    version: row.version,
    values: { doneYuan: '1500000' },
    reason: '重复计入',
  });
  expect(after.rows[0]).toMatchObject({
    doneYuan: '1500000',
    cumulativeYuan: '1500000',
    isAmended: true,
    state: 'approved',
  });
  expect(after.rows[1]!.isAmended).toBe(false);
  const history = await recordHistory(db(), books, register('city-project-month'), program, row.report);
  expect(history.map(({ reason }) => reason)).toContain('重复计入');
  const { rows } = await sql<{
    yuan: string;
  }>`select trim_scale(done_yuan)::text as yuan from city_project where id = ${projects[0]}::uuid`.execute(db());
  expect(rows).toEqual([{ yuan: '1500000' }]);
});

test('the office sees who has not reported, and a unit what it has to', async () => {
  const { data } = await reportingOf(office(), month);
  expect(data.map(({ name, open }) => [name, open])).toEqual([
    ['交通局', 1],
    ['住建局', 0],
  ]);
  expect(data[0]!.can).toEqual({ fill: true, submit: true, approve: false });
  const due = await deadlines(db(), books, stranger().person.viewer, { organisation: traffic, days: 60 });
  expect(due.map(({ kind, text }) => [kind, text.includes('1 个项目未报')])).toEqual([['report', true]]);
});

test('the burden of a sheet is counted: what was typed, what is computed', async () => {
  const { rows } = await sql<{ typed: number; computed: number }>`select typed, computed from cell_burden`.execute(
    db(),
  );
  expect(rows).toMatchObject([{ typed: expect.any(Number), computed: 24 }]);
  expect(rows[0]!.typed).toBeGreaterThanOrEqual(8);
});

test('overview, waterfall and curve say the same sums', async () => {
  const viewer = office().person.viewer;
  const seen = await overview(db(), books, viewer, { month });
  expect(seen.now).toMatchObject({ projects: 3, plannedYuan: '36000000', doneYuan: '3500000', missing: 1 });
  expect(seen.isSettledOnly).toBe(false);
  const fall = await waterfall(db(), books, viewer, { month, by: 'organisation' });
  expect(fall.total).toEqual({ plannedYuan: '36000000', doneYuan: '3500000', gapYuan: '32500000' });
  expect(fall.steps.map(({ label, gapYuan }) => [label, gapYuan])).toEqual([
    ['住建局', '20500000'],
    ['交通局', '12000000'],
  ]);
  const line = await curve(db(), books, viewer, { month });
  expect(line.points[Number(month.slice(5)) - 1]).toMatchObject({ doneYuan: '3500000', missing: 1 });
  const list = await lights(db(), books, viewer, { month });
  expect(list.data.map(({ light }) => light)).toContain('grey');
  expect(seen.now.lights.grey).toBe(list.data.filter(({ light }) => light === 'grey').length);
});

test('another rule and another curve judge everything again, as recorded acts', async () => {
  const reason = '按市里要求';
  await expect(chooseRules(store, district, office().person, { reason })).rejects.toMatchObject({
    code: 'rules.no-choice',
  });
  await expect(chooseRules(store, district, office().person, { ruleSet: '月球', reason })).rejects.toThrow(
    '没有叫“月球”的亮灯规则',
  );
  await chooseRules(store, district, office().person, { ruleSet: 'sanya-2022', reason });
  const { data } = await lights(db(), books, office().person.viewer, { month });
  expect(data.filter(({ light }) => light !== 'grey').every(({ reason: why }) => why.includes('三亚规则'))).toBe(true);
  const done = Number(month.slice(5));
  const points = Array.from({ length: 12 }, (_, at) => (at + 1 === 12 ? '1' : at + 1 >= done ? '0.1' : '0.05'));
  const isDecember = done === 12;
  await setCurve(store, books, district, office().person, {
    scope: 'project',
    key: projects[1]!,
    year,
    points,
    reason,
  });
  const after = await lights(db(), books, office().person.viewer, { month });
  expect(after.data.find(({ code }) => code === 'B')).toMatchObject({ light: isDecember ? 'red' : 'green' });
  await expect(
    setCurve(store, books, district, office().person, {
      scope: 'project',
      key: projects[1]!,
      year,
      points: points.map((point, at) => (at === 3 ? '0.9' : point)),
      reason,
    }),
  ).rejects.toThrow('5 月的累计进度低于 4 月');
  await expect(
    setCurve(store, books, district, office().person, { scope: 'programme', key: '没有', year, points: null, reason }),
  ).rejects.toMatchObject({ code: 'curve.scope' });
  const rules = await rulesOf(db(), books, office().person.viewer);
  expect(rules).toMatchObject({ chosen: 'sanya-2022', curves: [{ label: '项目B', year }] });
  expect(rules.acts.map(({ by, reason: why }) => [by, why])).toEqual([
    ['督查室', reason],
    ['督查室', reason],
  ]);
});

test('the congress sees settled reports only, in lists and in sums', async () => {
  const member = person('代表', 'congress-member', []);
  const { total } = await listRecords(db(), books, register('city-project-month'), member.viewer, { conditions: [] });
  expect(total).toBe(2);
  const seen = await overview(db(), books, member.viewer, { month });
  expect(seen).toMatchObject({ isSettledOnly: true, now: { projects: 3, missing: 1, doneYuan: '3500000' } });
  const { data } = await listRecords(db(), books, register('city-project'), member.viewer, { conditions: [] });
  expect(data.map(({ values }) => values['settledYuan'])).toEqual(['1500000', '2000000', null]);
  expect(data.map(({ values }) => [values['doneYuan'], values['rate'], values['light']])).toEqual(
    data.map(() => [undefined, undefined, undefined]),
  );
});

test('a plan that is changed in its register moves the rate at once', async () => {
  const plans = await listRecords(db(), books, register('city-project-year'), program, { conditions: [] });
  const plan = plans.data.find(({ values }) => values['project'] === projects[1])!;
  await store.transact(change, (tx) =>
    changeRecord(tx, books, register('city-project-year'), program, plan.id, plan.version, { plannedYuan: '20000000' }),
  );
  const { rows } = await sql<{
    rate: string;
    yuan: string;
  }>`select trim_scale(rate)::text as rate, trim_scale(planned_yuan)::text as yuan
    from city_project where id = ${projects[1]}::uuid`.execute(db());
  expect(rows).toEqual([{ rate: '0.1', yuan: '20000000' }]);
});

test('signings count as they are written: once, the increase, no upgrade', async () => {
  const signing = (project: string, kind: string, day: string, yi: number) => ({
    project,
    kind,
    signedOn: `${year}-03-${day}`,
    amountYuan: String(yi * 1e8),
  });
  const id = await store.transact(change, async (tx) => {
    const project = await createRecord(tx, books, register('investment-project'), program, {
      code: 'Z1',
      name: '纤维项目',
      lead: traffic,
      totalYuan: '1000000000',
      signedOn: `${year}-03-01`,
    });
    await createRecord(tx, books, register('investment-signing'), program, signing(project.id, 'first', '01', 8));
    await createRecord(tx, books, register('investment-signing'), program, signing(project.id, 'upgrade', '05', 8));
    await createRecord(tx, books, register('investment-signing'), program, signing(project.id, 'increase', '09', 10));
    return project.id;
  });
  const { rows } = await sql<{
    kind: string;
    yuan: string;
  }>`select kind, trim_scale(counted_yuan)::text as yuan from investment_signing
    where project = ${id}::uuid order by signed_on`.execute(db());
  expect(rows.map(({ yuan }) => yuan)).toEqual(['800000000', '0', '200000000']);
  const [project] = (
    await sql<{
      yuan: string;
    }>`select trim_scale(counted_yuan)::text as yuan from investment_project where id = ${id}::uuid`.execute(db())
  ).rows;
  expect(project).toEqual({ yuan: '1000000000' });
});

test('a step asks for its evidence', async () => {
  const { id, version } = await store.transact(change, (tx) =>
    createRecord(tx, books, register('investment-project'), program, { code: 'Z2', name: '装备项目', lead: traffic }),
  );
  const step = store.transact(change, (tx) =>
    moveRecord(tx, books, register('investment-project'), stranger().person.viewer, id, {
      version,
      transition: 'talk',
    }),
  );
  await expect(step).rejects.toThrow('投资方、项目概况');
});

test('what starts late is among the deadlines', async () => {
  await store.transact(change, (tx) =>
    createRecord(tx, books, register('city-project'), program, {
      code: 'L',
      name: '晚开工的项目',
      programme: 'traffic',
      lead: traffic,
      plannedStart: addDays(today, -10),
    }),
  );
  const due = await deadlines(db(), books, office().person.viewer, {});
  expect(due[0]).toMatchObject({
    kind: 'start',
    isOverdue: true,
    text: '晚开工的项目 应开工',
    register: 'city-project',
  });
});
