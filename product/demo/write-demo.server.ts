import { dayInChina, instantOf, newId, parseInstant, type Instant } from '@quantu/base';
import { peopleCodeSets, peopleRegisters } from '@quantu/people';
import { projectCodeSets, projectRegisters } from '@quantu/projects';
import { grouped, projectDerivations, refreshProjects, refreshSignings } from '@quantu/projects/server';
import { countCells } from '@quantu/product-registers/server';
import { programViewer, Registers, type Books, type Register } from '@quantu/registers';
import { moveRecord, writeMany } from '@quantu/registers/server';
import type { Store, WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { sitePicture } from './picture.ts';
import { demoPlan } from './plan.ts';
import { Random } from './random.ts';
import type { Batch, Happening, Planned } from './timeline.ts';

const people: readonly Register[] = peopleRegisters;
/** What the demonstration is written by; the server's books have more. */
const books: Books = {
  registers: new Registers([...people, ...projectRegisters]),
  codeSets: [...peopleCodeSets, ...projectCodeSets],
};
/** A correction is a step like anybody's; what is written in bulk is computed once, at the end of its transaction. */
const correcting: Books = { ...books, derivations: projectDerivations };
const ACTOR = 'demo';
const ACTION = 'demo.record';
const viewer = programViewer(ACTOR);

/**
 * Writes the invented history, each part as it would have been recorded. What was interrupted goes on after the
 * last part that is there; a whole one is left alone.
 */
export async function writeDemo(store: Store, district: string): Promise<void> {
  const plan = demoPlan();
  const done = await batchesDone(store, district);
  if (done >= plan.length + 1) return;
  const ids = await knownIds(store, district);
  for (const [at, batch] of plan.entries()) {
    if (at < done) continue;
    const reason = batch.happenings[0]?.step?.reason ?? '示例数据';
    const change = { district, actor: ACTOR, action: ACTION, reason, at: instantIn(batch.on) };
    await store.transact(change, async (tx) => {
      await writeBatch(tx, batch, ids);
      tx.audit({ after: { batch: at } });
    });
  }
  await writePictures(store, district, plan.length);
}

/** 17:30 in China; now when the machine's clock is before it. */
function instantIn(on: string): Instant {
  const now = instantOf(new Date());
  const then = parseInstant(`${on}T17:30:00+08:00`);
  return then === null || then > now ? now : then;
}

async function batchesDone(store: Store, district: string): Promise<number> {
  const { rows } = await sql<{ last: string | null }>`
    select max((after->>'batch')::integer)::text as last from audit where action = ${ACTION}`.execute(
    store.read(district),
  );
  return Number(rows[0]?.last ?? -1) + 1;
}

type Ids = Map<string, { readonly id: string; readonly version: number }>;

/** The records that an interrupted run left, by what the plan calls them. */
async function knownIds(store: Store, district: string): Promise<Ids> {
  const coded = [
    'organisation',
    'person',
    'area-programme',
    'city-project',
    'investment-project',
    'old-estate',
    'sewage-project',
    'supervision-item',
  ];
  const parts = coded.map(
    (register) =>
      sql`select ${`${register}:`} || code as key, id, version from ${sql.table(register.replaceAll('-', '_'))}`,
  );
  const months = sql`select 'city-project-month:' || p.code || ':' || m.month, m.id, m.version
    from city_project_month m join city_project p on p.id = m.project`;
  const { rows } = await sql<{
    key: string;
    id: string;
    version: number;
  }>`${sql.join([...parts, months], sql` union all `)}`.execute(store.read(district));
  return new Map(rows.map(({ key, ...found }) => [key, found]));
}

async function writeBatch(tx: WriteDb, { happenings }: Batch, ids: Ids): Promise<void> {
  for (const [register, own] of grouped(happenings, (one) => one.register)) await writeSome(tx, register, own, ids);
  await countReports(
    tx,
    happenings.filter(({ register, values }) => register === 'city-project-month' && 'submittedOn' in values),
    ids,
  );
  await refreshProjects(tx, dayInChina(tx.at), projectsOf(happenings, 'city-project', ids));
  await refreshSignings(tx, projectsOf(happenings, 'investment-project', ids));
}

/** What a clerk types in a row of the month, what came from last month, and what the program works out. */
const REPORT_CELLS = { typed: 3, prefilled: 1, computed: 6 };

/** Reports that a unit handed in are cells on its burden meter. */
async function countReports(tx: WriteDb, reports: readonly Happening[], ids: Ids): Promise<void> {
  if (reports.length === 0) return;
  const projects = reports.map(({ key }) => ids.get(`city-project:${key.split(':')[0]}`)!.id);
  const { rows } = await sql<{ lead: string; rows: number }>`
    select p.lead, count(*)::integer as rows from unnest(${projects}::uuid[]) u (id) join city_project p using (id)
    group by p.lead`.execute(tx);
  for (const { lead, rows: count } of rows) {
    const clerk = { account: ACTOR, person: null, roles: [], organisations: [lead], organisation: lead };
    const cells = Object.entries(REPORT_CELLS).map(([kind, each]) => [kind, each * count]);
    await countCells(tx, clerk, { name: 'city-project-month' }, Object.fromEntries(cells));
  }
}

const KEPT_BY: Readonly<Record<string, string>> = {
  'city-project': 'city-project',
  'city-project-year': 'city-project',
  'city-project-month': 'city-project',
  'investment-project': 'investment-project',
  'investment-signing': 'investment-project',
};

/** The projects that something happened to; the keys of plans and reports begin with their project's. */
function projectsOf(happenings: readonly Happening[], register: string, ids: Ids): string[] {
  const own = happenings.filter((one) => KEPT_BY[one.register] === register);
  return [...new Set(own.map(({ key }) => ids.get(`${register}:${key.split(':')[0]}`)!.id))];
}

async function writeSome(tx: WriteDb, key: string, happenings: readonly Happening[], ids: Ids): Promise<void> {
  const register = books.registers.get(key)!;
  const { step } = happenings[0]!;
  if (step) {
    const { id, version } = ids.get(`${key}:${happenings[0]!.key}`)!;
    await moveRecord(tx, correcting, register, viewer, id, {
      version,
      ...step,
      values: resolved(happenings[0]!.values, ids),
    });
    return;
  }
  // A tree is written from its root: who stands above has to be there.
  const levels =
    key === 'organisation'
      ? grouped(happenings, ({ values }) => JSON.stringify(values['parent'])).values()
      : [happenings];
  for (const part of levels) {
    const rows = part.map(({ key: name, values, state }) => {
      const there = ids.get(`${key}:${name}`);
      return {
        ...(there ? { id: there.id } : {}),
        ...(state === undefined ? {} : { state }),
        values: resolved(values, ids),
      };
    });
    const written = await writeMany(tx, books, register, viewer, rows);
    part.forEach((one, at) => ids.set(`${key}:${one.key}`, written[at]!));
  }
}

function resolved(values: Readonly<Record<string, Planned>>, ids: Ids): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([field, value]) => {
      if (typeof value !== 'object' || value === null || !('ref' in value)) return [field, value];
      const found = ids.get(value.ref);
      if (!found) throw new Error(`the demonstration refers to ${value.ref} before it is there`);
      return [field, found.id];
    }),
  );
}

