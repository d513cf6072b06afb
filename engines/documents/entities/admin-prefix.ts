import { ADMIN_NAMES } from './admin-names.ts';
import type { Scan } from './scan.ts';

const LEVELS: readonly [ending: string, level: string][] = [
  ['国家', '国'],
  ['中央', '国'],
  ['全国', '国'],
  ['自治区', '省'],
  ['省', '省'],
  ['街道', '镇'],
  ['自治州', '市'],
  ['州', '市'],
  ['市', '市'],
  ['区', '区'],
  ['县', '区'],
  ['旗', '区'],
  ['镇', '镇'],
  ['乡', '镇'],
];

export interface AdminPrefix {
  from: number;
  /** 国 省 市 区 镇; empty when the name stands without one. */
  level: string;
}

/**
 * The administrative part in front of an office's name that ends at `to`: 泉州市泉港区|人民政府, 区|发改局,
 * 国家|发展改革委. It never reaches left of `from`.
 */
export function adminPrefix(scan: Scan, from: number, to: number): AdminPrefix {
  const { text } = scan;
  const level = levelBefore(text, from, to);
  if (!level) return { from: to, level: '' };
  const start = chainStart(scan, from, to);
  if (start < to) return { from: start, level: level.level };
  const stem = level.from - from;
  const isTown = level.level === '镇' && stem >= 2 && stem <= 4;
  return { from: isTown ? from : level.from, level: level.level };
}

function levelBefore(text: string, from: number, to: number): { level: string; from: number } | null {
  for (const [ending, level] of LEVELS) {
    const start = to - ending.length;
    if (start >= from && text.startsWith(ending, start)) return { level, from: start };
  }
  return null;
}

/** Full names of provinces, cities and counties in a row, longest first. */
function chainStart(scan: Scan, from: number, to: number): number {
  for (let length = Math.min(11, to - from); length >= 3; length--) {
    const start = to - length;
    const name = ADMIN_NAMES.longestAt(scan.text, start) ?? scan.places.longestAt(scan.text, start);
    if (name?.end === to) return chainStart(scan, from, start);
  }
  return to;
}
