import { mayPass, type Register, type Value, type Viewer } from '@quantu/registers';
import { isDifferent, type PlannedRow } from '@quantu/registers/server';
import { keyOf, textKey } from './alike.server.ts';
import type { Desk } from './runs.server.ts';
import type { AlikeKey, Staged } from './staged.server.ts';

type Judging = Pick<Desk, 'register' | 'viewer'>;

/** What the comparison with the record there is, or the lack of one, says of a row. */
export function judge(desk: Judging, row: Staged, plan: PlannedRow, id: string | null): void {
  const { register } = desk;
  for (const { field, text, kind } of plan.problems) {
    if (kind === 'unknown') row.problem = '已有相同编号的记录，但您无权查看或修改';
    else if (field !== null && field in row.values) row.problems[field] ??= text;
    // A required field whose cell could not be read is told by its cell.
    else if (field === null || !(field in row.problems)) row.problem ??= text;
  }
  if (id === null) judgeUnseen(desk, row);
  if (id === null && row.alike) judgeTwice(desk, row, row.alike);
  judgeState(desk, row, plan);
  row.record = id;
  row.version = plan.before?.version ?? null;
  row.kind = id === null ? 'new' : isDifferent(plan) ? 'changed' : 'unchanged';
  for (const field of plan.changed) if (field in register.fields) row.old[field] = plan.before?.values[field] ?? null;
}

/** 12 beside a record 0012: most likely a spreadsheet took its key for a number. */
export function judgeAlike({ register }: Judging, { values, problems }: Staged, there: string): void {
  const name = textKey(register)!;
  const { label } = register.fields[name]!;
  problems[name] =
    `${label}：“${keyOf(values, name)}”与已有的“${there}”只是写法不同（前面的 0、全角或空格），同一条请写成“${there}”，确是另一条请在台账里新增`;
}

function judgeTwice({ register }: Judging, { values, problems }: Staged, { text, place }: AlikeKey): void {
  const name = textKey(register)!;
  const { label } = register.fields[name]!;
  problems[name] ??=
    `${label}：“${keyOf(values, name)}”与${place}的“${text}”只是写法不同（前面的 0、全角或空格），请核对是不是同一条`;
}

/** There is nothing yet that such a reference could be left as. */
function judgeUnseen({ register }: Judging, { unseen, problems, file }: Staged): void {
  for (const name of unseen) {
    const { label } = register.fields[name]!;
    problems[name] = `${label}：“${file.look[name]}”不是名称，新增的记录请写明${label}`;
  }
}

/** A state is changed by its steps, with their evidence, not by a cell. */
function judgeState({ register, viewer }: Judging, row: Staged, { before }: PlannedRow): void {
  const { states } = register;
  const wanted = row.values['state'];
  if (!states || typeof wanted !== 'string') return;
  const label = (state: string | null) => states.states[state ?? '']?.label ?? '';
  if (before && before.state !== wanted) {
    row.problems['state'] = `状态：现在是“${label(before.state)}”，要改为“${label(wanted)}”请在记录里办理相应步骤`;
  } else if (!before && firstState(register, row.values, viewer) === null) {
    row.problems['state'] = `状态：您不能办到“${label(wanted)}”，新增的记录请从“${label(states.initial)}”开始`;
  }
}

/**
 * The state in which a new record begins. What an office kept in Excel has long passed its first steps, so a record may
 * begin wherever steps lead that are the importer's; null where it may not, or the sheet says nothing.
 */
export function firstState(
  { states }: Register,
  { state }: Readonly<Record<string, Value>>,
  viewer: Viewer,
): string | null {
  if (!states || typeof state !== 'string' || !Object.hasOwn(states.states, state)) return null;
  const steps = Object.values(states.transitions).filter(({ by }) => mayPass(by, viewer));
  const reached = new Set([states.initial]);
  for (let before = 0; before < reached.size;) {
    before = reached.size;
    for (const { from, to } of steps) if (from.some((one) => reached.has(one))) reached.add(to);
  }
  return viewer.isProgram || reached.has(state) ? state : null;
}
