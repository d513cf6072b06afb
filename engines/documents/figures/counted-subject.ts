import { withoutGrowth } from './growth-words.ts';
import { headOf, isVerbOnly, nounBefore, nounBehind, withModifier } from './noun-phrase.ts';
import { dropLeads, dropTrails } from './word-edges.ts';
import type { Quantity } from './quantity.ts';
import type { Sides } from './sides.ts';
import { ATTRIBUTE } from './subject-words.ts';
import type { Topic } from './topic.ts';

/** What is counted. */
export function countSubject({ before, after, group }: Sides, quantity: Quantity, topic: Topic): string {
  if (group !== '') return `${group}${classThing(quantity, topic)}`;
  if (isAge(quantity)) return ageSubject(after, topic);
  const plain = withoutGrowth(before);
  const changes = plain !== before && dropLeads(dropTrails(plain)) === '' && /(?:比|较|减少|少|多|增加)/.test(before);
  const front = nounBefore(changes ? '' : before);
  const behind = nounBehind(after);
  if (behind === '口') return '人口';
  if (behind !== '') return withModifier(before, behind);
  const thing = topic.byUnit.get(quantity.unit ?? '') ?? topic.thing;
  if (front === '' && before === '' && topic.adjacent) return topic.previous;
  if (front === '' && before === '' && isSecondMeasure(quantity, topic))
    return topic.previous + (headOf(thing) || thing);
  if (front === '') return quantity.kind === 'count' ? thing || topic.last : topic.last || thing;
  return isVerbOnly(front) && thing !== '' ? front + (thing.length <= 6 ? thing : headOf(thing) || thing) : front;
}

/** 小学19所、1.71万个: a second unit counted before, of what the number in front counts. */
function isSecondMeasure({ unit }: Quantity, { byUnit, previous }: Topic): boolean {
  const thing = byUnit.get(unit ?? '');
  return thing !== undefined && previous !== '' && thing !== previous && !previous.includes(thing);
}

/** What a class by size or age is a class of. */
function classThing({ unit }: Quantity, { byUnit, thing, last }: Topic): string {
  return byUnit.get(unit ?? '') ?? (thing || last);
}

function isAge({ unit, value2, end, unitEnd }: Quantity): boolean {
  return /岁$/.test(unit ?? '') && (value2 !== null || end > unitEnd);
}

/** 60岁以上老人, 18—35岁的: the age of those who are spoken of. */
function ageSubject(after: string, { last, thing }: Topic): string {
  const behind = nounBehind(after);
  const who = behind.length > 1 ? behind : last.endsWith('平均年龄') ? last.slice(0, -4) : thing;
  return who.endsWith('年龄') ? who : `${who}年龄`;
}

function isAttribute(words: string): boolean {
  return words !== '' && words.length <= 16 && ATTRIBUTE.test(words);
}

/** What an amount or size is the amount of. */
export function measureSubject({ before, after }: Sides, quantity: Quantity, topic: Topic): string {
  const plain = withoutGrowth(before);
  const raw = dropTrails(plain.replace(/^[、，]|^其中[：:，]?/g, '')).replace(/^[共又](?![同享建])/, '');
  const front = isAttribute(raw) ? raw : nounBefore(plain);
  if (isAttribute(front))
    return topic.thing !== '' && topic.named === topic.sentence && !front.includes(topic.thing)
      ? topic.thing + (topic.thing.endsWith('项目') ? front.replace(/^项目/, '') : front)
      : front;
  if (front !== '' && !isVerbOnly(front)) return front;
  const behind = quantity.kind === 'duration' ? '' : nounBehind(after);
  if (behind !== '') return behind;
  return front === '' ? topic.last || topic.thing : topic.thing + front;
}
