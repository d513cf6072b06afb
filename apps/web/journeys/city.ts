import { decimal, plain } from '@quantu/base';
import type { FirstRole } from '@quantu/people';
import { createAccount } from '@quantu/people/server';
import { programViewer, type Value } from '@quantu/registers';
import { writeMany } from '@quantu/registers/server';
import { books } from '@quantu/server';
import type { Store, WriteDb } from '@quantu/store';
import { TEST_DISTRICT } from '@quantu/store/testing';
import type { Page } from 'playwright-core';
import { signIn } from './site.ts';

/** An invented town hall with a year of city projects, as far as the journeys need it. */
export interface City {
  readonly district: string;
  /** Organisations by name. */
  readonly organisations: ReadonlyMap<string, string>;
  /** Projects by name. */
  readonly projects: ReadonlyMap<string, string>;
  /** The month that is due to be reported now: the one before today's. */
  readonly month: string;
}

const PROGRAM = programViewer('system');
export const OWN = '住房和城乡建设局';

/** Name, programme, lead, plan of the year in 万元, share of the straight line that was done. */
const PROJECTS: readonly (readonly [string, string, string, number, number])[] = [
  ['滨海大道提升', 'traffic', OWN, 12_000, 1.05],
  ['东片区污水管网', 'resilience', OWN, 8_600, 0.45],
  ['惠屿安置房二期', 'living', OWN, 15_400, 0.98],
  ['口袋公园十处', 'green', OWN, 2_300, 1.2],
  ['驿峰路拓宽', 'traffic', '交通运输局', 9_800, 0.55],
  ['公交首末站', 'traffic', '交通运输局', 3_200, 0.75],
  ['山腰街道改造', 'living', '山腰街道办事处', 4_100, 1],
  ['南埔村镇中心', 'villages', '南埔镇人民政府', 2_700, 0.3],
];

const before = (month: string, by: number): string => {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 - by;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
};

/** Yuan of one month of a plan in 万元 at a pace. */
const monthOf = (plan: number, pace: number): string =>
  plain(
    decimal(String(plan * pace))
      .times(10_000)
      .div(12)
      .round(),
  );

export async function write(
  tx: WriteDb,
  register: string,
  rows: readonly { state?: string; values: Record<string, Value> }[],
): Promise<string[]> {
  const found = books.registers.get(register);
  if (!found) throw new Error(`no register ${register}`);
  return (await writeMany(tx, books, found, PROGRAM, rows)).map(({ id }) => id);
}

function kindOf(name: string): string {
  if (name.startsWith('人大')) return 'congress';
  return /镇|街道/.test(name) ? 'territory' : 'department';
}

/** Lays out organisations, projects, plans and the reports up to the month before the last; the last waits. */
export async function buildCity(store: Store, today = new Date()): Promise<City> {
  const month = before(new Date(today.getTime() + 8 * 3_600_000).toISOString().slice(0, 7), 1);
  const past = { actor: 'system', action: 'record.create', district: TEST_DISTRICT };
  const organisations = new Map<string, string>();
  const projects = new Map<string, string>();
  await store.transact({ ...past, subject: 'organisation' }, async (tx) => {
    const top = { values: { code: 'QZ', name: '区人民政府', kind: 'government', rank: 1 } };
    const [parent = ''] = await write(tx, 'organisation', [top]);
    const names = [...new Set(PROJECTS.map(([, , lead]) => lead)), '政府办公室', '人大城建环资工委'];
    const rows = names.map((name, i) => ({
      values: { code: `D${i}`, name, kind: kindOf(name), parent, rank: i + 2 },
    }));
    const ids = await write(tx, 'organisation', rows);
    organisations.set('区人民政府', parent);
    names.forEach((name, i) => organisations.set(name, ids[i] ?? ''));
  });
  await store.transact({ ...past, subject: 'city-project' }, async (tx) => {
    const ids = await write(
      tx,
      'city-project',
      PROJECTS.map(([name, programme, lead], i) => ({
        state: 'building',
        values: {
          code: `CJ-${String(i + 1).padStart(3, '0')}`,
          name,
          programme,
          lead: organisations.get(lead) ?? null,
          totalYuan: '300000000',
          plannedStart: `${month.slice(0, 4)}-02-01`,
          startedOn: `${month.slice(0, 4)}-02-15`,
          location: { type: 'Point', coordinates: [118.9 + i / 100, 25.1 + i / 150] },
        },
      })),
    );
    PROJECTS.forEach(([name], i) => projects.set(name, ids[i] ?? ''));
    const years = new Set([month.slice(0, 4), before(month, -1).slice(0, 4)]);
    await write(
      tx,
      'city-project-year',
      [...years].flatMap((year) =>
        PROJECTS.map(([, , , plan], i) => ({
          values: { project: ids[i] ?? '', year: Number(year), plannedYuan: plain(decimal(plan).times(10_000)) },
        })),
      ),
    );
    const months: string[] = [];
    for (let one = month; one >= `${month.slice(0, 4)}-01`; one = before(one, 1)) months.unshift(one);
    await write(
      tx,
      'city-project-month',
      months.flatMap((one) =>
        PROJECTS.map(([, , lead, plan, pace], i) => {
          const isOpen = one === month && lead === OWN;
          const filled: Record<string, Value> = {
            doneYuan: monthOf(plan, pace),
            problem: pace < 0.6 ? '征迁受阻，施工场地没有交付' : null,
          };
          return {
            state: isOpen ? 'open' : one === month ? 'submitted' : 'approved',
            values: {
              project: ids[i] ?? '',
              month: one,
              lead: organisations.get(lead) ?? null,
              progress: 'structure',
              ...(isOpen ? {} : filled),
            },
          };
        }),
      ),
    );
  });
  return { district: TEST_DISTRICT, organisations, projects, month };
}

export const PASSWORD = '海风-吹过-2026-港湾';

/** An account in one role, for one organisation or for all of the district. */
export function hire(store: Store, city: City, role: FirstRole, name: string, organisation?: string): Promise<unknown> {
  const where = { district: city.district, organisation: city.organisations.get(organisation ?? '') ?? null };
  return createAccount(store, 'system', {
    name,
    displayName: name,
    password: PASSWORD,
    role,
    ...(role.endsWith('administrator') ? {} : where),
  });
}

/** Signs in and stands before a page of the district; null: wherever signing in leads. */
export async function enter(page: Page, city: City, name: string, path: string | null = 'documents'): Promise<void> {
  await page.goto(path === null ? '/sign-in' : `/d/${city.district}/${path}`);
  await signIn(page, name, PASSWORD);
  await page.getByRole('button', { name: `${name} 的菜单` }).waitFor();
}
