import type { Day } from '@quantu/base';
import { json, type WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { readRules } from './reviews.server.ts';
import { lightOf } from './rules/lights.ts';
import { reckon, ruleOn } from './rules/stages.ts';
import { timelinessOf } from './rules/timeliness.ts';

interface MotionFact {
  readonly id: string;
  readonly state: string;
  readonly assignedOn: Day | null;
  readonly answeredOn: Day | null;
}

/** By when suggestions and proposals are answered, and their lights; of some or of all. Writes what is different. */
export async function refreshMotions(tx: WriteDb, today: Day, ids: readonly string[] | null = null): Promise<void> {
  if (ids?.length === 0) return;
  const { rows } = await sql<MotionFact>`
    select id, state, assigned_on as "assignedOn", answered_on as "answeredOn" from motion
    where ${ids === null ? sql`true` : sql`id = any(${ids}::uuid[])`}`.execute(tx);
  const rules = await readRules(tx);
  const judged = rows.map(({ id, state, assignedOn, answeredOn }) => {
    const due = assignedOn === null ? null : reckon(assignedOn, ruleOn(rules, 'answer', null, assignedOn));
    const isAnswered = state === 'answered' || state === 'closed';
    const settled = isAnswered ? (answeredOn === null ? '已答复' : `已于 ${answeredOn} 答复`) : null;
    const watched = { settled, dueOn: due?.on ?? null, movedOn: null, blockedBecause: null };
    const lit = state === 'draft' ? { light: 'grey', because: '尚未交办' } : lightOf(watched, today);
    const timeliness = timelinessOf(due?.on ?? null, answeredOn, today);
    return { id, timeliness, due: due?.on ?? null, why: due?.because ?? null, light: lit.light, reason: lit.because };
  });
  await sql`update motion m set due_on = v.due, due_because = v.why, light = v.light, light_reason = v.reason,
      timeliness = v.timeliness
    from jsonb_to_recordset(${json(judged)}::jsonb) as v(id uuid, due date, why text, light text, reason text, timeliness text)
    where m.id = v.id and (m.due_on, m.due_because, m.light, m.light_reason, m.timeliness)
      is distinct from (v.due, v.why, v.light, v.reason, v.timeliness)`.execute(tx);
}
