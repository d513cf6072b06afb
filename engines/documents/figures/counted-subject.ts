import { withoutGrowth } from './growth-words.ts';
import { dropLeads, dropTrails, headOf, isVerbOnly, nounBefore, nounBehind, withModifier } from './noun-phrase.ts';
import type { Quantity } from './quantity.ts';
import type { Sides } from './sides.ts';
import { ATTRIBUTE } from './subject-words.ts';
import type { Topic } from './topic.ts';

/** What is counted. */
export function countSubject({ before, after }: Sides, quantity: Quantity, topic: Topic): string {
  const plain = withoutGrowth(before);
  const changes = plain !== before && dropLeads(dropTrails(plain)) === '' && /(?:比|较|减少|少|多|增加)/.test(before);
  const front = nounBefore(changes ? '' : before);
  const behind = nounBehind(after);
  if (behind !== '') return withModifier(before, behind);
  const thing = topic.byUnit.get(quantity.unit ?? '') ?? topic.thing;
  if (front === '') return thing || topic.last;
  return isVerbOnly(front) && thing !== '' ? front + (thing.length <= 6 ? thing : headOf(thing) || thing) : front;
}

function isAttribute(words: string): boolean {
  return words !== '' && words.length <= 16 && ATTRIBUTE.test(words);
}

/** What an amount or size is the amount of. */
export function measureSubject({ before, after }: Sides, quantity: Quantity, topic: Topic): string {
  const plain = withoutGrowth(before);
  const raw = dropTrails(plain.replace(/^[、，]|^其中[：:，]?/g, ''));
  const front = isAttribute(raw) ? raw : nounBefore(plain);
  if (isAttribute(front))
    return topic.thing !== '' && topic.named === topic.sentence && !front.includes(topic.thing)
      ? topic.thing + front
      : front;
  if (front !== '' && !isVerbOnly(front)) return front;
  const behind = quantity.kind === 'duration' ? '' : nounBehind(after);
  if (behind !== '') return behind;
  return front === '' ? topic.last || topic.thing : topic.thing + front;
}
