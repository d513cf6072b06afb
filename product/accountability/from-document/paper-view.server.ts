import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import { committeeIn, officeOf, unitCalled, type Known } from './choices.server.ts';
import type { Paper, ProposedItem } from './paper.ts';
import type { OpinionWish, PaperView } from './papers.contract.ts';
import { paperById, proposalOf, sideOf, todayInChina, unitsToday, type PaperDesk } from './papers.server.ts';

/** A paper beside what was read of it, or what was registered from it. */
export async function paperView(desk: PaperDesk, id: string): Promise<PaperView> {
  const db = desk.store.read(desk.district);
  const row = await paperById(desk, id);
  const units = await unitsToday(db);
  const paper = proposalOf(row, units);
  const opinion = row.opinion === null ? null : await opinionOf(db, row.opinion);
  const side = sideOrNull(desk);
  return {
    id,
    name: row.name,
    kind: paper.kind,
    text: row.reading.text,
    document: row.document,
    opinion,
    places: opinion === null ? [] : await placesOf(db, id),
    proposal: wishOf(paper, row.name, units, side),
    due: paper.due,
    dues: paper.items.flatMap(({ number, due }) => (due === null ? [] : [{ number, words: due.words }])),
    above: paper.items.flatMap(({ number, above }) => (above === '' ? [] : [{ number, text: above }])),
    organisations: units.map(({ id: unit, name, kind }) => ({ id: unit, name, kind })),
    can: {
      accept: opinion === null && side !== null && (paper.kind === 'issued' || side === 'office'),
      makeUnits: side === 'office',
      deliver: side === 'office',
    },
  };
}

function sideOrNull(desk: PaperDesk): 'congress' | 'office' | null {
  try {
    return sideOf(desk);
  } catch {
    return null;
  }
}

/** What would be registered if nobody corrected anything. */
export function wishOf(
  paper: Paper,
  name: string,
  known: readonly Known[],
  side: 'congress' | 'office' | null,
): OpinionWish {
  const today = todayInChina();
  const committee = committeeIn(paper.body + (paper.committee ?? ''), known)?.name ?? paper.committee ?? '区人大常委会';
  const office = officeOf(known)?.name ?? paper.office ?? '区人民政府';
  const items = paper.items.map(itemOf);
  const named = items.flatMap(({ lead, helpers, tasks }) => [lead, ...helpers, ...tasks.map((task) => task.lead)]);
  const names = [...new Set([committee, office, ...named.flatMap((one) => one ?? [])])];
  return {
    code: (paper.number ?? `${paper.dated ?? today}-${name.replace(/\.[^.]*$/, '')}`).slice(0, 40),
    title: paper.title,
    session: (paper.session ?? '').slice(0, 120),
    topic: (paper.topic ?? '').slice(0, 200),
    deliberatedOn: paper.deliberatedOn,
    number: (paper.number ?? '').slice(0, 80),
    committee,
    office,
    body: paper.body,
    statedDueOn: paper.due?.on ?? null,
    deliveredOn: side === 'congress' ? null : paper.kind === 'issued' ? (paper.dated ?? today) : today,
    units: names.map((unit) => {
      const organisation = known.find((one) => one.name === unit) ?? unitCalled(unit, known);
      return {
        name: unit.slice(0, 60),
        organisation: organisation?.id ?? null,
        isNew: organisation === null && side === 'office',
      };
    }),
    items,
  };
}

const itemOf = ({
  number,
  matter,
  clause,
  lead,
  helpers,
  due,
  tasks,
  start,
  end,
}: ProposedItem): OpinionWish['items'][number] => ({
  number: number.slice(0, 20),
  matter,
  clause: clause.slice(0, 4000),
  lead,
  helpers: [...helpers].slice(0, 50),
  dueOn: due?.on ?? null,
  start,
  end,
  tasks: tasks.map((task) => ({ ...task, detail: task.detail.slice(0, 4000) })),
});

async function opinionOf(db: ReadDb, id: string): Promise<PaperView['opinion']> {
  const { rows } = await sql<{
    id: string;
    title: string;
  }>`select id, title from review_opinion where id = ${id}::uuid`.execute(db);
  return rows[0] ?? null;
}

async function placesOf(db: ReadDb, paper: string): Promise<PaperView['places']> {
  const rows = await db.selectFrom('review_place').selectAll().where('paper', '=', paper).orderBy('start_at').execute();
  return rows.map(({ record, start_at: start, end_at: end }) => ({ record, start, end }));
}
