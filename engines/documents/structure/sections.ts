import type { Section } from '../reading.ts';
import { tidy } from './characters.ts';
import { readHeadings, SPOKEN, type Heading } from './headings.ts';
import { NESTING } from './markers.ts';
import type { Block } from './outline.ts';

interface Open {
  heading: Heading;
  section: Section;
  children: number;
}

const LONGEST_TITLE = 60;

/** The sections of the body, in order of their start, each id saying its place among its siblings. */
export function readSections(blocks: readonly Block[], bodyEnd: number): Section[] {
  const headings = readHeadings(blocks);
  const sections: Section[] = [];
  const stack: Open[] = [];
  const firstTop = firstOfTopStyle(headings);
  let top = 0;
  for (const [i, heading] of headings.entries()) {
    const start = heading.block.at(heading.index);
    closeInline(stack, heading, blocks);
    while (stack.length > 0 && !nestsIn(heading, stack)) stack.pop()!.section.end = start;
    const parent = stack.at(-1);
    if (i === firstTop) top = 0;
    const position = parent ? ++parent.children : ++top;
    const around = parent?.section.id ?? (i < firstTop ? 's0' : null);
    const section: Section = {
      id: around === null ? `s${position}` : `${around}.${position}`,
      path: [...(parent?.section.path ?? []), heading.label],
      start,
      end: bodyEnd,
      title: titleOf(heading, headings[i + 1]),
    };
    sections.push(section);
    stack.push({ heading, section, children: 0 });
  }
  if (stack.length > 0) closeInline(stack, null, blocks);
  return sections;
}

/** Where 一、 (or what is outermost here) begins; deeper markers before it stand in the preface, under s0. */
function firstOfTopStyle(headings: readonly Heading[]): number {
  const ranks = headings.map(({ style }) => NESTING.indexOf(style));
  return ranks.indexOf(ranks.reduce((least, rank) => Math.min(least, rank), NESTING.length));
}

/** Does the heading stand below what is open? A style that is already open closes down to it. */
function nestsIn(heading: Heading, stack: readonly Open[]): boolean {
  if (stack.some((open) => open.heading.style === heading.style)) return false;
  return NESTING.indexOf(stack.at(-1)!.heading.style) < NESTING.indexOf(heading.style);
}

/** A list spoken inside one paragraph, and a dash item that is a whole paragraph, end with their paragraph. */
function closeInline(stack: Open[], next: Heading | null, blocks: readonly Block[]): void {
  for (let open = stack.at(-1); open !== undefined; open = stack.at(-1)) {
    const { heading, section } = open;
    const endsWithBlock = SPOKEN.has(heading.style) ? !heading.leads : heading.style === '——' && hasBody(heading);
    if (!endsWithBlock || (next !== null && (next.at === heading.at || next.at === heading.at + 1))) return;
    if (next === null && heading.at === blocks.length - 1) return;
    section.end = Math.min(section.end, heading.block.end);
    stack.pop();
  }
}

function hasBody({ block, index, length }: Heading): boolean {
  const end = block.text.slice(index + length).search(/[。；]/);
  return end >= 0 && index + length + end < block.text.length - 1;
}

/** Up to the end of the first sentence or line; of a very long first sentence only its first clause. */
function titleOf(heading: Heading, next: Heading | undefined): string {
  const from = heading.index + heading.length;
  const limit = next?.block === heading.block ? next.index : heading.block.text.length;
  const rest = untilMark(
    heading.block.text.slice(from, Math.min(limit, from + 400)),
    heading.leads ? LINE_END_LEFT : /(?<=[\u4e00-\u9fa5]{4})\s/,
  );
  const sentence = untilMark(rest, /[。；！？;]/);
  if (sentence.length <= LONGEST_TITLE) return tidy(sentence.replace(/[：:，,、]\s*$/, ''));
  const clause = untilMark(sentence, /[，：:,]/);
  return tidy(clause.slice(0, LONGEST_TITLE));
}

/** Blanks where a line end was, in a copy on one line. */
const LINE_END_LEFT = /(?<=[\u4e00-\u9fa5]{4})\s{2,}(?=\S)/;

function untilMark(text: string, mark: RegExp): string {
  const end = text.search(mark);
  return end < 0 ? text : text.slice(0, end);
}
