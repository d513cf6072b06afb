export * from './text.ts';
export { officialOf } from './official.ts';
export * from './contract.ts';
export type { TextState } from './text.contract.ts';
export { reportRegisters } from './registers.ts';
export * from './lint/index.ts';
export { merge } from './diff/merge.ts';
export { blackline, type BlockLine, type HeadLine, type SectionLine } from './diff/blackline.ts';
export type { MarkedRun } from './diff/inlines.ts';
