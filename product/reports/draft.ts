import { chineseDay, parseDay } from '@quantu/base';
import type { Item, OpinionView, Task } from '@quantu/accountability';
import type { ReportBlock, ReportInline } from './text.ts';

/** What a section is drafted from: the items it answers, with their tasks and what was handed in on them. */
export interface DraftWish {
  readonly items: readonly Item[];
  /** It tells what comes next, not what was done. */
  readonly isNext: boolean;
  /** In China, `YYYY-MM-DD`. */
  readonly today: string;
}

const ORDINALS = '一二三四五六七八九十';

/** A section as the office writes it: 一是…二是…, a sentence a measure, each with the records it rests on. */
export function draftSection({ items, isNext, today }: DraftWish): ReportBlock[] {
  const tasks = items.flatMap((item) => item.tasks.filter(({ state }) => state !== 'cancelled'));
  if (isNext) return listed(items.flatMap((item) => nextOf(item, today)));
  if (tasks.length === 0) return items.flatMap(answerOf);
  return listed(tasks.map((task) => doneOf(task, today)));
}

type Said = readonly ReportInline[];

/** Two or more become 一是…。二是…。 in one paragraph of short ones, a paragraph each where they are long. */
function listed(said: readonly Said[]): ReportBlock[] {
  const numbered = said.map((inlines, at): Said => {
    if (said.length === 1 || at >= ORDINALS.length) return inlines;
    return [{ kind: 'text', text: `${ORDINALS[at]}是` }, ...inlines];
  });
  return numbered.map((inlines) => ({ kind: 'paragraph', inlines }));
}

/** What was done of a task: the measure, and what was handed in on it, the latest last. */
function doneOf(task: Task, today: string): Said {
  const filed = task.progress.filter(({ state }) => state === 'filed').toSorted((a, b) => (a.on < b.on ? -1 : 1));
  const cites = [task.id, ...filed.map(({ id }) => id)];
  if (filed.length === 0 && task.state !== 'verified') return [underWay(task, today)];
  const evidence = filed.slice(-3).flatMap(({ on, summary, figure }): Said => {
    const handedIn = `${task.lead}${dayWords(on)}报送的办理进展`;
    const [told, from] = apart(figure);
    const said = [
      [summary, handedIn],
      [told, from === '' ? handedIn : `${from}，${handedIn}`],
    ];
    return said.flatMap(([text = '', source = '']): Said =>
      text === '' ? [] : [{ kind: 'text', text: sentenceOf(text), cites, source }],
    );
  });
  return [{ kind: 'text', text: sentenceOf(task.measure), cites }, ...evidence];
}

/** Of what nothing was handed in, no more is said than that it goes on. */
function underWay({ id, measure, dueOn }: Task, today: string): ReportInline {
  const due = dueOn < today ? `原定${dayWords(dueOn)}完成，现于【】前完成` : `于${dayWords(dueOn)}前完成`;
  return { kind: 'text', text: `${bare(measure)}正在办理，${due}。`, cites: [id] };
}

/** `新增停车位 320 个（停车设施台账）`: the words, and where their number is from. */
function apart(figure: string): readonly [told: string, from: string] {
  const found = /^(.*\d.*?)[（(]([^（）()]*(?:台账|统计|系统|平台|报表|年报|月报)[^（）()]*)[）)][。；;]?$/u.exec(
    figure.trim(),
  );
  return found ? [found[1]!.trim(), found[2]!.trim()] : [figure, ''];
}

/** What is still to be done, with who and by when; a promise without either cannot be held to anybody. */
function nextOf(item: Item, today: string): Said[] {
  const open = item.tasks.filter(({ state }) => state !== 'cancelled' && state !== 'verified');
  if (open.length > 0) {
    return open.map(({ id, lead, measure, dueOn }) => {
      // A day that is over is no promise: a person has to set another one.
      const due = dueOn < today ? `原定${dayWords(dueOn)}完成，现于【】前` : `于${dayWords(dueOn)}前`;
      return [{ kind: 'text', text: `由${lead}负责，${due}${bare(measure)}。`, cites: [id] }];
    });
  }
  const due = item.dueOn === null ? '' : `，于${dayWords(item.dueOn)}前见成效`;
  const lead = item.lead === '' ? '' : `由${item.lead}负责，`;
  return [[{ kind: 'text', text: `${lead}对${quoted(bare(item.matter))}持续巩固${due}。`, cites: [item.id] }]];
}

/** An item that nobody took up says so by what is known of it. */
function answerOf(item: Item): ReportBlock[] {
  if (item.result === '') return [];
  return [{ kind: 'paragraph', inlines: [{ kind: 'text', text: sentenceOf(item.result), cites: [item.id] }] }];
}

/** In quotation marks; what is quoted inside takes the inner ones (GB/T 15834). */
export const quoted = (text: string): string => `“${text.replaceAll('“', '‘').replaceAll('”', '’')}”`;

/** Who handles the opinion, in one sentence that begins the part on what was done. */
export function leadInOf(items: readonly Item[]): ReportBlock[] {
  const leads = items.flatMap(({ lead, tasks }) => [lead, ...tasks.map((task) => task.lead)]);
  const units = [...new Set(leads)].filter((unit) => unit !== '');
  if (units.length === 0) return [];
  const text = `根据部门职责分工，审议意见分解至${units.join('、')}办理。`;
  return [{ kind: 'paragraph', inlines: [{ kind: 'text', text }] }];
}

const bare = (text: string): string => text.trim().replace(/[。；;，,.]+$/u, '');
const sentenceOf = (text: string): string => `${bare(text)}。`;

function dayWords(text: string): string {
  const day = parseDay(text);
  return day === null ? text : chineseDay(day);
}

/** How a report answering an opinion begins. */
export function openingOf({ title, facts }: Pick<OpinionView, 'title' | 'facts'>): ReportBlock[] {
  const fact = (label: string): string => facts.find((one) => one.label === label)?.text ?? '';
  const session = fact('会议');
  const number = fact('文号');
  const from = session === '' ? '' : `${session}提出的`;
  const text =
    `${from}《${title.replace(/^《|》$/g, '')}》${number === '' ? '' : `（${number}）`}收悉后，` +
    '区政府逐项分解任务，明确责任单位和完成时限。现将办理情况报告如下：';
  return [{ kind: 'paragraph', inlines: [{ kind: 'text', text }] }];
}

export const isNextTitle = (title: string): boolean => /下一步|下步|打算|工作计划|今后/.test(title);