const PICTURED = 24;

/** Pictures of building sites, with the place and time a camera would have written into them. */
async function writePictures(store: Store, district: string, at: number): Promise<void> {
  const { rows } = await sql<{ id: string; name: string; box: string | null; rate: string | null }>`
    select id, name, location_box::text as box, rate::text as rate from city_project
    where state = 'building' and plan_year = 2026 order by code limit ${PICTURED}`.execute(store.read(district));
  const random = new Random(7);
  const pictures = rows.map((row) => ({ ...row, png: sitePicture(random, Number(row.rate ?? 0)) }));
  const stored = await Promise.all(
    pictures.map(({ png, name }) => store.files.put(Buffer.from(png), { name: `${name}.png`, type: 'image/png' })),
  );
  await store.transact(
    {
      district,
      actor: ACTOR,
      action: ACTION,
      reason: '示例照片（程序绘制）',
      at: instantIn('2026-11-16'),
    },
    async (tx) => {
      tx.audit({ after: { batch: at } });
      for (const [index, file] of stored.entries()) {
        const { id, name, box } = pictures[index]!;
        const [lon = null, lat = null] = (box?.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);
        await tx
          .insertInto('record_attachment')
          .values({
            id: newId(),
            register: 'city-project',
            record: id,
            field: 'photos',
            file: await store.files.record(tx, file),
            name: `${name}.png`,
            type: 'image/png',
            size: file.size,
            added_at: tx.at,
            added_by: tx.actor,
            lon,
            lat,
            taken_at: '2026-11-12T09:30:00',
            is_picture: true,
          })
          .execute();
      }
    },
  );
}
