import type { DocumentAnswer } from '@quantu/product-documents';

type Section = DocumentAnswer['data']['sections'][number];

/** The innermost section at an offset, as an office cites it: 一（二）三是 丰富消费场景. Empty outside of all. */
export function sectionWord(sections: readonly Section[], offset: number): string {
  const own = sections
    .filter(({ start, end }) => start <= offset && offset < end)
    .sort((a, b) => b.path.length - a.path.length)[0];
  return own ? `${own.path.join('')} ${own.title}` : '';
}

const ENDS = /[。！？；\n]/;
const LONGEST = 120;

/** The words of the sentence before and after a range; a long one is cut and says so. */
export function sentenceAround(text: string, start: number, end: number): { before: string; after: string } {
  const lead = text.slice(Math.max(0, start - LONGEST), start);
  const begin = lead.search(/[^。！？；\n]*$/);
  const rest = text.slice(end, end + LONGEST);
  const stop = rest.search(ENDS);
  const before = lead.slice(begin).trimStart();
  const after = stop === -1 ? rest : rest.slice(0, stop + 1).trimEnd();
  return {
    before: begin === 0 && start > LONGEST ? `…${before}` : before,
    after: stop === -1 && end + LONGEST < text.length ? `${after}…` : after,
  };
}
