import type { FigureKind } from '../reading.ts';
import { NOT_UNITS, PER, UNITS } from './units.ts';

export interface Unit {
  /** As reported: ㎡ is 平方米. */
  unit: string;
  kind: FigureKind;
  end: number;
}

interface Entry {
  unit: string;
  kind: FigureKind;
}

const TABLE = new Map<string, Entry | null>(NOT_UNITS.map((word) => [word, null]));
for (const [kind, units] of UNITS) {
  for (const entry of units.split(/\s+/)) {
    const [printed = '', unit = printed] = entry.split('=');
    if (printed !== '') TABLE.set(printed, { unit, kind });
  }
}
/** How long the longest unit or word is that begins with a character: most characters begin none. */
const LONGEST = new Map<string, number>();
for (const word of TABLE.keys()) LONGEST.set(word[0]!, Math.max(word.length, LONGEST.get(word[0]!) ?? 0));
const PER_SET = new Set(PER);
const LONGEST_PER = Math.max(...PER.map((word) => word.length));
const LETTER = /[A-Za-z0-9]/;

/** The unit that stands at `at`, with its denominator (元/平方米), or null when none or a mere word does. */
export function unitAt(text: string, at: number): Unit | null {
  const longest = LONGEST.get(text[at] ?? '') ?? 0;
  for (let length = Math.min(longest, text.length - at); length > 0; length--) {
    const entry = TABLE.get(text.slice(at, at + length));
    if (entry === undefined) continue;
    const end = at + length;
    if (entry === null || splitsWord(text, end)) return null;
    return withDenominator(text, { ...entry, end });
  }
  return null;
}

/** `m` in `mRNA` is no metre. */
function splitsWord(text: string, end: number): boolean {
  return /[A-Za-z]/.test(text[end - 1]!) && LETTER.test(text[end] ?? '');
}

function withDenominator(text: string, unit: Unit): Unit {
  const stroke = text[unit.end];
  if (stroke !== '/' && stroke !== '每' && stroke !== '／') return unit;
  const per = perAt(text, unit.end + 1);
  if (per === null || (stroke === '每' && !endsPhrase(text, unit.end + 1 + per.length))) return unit;
  const end = unit.end + 1 + per.length;
  const name = `${unit.unit}/${per}`;
  const kind =
    unit.kind === 'weight' && /^(?:升|L|l|立方米|m³|m3|千克|公斤)$/.test(per) ? 'concentration' : rateKind(unit.kind);
  return withSecondDenominator(text, { unit: name, kind, end });
}

/** 元/人/月, 吨/平方公里·月 */
function withSecondDenominator(text: string, unit: Unit): Unit {
  const joint = text[unit.end] ?? '';
  if (joint !== '/' && joint !== '·') return unit;
  const per = perAt(text, unit.end + 1);
  return per === null ? unit : { ...unit, unit: `${unit.unit}${joint}${per}`, end: unit.end + 1 + per.length };
}

function rateKind(kind: FigureKind): FigureKind {
  return kind === 'weight' || kind === 'count' ? 'capacity' : kind;
}

/** 毫克每升, but not 个每月都 … : behind 每 the phrase must end. */
function endsPhrase(text: string, at: number): boolean {
  return at >= text.length || /[，。；、：,）以左的和]/.test(text[at]!);
}

export function perAt(text: string, at: number): string | null {
  for (let length = Math.min(LONGEST_PER, text.length - at); length > 0; length--) {
    const word = text.slice(at, at + length);
    if (PER_SET.has(word)) return word;
  }
  return null;
}
