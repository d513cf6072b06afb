import { dayInChina, instantOf } from '@quantu/base';
import { indicatorRoutes } from '@quantu/indicators';
import { addressOf, type Route } from '@quantu/people';
import { projectRoutes } from '@quantu/projects';
import { programViewer } from '@quantu/registers';
import { writeMany } from '@quantu/registers/server';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { books } from './registers.ts';
import { openOffice, visitorAs, type Office, type Visitor } from './testing/office.ts';

const today = dayInChina(instantOf(new Date()));
const [year, month] = [today.slice(0, 4), today.slice(0, 7)];
const before = `${Number(year) - 1}-06-30`;
let office: Office;
let leader: Visitor;
let organisation: string;
let project: string;

beforeAll(async () => {
  office = await openOffice();
  leader = await visitorAs(office, 'government-office', '政府办');
  [organisation = ''] = await write('organisation', [{ values: { code: 'A', name: '住建局', kind: 'department' } }]);
  project = await load(2);
}, 60_000);
afterAll(() => office.close());
afterEach(() => vi.restoreAllMocks());

type Row = Parameters<typeof writeMany>[4][number];

async function write(key: string, rows: readonly Row[]): Promise<string[]> {
  const change = { district: office.district, actor: 'system', action: 'test' };
  const register = books.registers.get(key)!;
  const written = await office.store.transact(change, (tx) =>
    writeMany(tx, books, register, programViewer('system'), rows),
  );
  return written.map(({ id }) => id);
}

let number = 0;

/** City projects with their year plans, months and supervision, and projects of investment; the first city project. */
async function load(count: number): Promise<string> {
  const codes = Array.from({ length: count }, () => `P${++number}`);
  const lead = organisation;
  const projects = await write(
    'city-project',
    codes.map((code) => ({
      state: 'building',
      values: { code, name: `项目${code}`, programme: 'traffic', lead, startedOn: `${year}-01-01` },
    })),
  );
  await write(
    'city-project-year',
    projects.map((project) => ({ values: { project, year: Number(year), plannedYuan: '12000000' } })),
  );
  await write(
    'city-project-month',
    projects.map((project) => ({ state: 'submitted', values: { project, month, lead, doneYuan: '1000' } })),
  );
  await write(
    'investment-project',
    codes.map((code) => ({ values: { code, name: `招商${code}`, lead, talkedOn: `${year}-01-03` } })),
  );
  await write(
    'supervision-item',
    codes.map((code, at) => {
      const days = { issuedOn: `${year}-01-02`, dueOn: `${year}-01-20` };
      return { values: { code, matter: '督办', source: 'leader', level: 'L2', lead, project: projects[at], ...days } };
    }),
  );
  return projects[0]!;
}

/** How many statements a call sends, once what others wrote has been taken in. */
async function statements(route: Route, params: object, query: object): Promise<number> {
  const url = addressOf(route, { params: { district: office.district, ...params }, query });
  const first = await leader.call('GET', url);
  expect([first.statusCode, first.statusCode === 200 ? '' : first.body]).toEqual([200, '']);
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  await leader.call('GET', url);
  const texts = spy.mock.calls.map(([query]) => JSON.stringify(query));
  spy.mockRestore();
  // Not counted: pointing a connection at a district, and the job runner's own looking for work.
  return texts.filter((text) => !/search_path|update job set/.test(text)).length;
}

const figure = { register: 'investment-project', figure: 'contacts' };

test.each([
  ['the overview', projectRoutes.overview, {}, {}],
  ['the lights', projectRoutes.lights, {}, { size: 200 }],
  ['the year plan as a waterfall', projectRoutes.waterfall, {}, { by: 'organisation' }],
  ['the curve', projectRoutes.curve, {}, {}],
  ['what is due', projectRoutes.deadlines, {}, { days: 366 }],
  ['the overview of investment', projectRoutes.investment, {}, {}],
  ['a project', projectRoutes.project, {}, {}],
  ['the rules', projectRoutes.rules, {}, {}],
  ['who has reported', projectRoutes.reporting, {}, { month }],
  ['a sheet', projectRoutes.sheet, { month }, {}],
  ['all figures', indicatorRoutes.indicators, {}, {}],
  ['all figures of an earlier day', indicatorRoutes.indicators, {}, { asOf: before }],
  ['the trends', indicatorRoutes.trends, {}, {}],
  ['a figure', indicatorRoutes.indicator, figure, {}],
  ['its groups', indicatorRoutes.groups, figure, {}],
  ['its months', indicatorRoutes.series, figure, {}],
  ['why it changed', indicatorRoutes.waterfall, figure, { from: before }],
  ['the signatures', indicatorRoutes.signatures, {}, {}],
] as const)('%s: as many statements for many rows as for few', async (_, route, params, query) => {
  const asked = route === projectRoutes.sheet ? { ...query, organisation } : query;
  const named = route === indicatorRoutes.groups ? { ...asked, by: groupField() } : asked;
  const few = await statements(route, { project, ...params }, named);
  await load(5);
  expect(await statements(route, { project, ...params }, named)).toBe(few);
});

/** The first field the figure can be grouped by. */
function groupField(): string {
  const declared = books.registers.get(figure.register)!.figures![figure.figure]!;
  return ('by' in declared ? declared.by : undefined)![0]!;
}
