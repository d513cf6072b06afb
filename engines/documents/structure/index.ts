export { characterSet, isBlankAt, tidy } from './characters.ts';
export { sourceSpan } from './blocks.ts';
export { markerAt } from './markers.ts';
export { chineseDigit, chineseInteger, isChineseNumeral } from './numerals.ts';
export type { Block, Outline, SectionRole, Sentence } from './outline.ts';
export { quoteAround } from './quotes.ts';
export { readOutline } from './read-outline.ts';
export { innermostSection } from './sentences.ts';
