import type { ReportHead } from '../text.ts';

/** Where a text stands that a finding speaks of; `start` and `end` count in the plain text of that spot. */
export type LintPlace = LintSpot & { readonly start: number; readonly end: number };

export type LintSpot =
  /** An element around the text; `index` counts the lines of those that have several. */
  | { readonly in: 'head'; readonly field: keyof ReportHead; readonly index: number }
  /** The title of a section, without its number. */
  | { readonly in: 'title'; readonly section: string }
  /** A heading or a paragraph. */
  | { readonly in: 'block'; readonly section: string; readonly block: number }
  /** A cell of a table; row -1 is its head. */
  | {
      readonly in: 'cell';
      readonly section: string;
      readonly block: number;
      readonly row: number;
      readonly column: number;
    }
  | { readonly in: 'caption'; readonly section: string; readonly block: number };

/** `error`: it cannot stay as it is; `warn`: a person must look; `info`: worth knowing. */
export type LintSeverity = 'error' | 'warn' | 'info';

export interface LintFinding {
  readonly code: LintCode;
  readonly severity: LintSeverity;
  /** One Chinese sentence with its arithmetic or its rule. */
  readonly text: string;
  /** The clause that says so; null where it is the office's own wish or plain arithmetic. */
  readonly source: string | null;
  /** The first is where it is to be mended; the others are what it contradicts. Never empty. */
  readonly places: readonly LintPlace[];
  /** What may stand at the first place instead, for a person to accept. */
  readonly fix: string | null;
}

/** What can be found, in the groups in which a screen shows it. */
export const LINT_GROUPS = {
  register: {
    label: '数字与台账',
    codes: ['drifted', 'unjudged', 'provisional', 'approx-contradicts', 'unsupported', 'unit-twice'],
  },
  arithmetic: {
    label: '核算',
    codes: [
      'inconsistent',
      'sum-mismatch',
      'share-mismatch',
      'growth-mismatch',
      'count-mismatch',
      'progress-mismatch',
      'loose-number',
    ],
  },
  promises: { label: '承诺', codes: ['vague-promise', 'promise-incomplete', 'request-in-report'] },
  names: { label: '名称与用语', codes: ['former-name', 'misspelt', 'formula', 'unknown-name', 'name-variant'] },
  numerals: {
    label: '数字和日期写法',
    codes: [
      'number-mixed',
      'number-approx',
      'number-range',
      'number-zero',
      'number-grouping',
      'number-large',
      'date-form',
      'date-impossible',
      'unit-variant',
    ],
  },
  marks: {
    label: '标点',
    codes: ['half-width', 'unbalanced', 'quotes-nested', 'doubled-mark', 'mark-between', 'no-end-mark'],
  },
  format: {
    label: '格式',
    codes: [
      'document-number',
      'title-marks',
      'heading-marks',
      'level-jump',
      'one-item',
      'ordinal-order',
      'empty-section',
      'typed-marker',
      'head-number',
      'head-signer',
      'head-addressee',
      'head-note',
      'head-day',
      'head-attachment',
      'head-printed',
    ],
  },
  slips: { label: '疏漏', codes: ['placeholder', 'doubled-word', 'blank'] },
} as const;
export type LintGroup = keyof typeof LINT_GROUPS;
export type LintCode = (typeof LINT_GROUPS)[LintGroup]['codes'][number];

/** A finding in one passage, before its place is known: offsets count in the passage's text. */
export interface Slip {
  readonly code: LintCode;
  readonly severity: LintSeverity;
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly source?: string;
  readonly fix?: string;
}
