import { fromWkb, type Box } from '@quantu/geometry';
import { selectionSql } from '@quantu/registers/server';
import { sql } from 'kysely';
import type { MapDesk } from '../map/desk.server.ts';
import { boxSql } from '../map/identify.server.ts';
import type { SiteFeature } from './measure.ts';

/** The record that the check is of or repeats: it is in nobody's way but its own. */
export interface Own {
  readonly project: string | null;
  readonly investment: string | null;
  readonly name: string;
}

/** Registers whose records hold ground, with what makes a record no longer hold any. */
const REGISTERS = [
  { key: 'city-project', gone: sql`false` },
  { key: 'investment-project', gone: sql`r.state = 'ended'` },
  { key: 'site-check', gone: sql`r.verdict = 'fail'` },
] as const;

/** Sites near a box that the viewer may read, of projects and of earlier checks; a statement a register. */
export async function otherSites(desk: MapDesk, box: Box, own: Own): Promise<SiteFeature[]> {
  const found: SiteFeature[] = [];
  for (const { key, gone } of REGISTERS) {
    const { from, where } = await selectionSql(desk.db, desk.books, desk.books.registers.get(key)!, desk.viewer, {
      conditions: [],
    });
    const links =
      key === 'site-check' ? sql`r.project, r.investment` : sql`null::uuid as project, null::uuid as investment`;
    const number = key === 'site-check' ? sql`r.number` : sql`r.code`;
    const { rows } =
      await sql<Row>`select r.id, coalesce(r.name, '') as name, ${number} as number, ${links}, r.site as shape
      from ${from} where ${where} and r.site_box && ${boxSql(box)} and not coalesce(${gone}, false)
      order by r.created_at, r.id`.execute(desk.db);
    const latest = key === 'site-check' ? lastOfEach(rows) : rows;
    found.push(...latest.filter((row) => !isOwn(key, row, own)).map((row) => featureOf(key, row)));
  }
  return found;
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly project: string | null;
  readonly investment: string | null;
  readonly shape: Buffer;
}

/** A check that was repeated counts once, as it was last. */
const lastOfEach = (rows: readonly Row[]): Row[] => [
  ...new Map(rows.map((row) => [row.project ?? row.investment ?? row.name, row])).values(),
];

function isOwn(key: string, row: Row, { project, investment, name }: Own): boolean {
  if (key === 'city-project') return row.id === project;
  if (key === 'investment-project') return row.id === investment;
  if (project !== null && row.project === project) return true;
  return (investment !== null && row.investment === investment) || row.name === name;
}

const featureOf = (register: string, { id, name, number, shape }: Row): SiteFeature => ({
  layer: null,
  register,
  key: id,
  name: name === '' ? number : name,
  code: null,
  codeLabel: null,
  use: null,
  attributes: {},
  geometry: fromWkb(shape),
});
