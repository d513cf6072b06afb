export * from './contract.ts';
export { coverageOf } from './coverage.ts';
export { coveredItems } from './covered.ts';
export { sentencesOf, type CitedSection } from './from-text.ts';
