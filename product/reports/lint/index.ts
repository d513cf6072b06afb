export { Linter, type LintInput } from './linter.ts';
export type { LintLook, LintLooks } from './bound-figures.ts';
export {
  LINT_GROUPS,
  type LintCode,
  type LintFinding,
  type LintGroup,
  type LintPlace,
  type LintSeverity,
  type LintSpot,
} from './finding.ts';
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
