import type { Section } from '../reading.ts';
import { characterSet } from './characters.ts';
import type { Block, Sentence } from './outline.ts';

const isEndMark = characterSet('。！？!?');
const isClosing = characterSet('”’」』）)》】');

/** The sentences of the body; a section that begins inside a paragraph begins a sentence. */
export function readSentences(blocks: readonly Block[], sections: readonly Section[]): Sentence[] {
  const starts = sections.map((section) => section.start);
  let next = 0;
  const innermost = innermostSection(sections);
  return blocks.flatMap((block) => {
    const first = next;
    while (next < starts.length && starts[next]! < block.end) next++;
    const cuts = cutsOf(block, starts.slice(first, next));
    return cuts.flatMap((to, i) => {
      const from = skipBlank(block.text, cuts[i - 1] ?? 0, to);
      return from < to ? [{ block, from, to, section: innermost(block.at(from)) }] : [];
    });
  });
}

function cutsOf(block: Block, starts: readonly number[]): number[] {
  const { text } = block;
  const cuts = starts.filter((start) => start > block.start).map((start) => indexIn(block, start));
  for (let i = 0; i < text.length; i++) {
    if (!isEndMark(text, i)) continue;
    while (i + 1 < text.length && (isEndMark(text, i + 1) || isClosing(text, i + 1))) i++;
    cuts.push(i + 1);
  }
  cuts.push(text.length);
  return [...new Set(cuts)].sort((a, b) => a - b);
}

/** The first index of a block's text that stands at or behind an offset of the source. */
function indexIn(block: Block, offset: number): number {
  let low = 0;
  let high = block.text.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (block.at(middle) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function skipBlank(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && /\s/.test(text[at]!)) at++;
  return at;
}

/** Finds the innermost section of rising offsets; sections come in order and nest. */
export function innermostSection(sections: readonly Section[]): (offset: number) => string | null {
  let next = 0;
  let open: Section[] = [];
  let last = -1;
  return (offset) => {
    if (offset < last) [next, open] = [0, []];
    last = offset;
    while (next < sections.length && sections[next]!.start <= offset) open.push(sections[next++]!);
    while (open.length > 0 && open.at(-1)!.end <= offset) open.pop();
    return open.at(-1)?.id ?? null;
  };
}
