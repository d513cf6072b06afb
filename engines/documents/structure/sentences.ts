import type { Section } from '../reading.ts';
import type { Block, Sentence } from './outline.ts';

const END_MARK = /[。！？!?]/;
const CLOSING = /[”’」』）)》】]/;

/** The sentences of the body; a section that begins inside a paragraph begins a sentence. */
export function readSentences(blocks: readonly Block[], sections: readonly Section[]): Sentence[] {
  const starts = new Set(sections.map((section) => section.start));
  const innermost = innermostSection(sections);
  return blocks.flatMap((block) => {
    const cuts = cutsOf(block, starts);
    return cuts.flatMap((to, i) => {
      const from = skipBlank(block.text, cuts[i - 1] ?? 0, to);
      return from < to ? [{ block, from, to, section: innermost(block.at(from)) }] : [];
    });
  });
}

function cutsOf(block: Block, starts: ReadonlySet<number>): number[] {
  const { text } = block;
  const cuts: number[] = [];
  for (let i = 0; i < text.length; i++) {
    if (i > 0 && starts.has(block.at(i)) && cuts.at(-1) !== i) cuts.push(i);
    if (!END_MARK.test(text[i]!)) continue;
    while (i + 1 < text.length && (END_MARK.test(text[i + 1]!) || CLOSING.test(text[i + 1]!))) i++;
    cuts.push(i + 1);
  }
  if (cuts.at(-1) !== text.length) cuts.push(text.length);
  return cuts;
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
