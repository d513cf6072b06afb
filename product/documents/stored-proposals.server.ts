import type { ReadDb, Tables, WriteDb } from '@quantu/store';
import { sql, type Selectable } from 'kysely';
import type { Proposal } from './contract.ts';
import { displayNames } from './names.server.ts';
import type { Held, Kind } from './proposals.ts';

type Row = Selectable<Tables['proposal']>;
const IN_ORDER: readonly Kind[] = ['head', 'opinion', 'measure', 'figure', 'entity', 'commitment', 'finding'];
/** PostgreSQL takes 65,535 parameters a statement. */
const ROWS_A_STATEMENT = 2_000;

export async function proposalRows(db: ReadDb, document: string, ids?: readonly string[]): Promise<Row[]> {
  let query = db.selectFrom('proposal').selectAll().where('document', '=', document);
  if (ids) query = query.where('id', '=', sql<string>`any (${[...ids]}::uuid[])`);
  const rows = await query.orderBy('kind').orderBy('position').orderBy('id').execute();
  return rows.toSorted((a, b) => IN_ORDER.indexOf(a.kind) - IN_ORDER.indexOf(b.kind));
}

/** A stored proposal as the rules see it. */
export function heldOf({ id, kind, position, state, version, reason, value, read }: Row): Held {
  // `kind` says which value it is: rows are only ever written from a `Held`.
  return { id, kind, position, state, version, reason, value, read } as Held;
}

/** Proposals as an answer shows them. */
export async function shownProposals(db: ReadDb, rows: readonly Row[]): Promise<Proposal[]> {
  const names = await displayNames(
    db,
    rows.map(({ changed_by: changedBy }) => changedBy),
  );
  return rows.map((row) => ({
    ...heldOf(row),
    changedBy: row.changed_by === null ? null : names(row.changed_by),
    changedAt: row.changed_at,
  }));
}

export async function insertProposals(
  tx: WriteDb,
  at: { document: string; reading: number; changedBy: string | null },
  proposals: readonly Held[],
): Promise<void> {
  for (let from = 0; from < proposals.length; from += ROWS_A_STATEMENT) {
    const rows = proposals.slice(from, from + ROWS_A_STATEMENT).map((held) => ({
      id: held.id,
      document: at.document,
      reading: at.reading,
      kind: held.kind,
      position: held.position,
      state: held.state,
      version: held.version,
      reason: held.reason,
      value: JSON.stringify(held.value),
      read: held.read === null ? null : JSON.stringify(held.read),
      changed_by: at.changedBy,
      changed_at: at.changedBy === null ? null : tx.at,
    }));
    await tx.insertInto('proposal').values(rows).execute();
  }
}

/** Writes what people may change of proposals that are there. */
export async function updateProposals(tx: WriteDb, proposals: readonly Held[]): Promise<void> {
  for (let from = 0; from < proposals.length; from += ROWS_A_STATEMENT) {
    const part = proposals.slice(from, from + ROWS_A_STATEMENT);
    await sql`
      update proposal p set state = n.state, version = n.version, reason = n.reason, value = n.value,
        changed_by = ${tx.actor}, changed_at = ${tx.at}
      from unnest(
        ${part.map(({ id }) => id)}::uuid[], ${part.map(({ state }) => state)}::text[],
        ${part.map(({ version }) => version)}::integer[], ${part.map(({ reason }) => reason)}::text[],
        ${part.map(({ value }) => JSON.stringify(value))}::json[]
      ) as n (id, state, version, reason, value) where p.id = n.id`.execute(tx);
  }
}
