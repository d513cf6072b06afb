import type { Block, Sentence } from '../structure/outline.ts';

/** A piece of a sentence between commas at the top level: quotes and brackets are never cut. */
export interface Clause {
  block: Block;
  from: number;
  to: number;
  text: string;
}

const OPENERS = '“‘《（(【「';
const CLOSERS = '”’》）)】」';
const ENDS = new Set<string>('，；。！？,;!?：');
const DEEPEST = 6;

export function clausesOf(sentence: Sentence): Clause[] {
  const { block } = sentence;
  const clauses: Clause[] = [];
  let depth = 0;
  let from = sentence.from;
  for (let index = sentence.from; index < sentence.to; index++) {
    const unit = block.text[index] ?? '';
    if (OPENERS.includes(unit)) depth = Math.min(DEEPEST, depth + 1);
    else if (CLOSERS.includes(unit)) depth = Math.max(0, depth - 1);
    else if (ENDS.has(unit) && (depth === 0 || '。；'.includes(unit))) {
      clauses.push(...trimmed(block, from, index));
      from = index + 1;
      if (depth > 0) depth = 0;
    }
  }
  return [...clauses, ...trimmed(block, from, sentence.to)];
}

function trimmed(block: Block, from: number, to: number): Clause[] {
  let start = from;
  let end = to;
  while (start < end && /[\s。；]/u.test(block.text[start] ?? 'x')) start++;
  while (end > start && /\s/u.test(block.text[end - 1] ?? 'x')) end--;
  return end > start ? [{ block, from: start, to: end, text: block.text.slice(start, end) }] : [];
}
