export * from './reading.ts';
export { readText } from './read.ts';
export { readOutline, type Block, type Outline, type SectionRole, type Sentence } from './structure/index.ts';
export type { Inline, OfficialBlock, OfficialDocument } from './official/model.ts';
export { halfStepOf, written } from './findings/printed.ts';
export { parseMarkup, printMarkup } from './official/markup.ts';
export { officialFromReading, type FromReadingOptions } from './official/from-reading.ts';
export type { FactCurve, FactPlace, FactSheet } from './sheet/fact-sheet.ts';
export type { MapSheet } from './sheet/map-sheet.ts';
