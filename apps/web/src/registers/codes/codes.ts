import type { CodeRow, CodeSetRow, CodeVersionRow } from '@quantu/product-registers';

export const codesKey = (district: string): readonly string[] => ['codes', district];

export const STANDING_WORD = { over: '已过', holds: '现行', coming: '将生效' } as const;

export const heldVersion = ({ versions }: CodeSetRow): CodeVersionRow | undefined =>
  versions.find(({ standing }) => standing === 'holds');

/** A row while it is typed: nothing of it need be right yet. */
export interface CodeDraft {
  readonly key: string;
  readonly code: string;
  readonly label: string;
  readonly parent: string;
  readonly from: string;
  readonly until: string;
  /** It stood in the version before: its code stays, so that records and new ones mean the same. */
  readonly isKnown: boolean;
}

/** A new version begins as the one that holds. */
export function draftsOf(version: CodeVersionRow | undefined): readonly CodeDraft[] {
  return (version?.codes ?? []).map(({ code, label, parent = '', from = '', until = '' }) => {
    return { key: code, code, label, parent, from, until, isKnown: true };
  });
}

export const emptyDraft = (key: string): CodeDraft => ({
  key,
  code: '',
  label: '',
  parent: '',
  from: '',
  until: '',
  isKnown: false,
});

/** What is sent; rows in which nothing was typed are left out. */
export function rowsOf(drafts: readonly CodeDraft[]): CodeRow[] {
  return drafts
    .filter(({ code, label }) => code.trim() !== '' || label.trim() !== '')
    .map(({ code, label, parent, from, until }) => ({
      code: code.trim(),
      label: label.trim(),
      ...(parent.trim() === '' ? {} : { parent: parent.trim() }),
      ...(from === '' ? {} : { from }),
      ...(until === '' ? {} : { until }),
    }));
}

/** What is wrong with the rows before they are sent, as far as a page can tell; null when nothing is. */
export function problemOf(drafts: readonly CodeDraft[]): string | null {
  const rows = rowsOf(drafts);
  if (rows.length === 0) return '请至少写一个代码';
  const half = rows.find(({ code, label }) => code === '' || label === '');
  if (half) return half.code === '' ? `“${half.label}”还没有代码` : `代码“${half.code}”还没有名称`;
  const odd = rows.find(({ code }) => !/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/.test(code));
  return odd ? `代码“${odd.code}”只能用字母、数字和 . _ -，最多 40 个` : null;
}
