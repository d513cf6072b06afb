import { dropLeads, dropTrails } from './word-edges.ts';

/** What an item of a list may share from the end of the last one: 教育、卫生支出分别… speaks of 教育支出. */
const SHARED_TAIL =
  /(?:(?:居民)?人均可支配收入|增加值|总产值|总额|总量|支出|收入|投资|贷款余额|贷款|存款余额|余额|项目|工程|企业|资金|浓度|占比|比例|比重|率|数量|面积|产量|费用|标准|指数|户数|人数|件)(?:分别)?$/;

/** The items in front of 分别, as many as there are numbers; null when they do not come out even. */
export function sharedItems(before: string, count: number): string[] | null {
  const at = Math.max(before.lastIndexOf('分别'), before.lastIndexOf('依次'));
  const phrase = dropTrails(
    dropLeads(
      (at < 0 ? before : before.slice(0, at)).replace(/(?:[两三四五六七八九十\d]+[项者类个]|等)(?:指标)?$/, ''),
    ),
  );
  if (phrase === '' || (at < 0 && !phrase.includes('、') && !/[和与]/.test(phrase))) return null;
  const items = divide(phrase, count, at >= 0);
  return items && complete(items);
}

/** First by 、 with one 和 before the last item, then by every joining word. */
function divide(phrase: string, count: number, announced: boolean): string[] | null {
  const byMark = phrase.split('、').filter((item) => item !== '');
  if (byMark.length === count) return byMark;
  const last = byMark.at(-1) ?? '';
  const joined = last.split(/以及|和|与|及/).filter((item) => item !== '');
  const oneMore = [...byMark.slice(0, -1), ...(joined.length === 2 ? joined : [last])];
  if (oneMore.length === count) return oneMore;
  const all = phrase.split(/、|以及|和|与|及/).filter((item) => item !== '');
  if (all.length === count) return all;
  return byMark.length > count && announced ? byMark.slice(-count) : null;
}

function complete(items: readonly string[]): string[] {
  const last = items.at(-1)!;
  const tail = longerTail(items, SHARED_TAIL.exec(last)?.[0].replace(/分别$/, '') ?? '');
  const opening = commonOpening(items[0]!);
  return items.map((item, i) => {
    const named = dropLeads(item);
    if (item.length === 1 && last.length > 3) return item + last.slice(1);
    const whole = tail === '' || SHARED_TAIL.test(named) ? named : named + tail;
    return i > 0 && opening !== '' && whole.length <= 4 ? opening + whole : whole;
  });
}

/** 茶叶、油茶、柑橘种植面积: short names of one length share all that stands behind the last of them. */
function longerTail(items: readonly string[], tail: string): string {
  const last = items.at(-1)!;
  const length = items.at(-2)?.length ?? 0;
  const rest = last.slice(length);
  const isShort = items.slice(0, -1).every((item) => item.length >= 2 && item.length <= 4 && !SHARED_TAIL.test(item));
  return tail !== '' && isShort && rest.length > tail.length && rest.endsWith(tail) ? rest : tail;
}

/** 全省一般公共预算收入和支出: the second item leans on the first one's opening. */
function commonOpening(first: string): string {
  const match = /^(.{2,14}?)(?:收入|支出)$/.exec(first);
  return match?.[1] ?? '';
}
