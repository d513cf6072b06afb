import type { EntityType } from '../reading.ts';
import { candidate, type Candidate } from './candidate.ts';
import type { Scan } from './scan.ts';

/** What stands right behind a closing quote and makes the quoted words a name. `whole` keeps the tail in the name. */
const TAILS: readonly { type: EntityType; tail: RegExp; whole: boolean }[] = [
  {
    type: 'event',
    tail: /^[^，。；、“”]{0,10}?(?:嘉年华|花灯展|灯会|论坛|沙龙|晚会|艺术节|文化节|美食节|大赛)/u,
    whole: true,
  },
  {
    type: 'programme',
    tail: /^(?:专项行动|专项整治行动|三年行动|攻坚行动|提升行动|行动计划|行动|攻坚战|专项整治|工程)/u,
    whole: true,
  },
  {
    type: 'programme',
    tail: /^(?:工作方案|实施方案|行动方案|工作|部署|战略|活动(?!室|中心)|主题活动|等?专项行动)/u,
    whole: false,
  },
  { type: 'brand', tail: /^(?:文旅|文化|旅游|城市|区域|特色|公共|服务|系列)*(?:品牌|IP)/u, whole: true },
];

const EVENT_END = /(?:嘉年华|论坛|沙龙|晚会|节|大赛|展|会)$/u;
const NOT_NAMES = /^(?:一|五|十|两个|四个|三个|[\d一二三四五六七八九十]+[＋+])|五$|^.{0,2}$/u;

/** “三城建设”部署, “深学争优、敢为争先、实干争效”行动, “福寿”文旅IP: quotes with a word behind them. */
export function quoted(scan: Scan): Candidate[] {
  const { text, pair } = scan;
  const found: Candidate[] = [];
  for (let open = text.indexOf('“'); open >= 0; open = text.indexOf('“', open + 1)) {
    const close = pair[open] ?? -1;
    if (close < 0 || close - open > 48) continue;
    const tail = text.slice(close + 1, close + 22).trimStart();
    const content = text.slice(open + 1, close);
    const kind = TAILS.find((rule) => rule.tail.test(tail));
    if (!kind || (kind.type === 'programme' && EVENT_END.test(content))) continue;
    if (NOT_NAMES.test(content) && kind.type !== 'brand') continue;
    const length = kind.whole ? (kind.tail.exec(tail)?.[0].length ?? 0) : 0;
    const skipped = kind.whole ? gap(text, close + 1) : 0;
    const range = kind.whole
      ? { from: edition(text, open), to: close + 1 + skipped + length }
      : { from: open + 1, to: close };
    found.push(candidate(kind.type, scan, range));
  }
  return found;
}

const CAMPAIGN = /(?:专项行动|三年行动|攻坚行动|专项整治行动|专项整治|整治行动|提升行动|攻坚战)(?!计划|方案)/gu;

/** 环境卫生综合整治行动: a campaign by its last word. */
export function campaigns(scan: Scan): Candidate[] {
  const found: Candidate[] = [];
  for (const match of scan.text.matchAll(CAMPAIGN)) {
    const from = begin(scan, match.index);
    const to = match.index + match[0].length;
    if (isMatter(scan.text, from, to)) continue;
    const name = scan.text.slice(from, match.index);
    if (name.length < 4 || name.length > 20 || !/^\p{Script=Han}/u.test(name)) continue;
    found.push(candidate('programme', scan, { from, to }));
  }
  return found;
}

/** 打赢一场水环境治理攻坚战: the verb and the article are no part of the name. */
function begin(scan: Scan, at: number): number {
  const from = scan.nameFrom[at] ?? at;
  const lead = /^(?:打[赢好响]|开展)?(?:一场)?/u.exec(scan.text.slice(from, at))?.[0].length ?? 0;
  return from + lead;
}

/** 占道经营、违规广告、乱堆乱放专项整治9次: the last of a list of matters, or a number of campaigns, names none. */
function isMatter(text: string, from: number, to: number): boolean {
  const isLast =
    text[from - 1] === '、' && !/(?:行动|整治|攻坚战|活动)[”’]?、$/u.test(text.slice(Math.max(0, from - 6), from));
  return isLast || /^\s*\d+\s*(?:余|多)?[次场轮]/u.test(text.slice(to, to + 6));
}

function gap(text: string, from: number): number {
  let to = from;
  while (/\s/u.test(text[to] ?? '。')) to++;
  return to - from;
}

/** 首届, 第三届 in front belongs to the event. */
function edition(text: string, open: number): number {
  return (
    open - (/(?:首|第[一二三四五六七八九十\d]{1,3})届$/u.exec(text.slice(Math.max(0, open - 6), open))?.[0].length ?? 0)
  );
}
