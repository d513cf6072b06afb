import { newId, type Day } from '@quantu/base';
import { nameActions } from '@quantu/people';
import { programViewer, type Register } from '@quantu/registers';
import { writeMany, type RowWish } from '@quantu/registers/server';
import type { WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { kindOf, knownUnits } from './choices.server.ts';
import { paperFault } from './faults.ts';
import type { OpinionWish } from './papers.contract.ts';
import { paperById, proposalOf, refuseMade, sideOf, todayInChina, type PaperDesk } from './papers.server.ts';
import type { ReviewPaperTable } from './tables.server.ts';

nameActions({ 'opinion.paper': '识读审议意见书', 'opinion.from-document': '由文件登记审议意见' });

interface Writing {
  readonly tx: WriteDb;
  readonly desk: PaperDesk;
  readonly paper: ReviewPaperTable;
  readonly wish: OpinionWish;
  /** Units by the name the wish has for them. */
  readonly units: ReadonlyMap<string, string>;
}

/**
 * Registers what was read of a paper, as a person corrected it: the opinion with its items, and of a report its tasks, all
 * in one transaction. The congress gets a draft it goes on with; the government's office registers what was handed over to
 * it, so that opinion is 已交办; what a report tells of was taken apart already.
 *
 * @returns the opinion.
 */
export async function acceptPaper(desk: PaperDesk, id: string, wish: OpinionWish): Promise<string> {
  const { store, district, person } = desk;
  const side = sideOf(desk);
  const paper = await paperById(desk, id);
  const { kind } = proposalOf(paper, []);
  if (kind === 'reported' && side !== 'office') throw paperFault('paper.report-office', { name: paper.name });
  checkWish(wish, paper.reading.text.length, kind, side);
  const { size } = await store.files.open(paper.hash);
  const change = { district, actor: person.name, action: 'opinion.from-document', reason: `由《${paper.name}》登记` };
  return store.transact(change, async (tx) => {
    await sql`select 1 from review_paper where id = ${paper.id} for update`.execute(tx);
    await refuseMade(tx, paper.hash, paper.name, wish.number);
    const units = await resolvedUnits(tx, desk, wish, side);
    const opinion = await writeOpinion({ tx, desk, paper, wish, units }, kind, side);
    await hang(tx, paper, size, opinion, kind === 'issued' ? 'original' : 'basis');
    await sql`update review_paper set opinion = ${opinion}::uuid where id = ${paper.id}`.execute(tx);
    tx.audit({
      subject: opinion,
      after: { paper: paper.name, hash: paper.hash, title: wish.title, items: wish.items.length },
    });
    return opinion;
  });
}

function checkWish(
  { items, deliveredOn }: OpinionWish,
  length: number,
  kind: 'issued' | 'reported',
  side: 'congress' | 'office',
): void {
  if (items.length === 0) throw paperFault('paper.no-items');
  const numbers = new Set<string>();
  for (const { number, matter, lead, tasks, start, end } of items) {
    if (numbers.has(number)) throw paperFault('paper.number-twice', { number });
    numbers.add(number);
    const places = [{ start, end }, ...tasks];
    if (places.some((place) => place.start > place.end || place.end > length))
      throw paperFault('paper.place', { matter });
    if (kind === 'issued') continue;
    if (lead === null || tasks.length === 0) throw paperFault('paper.no-lead', { matter });
    const orphan = tasks.find((task) => task.lead === null);
    if (orphan) throw paperFault('paper.no-lead', { matter: orphan.measure });
  }
  if (side === 'office' && deliveredOn === null) throw paperFault('paper.no-day');
}

/** The district's units by the names of the wish; those it calls new are put in first. */
async function resolvedUnits(
  tx: WriteDb,
  desk: PaperDesk,
  { units, items, committee, office }: OpinionWish,
  side: 'congress' | 'office',
): Promise<ReadonlyMap<string, string>> {
  const used = new Set([
    committee,
    office,
    ...items.flatMap(({ lead, helpers, tasks }) => [lead, ...helpers, ...tasks.map((task) => task.lead)]),
  ]);
  const wanted = units.filter(({ name }) => used.has(name));
  const known = await knownUnits(tx, todayInChina());
  const found = new Map<string, string>();
  for (const { name, organisation } of wanted) {
    const there = known.find(({ id }) => id === organisation);
    if (there) found.set(name, there.id);
  }
  const missing = wanted.filter(({ name }) => !found.has(name));
  for (const { name, isNew } of missing) {
    if (!isNew) throw paperFault('paper.unit', { name });
    if (side !== 'office') throw paperFault('paper.unit-new', { name });
  }
  if (missing.length > 0) {
    const rows = missing.map(({ name }, at) => ({
      values: { code: `由文件-${newId().slice(-8)}-${at + 1}`, name, shortName: name.slice(0, 20), kind: kindOf(name) },
    }));
    const written = await write(tx, desk, 'organisation', rows);
    for (const [at, id] of written.entries()) found.set(missing[at]!.name, id);
  }
  for (const name of used) if (name !== null && !found.has(name)) throw paperFault('paper.unit', { name });
  return found;
}

async function writeOpinion(
  writing: Writing,
  kind: 'issued' | 'reported',
  side: 'congress' | 'office',
): Promise<string> {
  const { tx, desk, wish, units } = writing;
  const { items: _, units: __, committee, office, deliveredOn, ...head } = wish;
  const values = {
    ...filled(head),
    committee: units.get(committee),
    office: units.get(office),
    origin: kind === 'issued' ? 'paper' : 'report',
  };
  const [opinion] = (await write(tx, desk, 'review-opinion', [{ values }])) as [string];
  const items = await writeItems(writing, opinion);
  if (side === 'congress' || deliveredOn === null) return opinion;
  const day = deliveredOn as Day;
  const adoptedOn = wish.deliberatedOn !== null && wish.deliberatedOn > day ? {} : { adoptedOn: day };
  await write(tx, desk, 'review-opinion', [
    { id: opinion, state: 'delivered', values: { ...adoptedOn, deliveredOn: day } },
  ]);
  if (kind === 'reported') await takeApart(writing, opinion, items);
  return opinion;
}

async function writeItems(writing: Writing, opinion: string): Promise<readonly string[]> {
  const { tx, desk, wish, units } = writing;
  const rows = wish.items.map(({ number, matter, clause, lead, helpers, dueOn }) => ({
    values: {
      opinion,
      number,
      matter,
      ...filled({ clause, dueOn }),
      ...(lead === null ? {} : { lead: units.get(lead) }),
      ...(helpers.length === 0 ? {} : { helpers: helpers.join('、').slice(0, 300) }),
      category: 'proposal',
    },
  }));
  const items = await write(tx, desk, 'review-item', rows);
  await place(writing, items, wish.items);
  return items;
}

/** What a report tells of: each measure is a task of its item, and the opinion is being handled. */
async function takeApart(writing: Writing, opinion: string, items: readonly string[]): Promise<void> {
  const { tx, desk, wish, units } = writing;
  await write(tx, desk, 'review-opinion', [{ id: opinion, state: 'accepted', values: {} }]);
  const { rows } = await sql<{
    due: string;
  }>`select due_on as due from review_opinion where id = ${opinion}::uuid`.execute(tx);
  const until = rows[0]!.due;
  const wanted = wish.items.flatMap(({ tasks, dueOn, helpers }, at) =>
    tasks.map((task) => ({ task, item: items[at]!, dueOn: dueOn ?? until, helpers: helpersOnly(helpers, tasks) })),
  );
  const made = await write(
    tx,
    desk,
    'review-task',
    wanted.map(({ task: { number, measure, detail, lead }, item, dueOn }) => ({
      values: { item, number, measure, ...filled({ detail }), lead: units.get(lead!), dueOn },
    })),
  );
  await place(
    writing,
    made,
    wanted.map(({ task }) => task),
  );
  await write(tx, desk, 'review-share', sharesOf(wanted, made, units));
  await write(tx, desk, 'review-opinion', [{ id: opinion, state: 'decomposed', values: {} }]);
  await write(tx, desk, 'review-opinion', [{ id: opinion, state: 'handling', values: {} }]);
}

/** Who leads a task of the item does its own part there. */
const helpersOnly = (helpers: readonly string[], tasks: readonly { lead: string | null }[]): readonly string[] =>
  helpers.filter((name) => tasks.every(({ lead }) => lead !== name));

/** Co-handlers are asked for their part of each task, and have their own day for it. */
function sharesOf(
  wanted: readonly { task: { measure: string; lead: string | null }; helpers: readonly string[] }[],
  made: readonly string[],
  units: ReadonlyMap<string, string>,
): RowWish[] {
  return wanted.flatMap(({ task: { measure, lead }, helpers }, at) =>
    [...new Set(helpers.map((name) => units.get(name)!))]
      .filter((unit) => unit !== units.get(lead!))
      .map((unit) => ({ values: { task: made[at]!, unit, asked: `配合办理：${measure}`.slice(0, 300) } })),
  );
}

/** Where in the paper each record stands. */
async function place(
  { tx, paper }: Writing,
  records: readonly string[],
  places: readonly { start: number; end: number }[],
): Promise<void> {
  for (let from = 0; from < records.length; from += 1000)
    await tx
      .insertInto('review_place')
      .values(
        records.slice(from, from + 1000).map((record, at) => {
          const { start, end } = places[from + at]!;
          return { record, paper: paper.id, start_at: start, end_at: end };
        }),
      )
      .execute();
}

/** The paper itself, on the opinion. */
async function hang(
  tx: WriteDb,
  { file, name }: ReviewPaperTable,
  size: number,
  record: string,
  field: string,
): Promise<void> {
  const about = { id: newId(), register: 'review-opinion', record, field, file, name, size, is_picture: false };
  const by = {
    type: 'application/octet-stream',
    added_at: tx.at,
    added_by: tx.actor,
    lon: null,
    lat: null,
    taken_at: null,
  };
  await tx
    .insertInto('record_attachment')
    .values({ ...about, ...by })
    .execute();
}

async function write(
  tx: WriteDb,
  { books, person }: PaperDesk,
  key: string,
  rows: readonly RowWish[],
): Promise<readonly string[]> {
  const register: Register = books.registers.get(key)!;
  // The paper is the evidence of what is written: whoever may register it may write all of it.
  const written = await writeMany(tx, books, register, programViewer(person.name), rows);
  return written.map(({ id }) => id);
}

/** What is empty is left out. */
function filled(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== ''));
}
