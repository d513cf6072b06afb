import type { DocumentAnswer } from '@quantu/product-documents';
import type { Block } from './blocks.ts';

type Section = DocumentAnswer['data']['sections'][number];

/** The innermost section at an offset, as an office cites it: 一（二）三是 丰富消费场景. Empty outside of all. */
export function sectionWord(sections: readonly Section[], offset: number): string {
  const own = sections
    .filter(({ start, end }) => start <= offset && offset < end)
    .sort((a, b) => b.path.length - a.path.length)[0];
  return own ? `${own.path.join('')} ${own.title}` : '';
}

const LONGEST = 120;

/** The words of the sentence before and after a range, across hard line ends; a long one is cut and says so. */
export function sentenceAround(text: string, { pieces }: Pick<Block, 'pieces'>, start: number, end: number) {
  const lead = pieces.map(([from, to]) => text.slice(from, Math.max(from, Math.min(to, start)))).join('');
  const rest = pieces.map(([from, to]) => text.slice(Math.min(to, Math.max(from, end)), to)).join('');
  const before = /[^。！？；]*$/.exec(lead)?.[0] ?? '';
  const after = /^[^。！？；]*[。！？；]?/.exec(rest)?.[0] ?? '';
  return {
    before: before.length > LONGEST ? `…${before.slice(-LONGEST)}` : before,
    after: after.length > LONGEST ? `${after.slice(0, LONGEST)}…` : after,
  };
}
