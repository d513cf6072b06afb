import { chineseDay, parseDay } from '@quantu/base';

import type { OfficialDocument } from './model.ts';
import { size, typeArea } from './page.ts';

/** A day as documents print it: `2024-07-10` becomes 2024年7月10日, every other text stays. */
export function dayText(text: string): string {
  const day = parseDay(text.trim());
  return day === null ? text.trim() : chineseDay(day);
}

/** 附件说明: one name stands behind 附件：, several are numbered and stand under one another. `hang` in points. */
export function attachmentLines(names: string[]): { text: string; hang: number }[] {
  if (names.length === 1) return [{ text: `附件：${names[0]!.replace(/^1[.．、]\s*/, '')}`, hang: 3 * size.no3 }];
  return names.map((name, index) => ({
    text: `${index === 0 ? '附件：' : '　　　'}${index + 1}.${name.replace(/^\d+[.．、]\s*/, '')}`,
    hang: 3.75 * size.no3,
  }));
}

/**
 * Right indents of signature and date as for a sealed document (7.3.5.1): the date four characters from the right, each
 * issuer centred over it. Offices seal what they send, so this is the form chosen, and the space above is left for the
 * seal; a long name begins further left and never leaves the type area.
 */
export function signatureIndents(issuers: number[], date: number): { issuers: number[]; date: number } {
  const right = 4 * size.no3;
  const centre = right + date / 2;
  return {
    date: Math.min(right, Math.max(0, typeArea.width - date)),
    issuers: issuers.map((width) => Math.max(0, Math.min(centre - width / 2, typeArea.width - width))),
  };
}

/** A row of 版记: a label, text in lines that hang behind it, and on the right of the last line the day. */
export interface ColophonRow {
  label: string;
  lines: string[];
  right: string;
}

/** What 版记 says: 抄送 with a full stop at its end, then who printed and when. */
export function colophonText(colophon: OfficialDocument['colophon']): { label: string; text: string; right: string }[] {
  const names = (colophon?.copyTo ?? []).join('，').replace(/[。．.]+$/, '');
  const day = dayText(colophon?.printedOn ?? '').replace(/\s*印发$/, '');
  const printer = colophon?.printer ?? '';
  return [
    ...(names === '' ? [] : [{ label: '抄送：', text: `${names}。`, right: '' }]),
    ...(printer === '' && day === '' ? [] : [{ label: '', text: printer, right: day === '' ? '' : `${day}印发` }]),
  ];
}

/** Room for the text of a row, in points: one character free at both sides. */
export const colophonRoom = ({ label, right }: { label: string; right: string }): number =>
  typeArea.width - size.no4 * (2 + [...label].length + (right === '' ? 0 : [...right].length));
