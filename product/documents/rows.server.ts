import type { Section } from '@quantu/documents';
import type { ReadDb, Tables, WriteDb } from '@quantu/store';
import { sql, type Insertable } from 'kysely';
import { normalSubject } from './compare.ts';
import type { RowsAnswer } from './contract.ts';
import type { StoredDocument } from './documents.server.ts';
import { isKind, type Held } from './proposals.ts';
import { heldOf, proposalRows } from './stored-proposals.server.ts';

const ROW_TABLES = ['opinion', 'measure', 'entity', 'commitment', 'figure'] as const;
type RowTable = (typeof ROW_TABLES)[number];
type Rows = { [T in RowTable]: Insertable<Tables[T]>[] };

/**
 * Makes the rows of a document what its proposals say: all of them once it is accepted, none before and after. Rows
 * keep the proposal's id, and a row that says the same as before is not touched, so that its history tells changes.
 */
export async function syncRows(tx: WriteDb, document: StoredDocument): Promise<void> {
  const rows = document.state === 'accepted' ? await wantedRows(tx, document.id) : null;
  for (const table of ROW_TABLES) {
    const wanted = rows?.[table] ?? [];
    const ids = wanted.map(({ id }) => id);
    await sql`delete from ${sql.table(table)} where document = ${document.id} and not id = any (${ids}::uuid[])`.execute(
      tx,
    );
    for (let from = 0; from < wanted.length; from += 1_000) await upsert(tx, table, wanted.slice(from, from + 1_000));
  }
}

async function upsert(tx: WriteDb, table: RowTable, rows: readonly Insertable<Tables[RowTable]>[]): Promise<void> {
  const columns = Object.keys(rows[0]!).filter((column) => column !== 'id');
  const both = (source: string) => sql.join(columns.map((column) => comparable(source, column)));
  await tx
    .insertInto(table)
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet((eb) =>
          Object.fromEntries(columns.map((column) => [column, eb.ref(`excluded.${column}` as never)])),
        )
        .where(sql<boolean>`row (${both(table)}) is distinct from row (${both('excluded')})`),
    )
    .execute();
}

/** `json` has no equality in PostgreSQL. */
function comparable(source: string, column: string) {
  const value = sql.ref(`${source}.${column}`);
  return column === 'comparison' ? sql`${value}::text` : value;
}

async function wantedRows(db: ReadDb, document: string): Promise<Rows> {
  const held = (await proposalRows(db, document)).map(heldOf).filter(({ state }) => state !== 'rejected');
  const reading = await db
    .selectFrom('reading')
    .select(['text', 'body'])
    .where('document', '=', document)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return rowsOf(document, held, reading.text, reading.body.sections);
}

/** The rows of a document from what holds of its proposals. */
export function rowsOf(document: string, held: readonly Held[], text: string, sections: readonly Section[]): Rows {
  const opinions = held.filter(isKind('opinion'));
  const opinionIds = new Set(opinions.map(({ id }) => id));
  const figures = held.filter(isKind('figure')).toSorted((a, b) => a.value.start - b.value.start);
  const figureIds = new Set(figures.map(({ id }) => id));
  return {
    opinion: opinions.map(({ id, position, value }) => ({ id, document, position, ...value })),
    measure: held
      .filter(isKind('measure'))
      .filter(({ value }) => opinionIds.has(value.opinion))
      .map(({ id, position, value }) => ({ id, document, position, ...value })),
    entity: held.filter(isKind('entity')).map(({ id, position, value: { mentions, ...value } }) => ({
      id,
      document,
      position,
      ...value,
      mentions: mentions.length,
    })),
    commitment: held.filter(isKind('commitment')).map(({ id, position, value: { start, end, ...value } }) => ({
      id,
      document,
      position,
      ...value,
      start_at: start,
      end_at: end,
    })),
    figure: figures.map(({ id, value }, position) => {
      const { start, end, subsetOf, comparison, confidence: _, section: __, ...rest } = value;
      const section = innermost(sections, start);
      return {
        id,
        document,
        position,
        ...rest,
        concept: normalSubject(value.subject),
        comparison: comparison === null ? null : JSON.stringify(comparison),
        subset_of: subsetOf !== null && figureIds.has(subsetOf) ? subsetOf : null,
        section: section?.id ?? null,
        path: section?.path ?? [],
        start_at: start,
        end_at: end,
        before: around(text.slice(Math.max(0, start - 60), start), 'before'),
        after: around(text.slice(end, end + 60), 'after'),
        words: `${value.subject} ${value.surface} ${value.value}`,
      };
    }),
  };
}

function innermost(sections: readonly Section[], offset: number): Section | undefined {
  const around = sections.filter(({ start, end }) => start <= offset && offset < end);
  return around.toSorted((a, b) => b.path.length - a.path.length)[0];
}

/** The words next to a figure, not past the end of its line, and no half of a character. */
function around(text: string, side: 'before' | 'after'): string {
  const lines = text.split('\n');
  const line = side === 'before' ? lines.at(-1)! : lines[0]!;
  return line.replace(/\p{Surrogate}/gu, '');
}

/** What acceptance made of a document. */
export async function rowsAnswer(db: ReadDb, document: string): Promise<RowsAnswer> {
  const [opinions, measures, entities, commitments, figures] = await Promise.all([
    db.selectFrom('opinion').selectAll().where('document', '=', document).orderBy('position').execute(),
    db.selectFrom('measure').selectAll().where('document', '=', document).orderBy('position').execute(),
    db.selectFrom('entity').selectAll().where('document', '=', document).orderBy('position').execute(),
    db.selectFrom('commitment').selectAll().where('document', '=', document).orderBy('position').execute(),
    db
      .selectFrom('figure')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('document', '=', document)
      .executeTakeFirstOrThrow(),
  ]);
  return {
    data: {
      opinions: opinions.map(({ id, marker, title }) => ({
        id,
        marker,
        title,
        measures: measures
          .filter(({ opinion }) => opinion === id)
          .map((measure) => ({ id: measure.id, marker: measure.marker, title: measure.title })),
      })),
      entities: entities.map(({ id, type, name, status, aliases, mentions }) => {
        return { id, type, name, status, aliases, mentions };
      }),
      commitments: commitments.map(({ id, verb, object, owner, due, measure, start_at: start, end_at: end }) => {
        return { id, verb, object, owner, due, measure, start, end };
      }),
      figures: figures.count,
    },
  };
}
