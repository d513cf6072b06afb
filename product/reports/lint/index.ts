export { Linter, type LintInput } from './linter.ts';
export type { LintLook, LintLooks } from './bound-figures.ts';
export type { LintCode, LintFinding, LintPlace, LintSeverity, LintSpot } from './finding.ts';
export {
  DEFAULT_WORDS,
  withWords,
  type Former,
  type Formula,
  type LintWords,
  type Organisation,
  type Spelling,
  type Vague,
} from './words.ts';
