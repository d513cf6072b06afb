import { readText, type Reading } from '@quantu/documents';
import { chineseDay, parseDay } from '@quantu/base';

export interface OrderPaper {
  readonly issuer: string;
  readonly number: string;
  readonly level: string;
  readonly unit: string;
  readonly measure: string;
  readonly opinion: string;
  readonly because: string;
  readonly taskDueOn: string;
  readonly issuedOn: string | null;
  readonly dueOn: string | null;
  readonly minutes: string;
}

const dayText = (text: string): string => {
  const day = parseDay(text);
  return day === null ? text : chineseDay(day);
};
/** A value is one paragraph, whatever was typed. */
const line = (text: string): string => text.replaceAll(/\s*\n\s*/g, '').trim();
const ended = (text: string): string => (/[。！？]$/u.test(line(text)) ? line(text) : `${line(text)}。`);

/** 督办单 as a document of the office, to be typeset. */
export function orderText(order: OrderPaper): string {
  const kind = order.level === 'L1' ? '提醒' : '督办';
  const answer =
    order.dueOn === null
      ? '请于签发后 5 个工作日内书面答复。'
      : `请于${dayText(order.dueOn)}前书面答复办理情况，并报送佐证材料。`;
  const minutes = order.minutes === '' ? [] : ['', `三、督办会议定`, '', ended(order.minutes)];
  return [
    `${line(order.issuer)}文件`,
    '',
    line(order.number),
    '',
    `关于“${line(order.measure)}”的${kind}通知`,
    '',
    `${line(order.unit)}：`,
    '',
    `你单位主办（协办）的“${line(order.measure)}”，系《${line(order.opinion)}》的办理任务，期限为${dayText(order.taskDueOn)}。现予${kind}，有关事项通知如下：`,
    '',
    '一、督办事由',
    '',
    ended(order.because),
    '',
    '二、办理要求',
    '',
    `${answer}逾期不答复的，报请分管领导督办。`,
    ...minutes,
    '',
    line(order.issuer),
    '',
    order.issuedOn === null ? '' : dayText(order.issuedOn),
    '',
  ].join('\n');
}

export interface ListedItem {
  readonly matter: string;
  readonly opinion: string;
  readonly lead: string;
  readonly because: string;
  readonly listedOn: string;
  readonly dueOn: string | null;
  readonly state: string;
  readonly light: string;
  /** What was handed in within the month. */
  readonly progress: readonly { readonly on: string; readonly summary: string }[];
}

/** 挂牌督办月报. */
export function listingText(office: string, month: string, items: readonly ListedItem[], madeOn: string): string {
  const [year, number] = month.split('-').map(Number);
  const parts = items.flatMap(({ progress, ...item }, at) => [
    `（${ORDINALS[at] ?? at + 1}）${line(item.matter)}。`,
    '',
    `主办单位：${item.lead === '' ? '还没有' : line(item.lead)}；出自《${line(item.opinion)}》；${dayText(item.listedOn)}挂牌，理由：${ended(item.because)}${item.dueOn === null ? '' : `期限${dayText(item.dueOn)}。`}目前${item.state}，${item.light}。`,
    '',
    progress.length === 0
      ? '本月没有报送进展。'
      : `本月进展：${progress.map(({ on, summary }) => `${dayText(on)}，${line(summary)}`).join('；')}。`,
    '',
  ]);
  return [
    `关于${year}年${number}月挂牌督办事项办理情况的通报`,
    '',
    `${year}年${number}月，挂牌督办事项共${items.length}件，办理情况通报如下：`,
    '',
    '一、办理情况',
    '',
    ...(items.length === 0 ? ['本月没有挂牌督办的事项。', ''] : parts),
    line(office),
    '',
    dayText(madeOn),
    '',
  ].join('\n');
}

const ORDINALS = '一二三四五六七八九十';

/** The text of a paper as it is typeset; each number in it has an id of its own, as the print asks for. */
export function readPaper(body: string): { reading: Reading; figureIds: string[] } {
  const reading = readText(body);
  return { reading, figureIds: reading.figures.map((_, at) => String(at + 1)) };
}
