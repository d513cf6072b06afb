import { dayInChina } from '@quantu/base';
import type { Derivation } from '@quantu/registers/server';
import { sql } from 'kysely';
import { refreshProjects, refreshSignings } from './derive.server.ts';

type Rows = Parameters<Derivation>[1];

/** The values of one field in rows, before and after. */
function idsIn(rows: Rows, field: string): string[] {
  const ids = rows.flatMap(({ before, after }) => [before?.[field], after?.[field]]);
  return [...new Set(ids.filter((id) => typeof id === 'string'))];
}

const ownIds = (rows: Rows): string[] => rows.filter(({ after }) => after !== null).map(({ id }) => id);

const projects =
  (idsOf: (rows: Rows) => string[]): Derivation =>
  async (tx, rows) => {
    await refreshProjects(tx, dayInChina(tx.at), idsOf(rows));
  };
const signings =
  (idsOf: (rows: Rows) => string[]): Derivation =>
  (tx, rows) =>
    refreshSignings(tx, idsOf(rows));

/** Whatever was settled and is changed was corrected, by whichever way. */
const corrected: Derivation = async (tx, rows) => {
  const ids = rows.filter(({ before }) => typeof before?.['approvedOn'] === 'string').map(({ id }) => id);
  if (ids.length === 0) return;
  await sql`update city_project_month set is_amended = true
    where id = any(${ids}::uuid[]) and is_amended is distinct from true`.execute(tx);
};

/** What is computed again when somebody writes in a register of this room, by form, import or step. */
export const projectDerivations: Readonly<Record<string, Derivation>> = {
  'city-project': projects(ownIds),
  'city-project-year': projects((rows) => idsIn(rows, 'project')),
  'city-project-month': async (tx, rows) => {
    await corrected(tx, rows);
    await projects((all) => idsIn(all, 'project'))(tx, rows);
  },
  'investment-project': signings(ownIds),
  'investment-signing': signings((rows) => idsIn(rows, 'project')),
};
