import { characterSet, quoteAround } from '../structure/index.ts';
import { dateAt, timeWordAt, type DateSpan } from './dates.ts';
import type { Folded } from './folded.ts';
import { NOT_FIGURES, type Sight } from './not-figures.ts';
import { endOfRun, startsNumber } from './numbers.ts';
import { quantityAt, type Quantity } from './quantity.ts';

/** What one pass over a paragraph finds, in order. Linear: every look is at a bounded number of characters. */
export interface Scan {
  quantities: Quantity[];
  dates: DateSpan[];
  /** How many places were looked at: never more than the characters there are. */
  steps: number;
}

/** `masked` tells where a list marker stands: its number is none. */
export function scan({ text }: Folded, masked: (at: number) => number): Scan {
  const found: Scan = { quantities: [], dates: [], steps: 0 };
  const quoteOf = quoteAround(text);
  let at = 0;
  while (at < text.length) {
    found.steps++;
    at = step(text, at, masked, quoteOf, found);
  }
  return found;
}

/** A number or a word of time begins with one of these. */
const mayMatter = characterSet(/[0-9〇○零一二三四五六七八九两兩OＯ十百千万亿今去上前明本年全当下同目截近“"]/);

function step(
  text: string,
  at: number,
  masked: (at: number) => number,
  quoteOf: (index: number) => [number, number] | null,
  found: Scan,
): number {
  const behindMarker = masked(at);
  if (behindMarker > at) return behindMarker;
  if (!mayMatter(text, at)) return at + 1;
  const word = timeWordAt(text, at);
  if (word) {
    found.dates.push(word);
    return word.end;
  }
  if (!startsNumber(text[at]!)) return at + 1;
  const date = /[\dA-Za-z.]/.test(text[at - 1] ?? '') && text[at - 1] !== '.' ? null : dateAt(text, at);
  if (date) {
    found.dates.push(date);
    return date.end;
  }
  const quantity = quantityAt(text, at);
  if (quantity === null) return endOfRun(text, at);
  if (refused(text, quantity, quoteOf)) return Math.max(quantity.numberEnd, endOfRun(text, at));
  found.quantities.push(quantity);
  return quantity.end;
}

function refused(text: string, quantity: Quantity, quoteOf: (index: number) => [number, number] | null): boolean {
  const sight: Sight = {
    text,
    quantity,
    before: text.slice(Math.max(0, quantity.lead - 12), quantity.lead),
    after: text.slice(quantity.unitEnd, quantity.unitEnd + 14),
    quote: quoteOf(quantity.from),
  };
  return NOT_FIGURES.some((rule) => rule.is(sight));
}
