import { instantOf, newId, parseInstant, type Instant } from '@quantu/base';
import { programViewer, type Books } from '@quantu/registers';
import { changeRecord, createRecord, moveRecord } from '@quantu/registers/server';
import type { Store, WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { oversightSteps } from './oversight.ts';
import { sitePicture } from './picture.ts';
import { Random } from './random.ts';
import { reviewSteps, type ReviewStep } from './reviews.ts';
import type { Planned } from './timeline.ts';

const ACTOR = 'demo';
const ACTION = 'demo.review';
const viewer = programViewer(ACTOR);
/** What was there first comes first: whoever has it already goes on after it. */
const steps = [...reviewSteps, ...oversightSteps];

/**
 * Takes the invented opinions through their steps, each as it would have been recorded on its day. What was interrupted
 * goes on after the last step that is there.
 */
export async function writeReviews(store: Store, books: Books, district: string): Promise<void> {
  const ids = new Map<string, string>();
  const done = await stepsDone(store, district, ids);
  for (const [at, step] of steps.entries()) {
    if (at < done) continue;
    const change = { district, actor: ACTOR, action: ACTION, reason: '示例数据', at: instantIn(step.on) };
    await store.transact(change, async (tx) => {
      const id = await take(store, tx, books, step, ids);
      tx.audit({ subject: id, after: { step: at, register: step.register, key: step.key, id } });
    });
  }
}

/** 17:30 in China; now when the machine's clock is before it. */
function instantIn(on: string): Instant {
  const now = instantOf(new Date());
  const then = parseInstant(`${on}T17:30:00+08:00`);
  return then === null || then > now ? now : then;
}

/** How many steps are there, and the ids of what they made. */
async function stepsDone(store: Store, district: string, ids: Map<string, string>): Promise<number> {
  const { rows } = await sql<{ step: number; name: string; id: string }>`
    select (after->>'step')::int as step, concat_ws(' ', after->>'register', after->>'key') as name, after->>'id' as id
    from audit where action = ${ACTION}`.execute(store.read(district));
  for (const { name, id } of rows) ids.set(name, id);
  return rows.length === 0 ? 0 : Math.max(...rows.map(({ step }) => step)) + 1;
}

async function take(
  store: Store,
  tx: WriteDb,
  books: Books,
  step: ReviewStep,
  ids: Map<string, string>,
): Promise<string> {
  const register = books.registers.get(step.register)!;
  const name = `${step.register} ${step.key}`;
  const values = await resolved(tx, step.values ?? {}, ids);
  const known = ids.get(name);
  if (known === undefined) {
    const { id } = await createRecord(tx, books, register, viewer, values);
    ids.set(name, id);
    return id;
  }
  if (step.file !== undefined) {
    await hang(store, tx, step, known, step.file);
    return known;
  }
  const { rows } = await sql<{ version: number }>`
    select version from ${sql.table(register.table)} where id = ${known}::uuid`.execute(tx);
  const { version } = rows[0]!;
  if (step.transition === undefined) await changeRecord(tx, books, register, viewer, known, version, values);
  else {
    const { transition, reason = '示例' } = step;
    await moveRecord(tx, books, register, viewer, known, { version, transition, values, reason });
  }
  return known;
}

/** References by their keys: opinions and what hangs on them as made here, organisations and persons by their code. */
async function resolved(
  tx: WriteDb,
  values: Readonly<Record<string, Planned>>,
  ids: ReadonlyMap<string, string>,
): Promise<Readonly<Record<string, unknown>>> {
  const found: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(values)) {
    if (typeof value !== 'object' || value === null || !('ref' in value)) {
      found[field] = value;
      continue;
    }
    const at = value.ref.indexOf(':');
    const [register, key] = [value.ref.slice(0, at), value.ref.slice(at + 1)];
    const { rows } =
      ids.has(`${register} ${key}`) || register.startsWith('review')
        ? { rows: [{ id: ids.get(`${register} ${key}`) }] }
        : await sql<{ id: string }>`select id from ${sql.table(register)} where code = ${key}`.execute(tx);
    found[field] = rows[0]?.id;
  }
  return found;
}

async function hang(store: Store, tx: WriteDb, step: ReviewStep, record: string, field: string): Promise<void> {
  const { photo } = step;
  const { name, type, bytes } = photo ? pictureOf(step) : letterOf(step);
  const file = await store.files.put(bytes, { name, type });
  await tx
    .insertInto('record_attachment')
    .values({
      id: newId(),
      register: step.register,
      record,
      field,
      file: await store.files.record(tx, file),
      name,
      type,
      size: file.size,
      added_at: tx.at,
      added_by: tx.actor,
      lon: photo?.at[0] ?? null,
      lat: photo?.at[1] ?? null,
      taken_at: photo ? `${step.on}T10:30:00` : null,
      is_picture: photo !== undefined,
    })
    .execute();
}

function pictureOf({ key, on, photo }: ReviewStep) {
  const random = new Random([...key].reduce((sum, sign) => sum + sign.codePointAt(0)!, 0));
  return {
    name: `现场照片${on}（虚构）.png`,
    type: 'image/png',
    bytes: Buffer.from(sitePicture(random, photo?.progress ?? 1)),
  };
}

function letterOf({ register }: ReviewStep) {
  const what = register === 'motion' ? '答复函' : register === 'review-opinion' ? '办理情况报告' : '佐证材料';
  return {
    name: `${what}（虚构示例）.txt`,
    type: 'text/plain',
    bytes: Buffer.from(`东屿区${what}（虚构示例）\n`),
  };
}
