import { withoutGrowth } from './growth-words.ts';
import { isVerbOnly, nounBefore, nounBehind } from './noun-phrase.ts';
import { dropLeads } from './word-edges.ts';
import type { Quantity } from './quantity.ts';
import { JOINED, type Sides } from './sides.ts';
import type { Topic } from './topic.ts';

const GAP =
  /(?:高于|低于|快于|慢于|好于|优于|滞后于?|超前于?|超过?|领先于?|领先|落后于?|高出|低|高|快|慢)([^，。；、]{2,18})$/;
const SHARE = /^(.*?)(?:约|共|仅|只|的)?占(?:到|了|据|有)?([^，。；占]{0,24})$/;
const PLAN_BASE = /(?:年度|全年|年初|(?<!公共|基金|经营|部门)预算(?!收入|支出)|计划|任务|目标|概算|工程量)/;

/** What a rate, share or growth is about. */
export function rateSubject({ before, after, group }: Sides, quantity: Quantity, topic: Topic): string {
  if (group !== '') return `${group}${(topic.thing || topic.last).replace(/(?:平均)?年龄$/, '')}占比`;
  const plain = before.replace(/^、/, '');
  if (plain === '的' && topic.previous !== '') return ofPlan(topic.last || topic.thing, topic.previous);
  const share = SHARE.exec(plain.slice(-60));
  if (share && /^比[^，]{0,6}$/.test(share[2]!)) return `${nounBefore(share[1]!) || topic.last}占比`;
  if (share) return shareSubject(share[1]!, share[2]!, topic);
  const done =
    /^[仅只]?(?:已?完成|达到?|为|实现|超额完成)((?:年度|全年|年初|预算|计划|任务|目标|总)[^，。；]{0,10}?)的?$/.exec(
      dropLeads(plain),
    ) ?? /^((?:年度|全年|年初|目标|任务)[^，。；]{0,8}?(?:计划|任务|目标|预算))的$/.exec(dropLeads(plain));
  if (done) return ofPlan(topic.thing || topic.last, done[1]!);
  if (quantity.unit === '倍' && /(?:是|为|相当于)[^，]{0,16}的$/.test(plain)) return topic.last;
  const gap = GAP.exec(plain);
  if (gap && quantity.unit === '个百分点') return gapSubject(plain, gap, topic);
  if (/^(?:以上|左右|以内)?的/.test(after) && (plain === '' || JOINED.test(plain) || /[了以]$/.test(plain)))
    return nounBehind(after);
  if ((plain === '' || JOINED.test(plain)) && nounBehind(after) !== '') return nounBehind(after);
  const bare = withoutGrowth(plain);
  const phrase = nounBefore(bare).replace(/(?:增速|增幅|降幅|涨幅)$/, '');
  if (phrase !== '' && !isVerbOnly(phrase)) return phrase;
  return (nounBehind(after.startsWith('的') ? after : '') || carried(quantity, bare === plain, topic)) ?? '';
}

/** A difference in points speaks of the last rate, a growth of the last amount. */
function carried({ unit }: Quantity, isLevel: boolean, topic: Topic): string {
  const rateFirst = unit === '个百分点' || (isLevel && unit !== '倍' && topic.rate !== '');
  return (rateFirst ? topic.rate || topic.last : topic.last || topic.rate) || topic.thing;
}

/** 超序时进度6.9个百分点: the thing and what it is measured against. */
function gapSubject(plain: string, gap: RegExpExecArray, topic: Topic): string {
  const own = nounBefore(plain.slice(0, gap.index));
  const thing =
    own !== '' && !isVerbOnly(own)
      ? own
      : gap[1]!.endsWith('进度')
        ? topic.thing || topic.last
        : topic.rate || topic.last || topic.thing;
  return thing + gap[0];
}

function shareSubject(part: string, whole: string, topic: Topic): string {
  const subject = nounBefore(part) || topic.last || topic.thing;
  const base = whole.replace(
    /(?:的?(?:比重|比例|份额|比))?(?:为|到?达到?|约|近|超过?|接近|不到|不足|仅|左右|的|高达|提高到|至)*$/,
    '',
  );
  if (PLAN_BASE.test(base)) return ofPlan(nounBefore(part) || topic.thing || topic.last, base);
  const of = base || (topic.isPart ? topic.whole : '');
  return of === '' || of === subject ? `${subject}占比` : `${subject}占${of}比重`;
}

function ofPlan(thing: string, plan: string): string {
  return `${thing}${plan.replace(/的$/, '')}完成比例`;
}
