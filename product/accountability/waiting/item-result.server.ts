import { where, type RecordView } from '@quantu/registers';
import { codeBook } from '@quantu/registers/server';
import { all, allOf, dayOf, text, type Look } from '../look.server.ts';
import { byMarker } from '../ordinal.ts';

interface Proposal {
  readonly value: string;
  readonly label: string;
  readonly because: string;
}

const MOST_CHARACTERS = 3900;

/** What came of an item, said by what came of its tasks; nothing where nothing was reported on them. */
export async function itemResult(look: Look, item: string): Promise<Record<string, Proposal>> {
  const tasks = (await all(look, 'review-task', [where('item', 'is', item), where('state', 'is-not', 'cancelled')]))
    .filter(({ state }) => state !== 'draft')
    .toSorted((a, b) => byMarker(text(a, 'number'), text(b, 'number')));
  const progress = await allOf(look, 'review-progress', 'task', tasks);
  const told = tasks.flatMap((task) => {
    const said = saidOf(task, progress);
    return said === '' ? [] : [`${bare(text(task, 'measure'))}：${bare(said)}`];
  });
  if (told.length === 0) return {};
  const because = `由 ${told.length} 项任务的办理结果拟出，请核对后修改`;
  return { resultText: { value: joined(told), label: '', because }, ...(await kindOf(look, tasks)) };
}

/** What its unit reported at the end, else what it handed in last. */
function saidOf(task: RecordView, progress: readonly RecordView[]): string {
  const result = text(task, 'result');
  if (result !== '') return result;
  const filed = progress.filter(({ state, values }) => state === 'filed' && values['task'] === task.id);
  return text(filed.toSorted((a, b) => (text(a, 'on') < text(b, 'on') ? -1 : 1)).at(-1) ?? task, 'summary');
}

const bare = (said: string): string => said.trim().replace(/[。；;，,.]+$/u, '');

function joined(told: readonly string[]): string {
  let length = 0;
  const fitting = told.filter((one) => (length += one.length + 1) <= MOST_CHARACTERS);
  return `${fitting.join('；')}${fitting.length < told.length ? `；等 ${told.length} 项` : ''}。`;
}

/** Verified within one year, or over its end. */
async function kindOf({ db, books, today }: Look, tasks: readonly RecordView[]): Promise<Record<string, Proposal>> {
  const years = tasks.map((task) => [dayOf(task, 'assignedOn')?.slice(0, 4), dayOf(task, 'verifiedOn')?.slice(0, 4)]);
  if (years.some(([from, until]) => from === undefined || until === undefined)) return {};
  const last = years
    .map(([, until]) => until!)
    .toSorted()
    .at(-1)!;
  const first = years.map(([from]) => from!).toSorted()[0]!;
  const [value, because] =
    first === last
      ? ['this-year', `各项任务 ${last} 年内分派并核实`]
      : ['later-year', `任务 ${first} 年分派，${last} 年核实`];
  const codes = await codeBook(db, books, today);
  if (!codes.isOpen('review-result', value)) return {};
  return { result: { value, label: codes.labelOf('review-result', value), because } };
}
