import type { Day } from '@quantu/base';
import type { FigureKind } from '@quantu/documents';
import { readPeriod, type Period } from './period.ts';
import { unitParts } from './units.ts';

/** A declared figure as the matching looks at it. Names are without marks and white space. */
export interface Candidate {
  readonly register: string;
  readonly figure: string;
  readonly how: 'count' | 'sum' | 'distinct' | 'share';
  readonly names: readonly string[];
  readonly unit: string;
  /** Records stand in periods by a date of theirs. */
  readonly hasPeriod: boolean;
  /** Values by which it is also given, with what people call them. */
  readonly scopes: readonly Scope[];
}

export interface Scope {
  readonly field: string;
  readonly value: string;
  readonly label: string;
}

/** A printed figure and what stands around it. `concept` is its subject without marks and white space. */
export interface Printed {
  readonly concept: string;
  readonly unit: string;
  readonly kind: FigureKind;
  /** It tells a change (同比, 较上年), not a state. */
  readonly isChange: boolean;
  /** It stands in a promise or plan: what is to be, not what is. */
  readonly isPromise: boolean;
  readonly period: string | null;
  readonly dated: Day | null;
  /** Headings and words before it: 招商 may stand there. */
  readonly around: string;
  /** What the whole (其中) is bound to. */
  readonly whole: { readonly register: string; readonly figure: string } | null;
}

export interface Match {
  readonly register: string;
  readonly figure: string;
  readonly scope: Scope | null;
  readonly period: Period | null;
  /** 0 to 1; from `CLEAR` on, with `LEAD` before the next one, nobody has to be asked. */
  readonly confidence: number;
}

export const CLEAR = 0.9;
const LEAD = 0.08;
const WORTH_PROPOSING = 0.5;
/** Without a printed period a figure that counts by period is not clear, however well the names agree. */
const WITHOUT_PERIOD = 0.8;
const PROMISED = 0.6;
const OTHER_DIGITS = 0.45;

const NEVER: ReadonlySet<FigureKind> = new Set([
  'growth',
  'pp_diff',
  'threshold',
  'standard',
  'discount',
  'target',
  'from',
  'duration',
  'range_id',
]);
/** Counting words that change nothing about what is counted. */
const COUNTING = new Set(['个', '项', '宗', '件', '家', '处', '座', '条']);

/** The declared figures that a printed one may be, best first. */
export function matchesOf(printed: Printed, candidates: readonly Candidate[]): readonly Match[] {
  if (NEVER.has(printed.kind) || printed.isChange || printed.concept === '') return [];
  return candidates
    .flatMap((candidate) => bestOf(printed, candidate))
    .filter(({ confidence }) => confidence >= WORTH_PROPOSING)
    .toSorted((a, b) => b.confidence - a.confidence);
}

/** The match that needs nobody's eyes: clear, and well before the next one. */
export function clearMatch(matches: readonly Match[]): Match | null {
  const [first, second] = matches;
  if (!first || first.confidence < CLEAR) return null;
  return second && first.confidence - second.confidence < LEAD ? null : first;
}

function bestOf(printed: Printed, candidate: Candidate): Match[] {
  const units = unitScore(printed.unit, candidate);
  if (units === 0) return [];
  const period = candidate.hasPeriod && printed.period !== null ? readPeriod(printed.period, printed.dated) : null;
  const isWhole =
    printed.whole !== null &&
    printed.whole.register === candidate.register &&
    printed.whole.figure === candidate.figure;
  const scored = [
    {
      scope: null,
      score: Math.max(...candidate.names.map((name) => nameScore(printed.concept, name, printed.around))),
    },
    ...candidate.scopes.map((scope) => ({ scope, score: scopedScore(printed.concept, scope, candidate, isWhole) })),
  ].toSorted((a, b) => b.score - a.score);
  const best = scored[0]!;
  const limits = [
    ...(candidate.hasPeriod && period === null ? [WITHOUT_PERIOD] : []),
    ...(printed.isPromise ? [PROMISED] : []),
    ...(hasOtherDigits(printed.concept, candidate, best.scope) ? [OTHER_DIGITS] : []),
  ];
  const confidence = Math.min(best.score * units, ...limits);
  return [{ register: candidate.register, figure: candidate.figure, scope: best.scope, period, confidence }];
}

function unitScore(unit: string, { how, unit: declared }: Candidate): number {
  const { base } = unitParts(declared);
  if (base === unit) return 1;
  return how !== 'share' && COUNTING.has(unit) && COUNTING.has(base) ? 0.98 : 0;
}

/** What is said of how much there is and when, not of what: 累计签约项目个数 is 签约项目. */
const bare = (name: string): string =>
  name
    .replace(/^(?:累计|目前|现有|共有|已有|全年|年内|今年以来|共|在库)+(?=.{2})/, '')
    .replace(/(?:个数|数量|总数|总额|数额|金额|额|数)$/, '');

/** Two names: the same, one the end of the other (the missing words may stand around), or alike by pairs of letters. */
function nameScore(said: string, declared: string, around: string): number {
  const a = bare(said);
  const b = bare(declared);
  if (a === b) return 1;
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  if (short.length >= 2 && long.endsWith(short)) {
    const missing = long.slice(0, long.length - short.length);
    const isAround = long === b && around.includes(missing);
    return isAround ? 0.94 : 0.55 + 0.3 * (short.length / long.length);
  }
  return 0.85 * dice(a, b);
}

/** 道路交通项目 is 城建项目 with 道路交通 as its programme. */
function scopedScore(said: string, { label }: Scope, { names }: Candidate, isWhole: boolean): number {
  const word = label
    .normalize('NFKC')
    .replaceAll(/[\s\p{P}\p{S}]/gu, '')
    .toLowerCase();
  if (word.length < 2 || !said.includes(word)) return 0;
  const rest = bare(said.replace(word, ''));
  const ends = names.map(bare);
  if (ends.includes(rest)) return 0.97;
  const isEnd = ends.some((name) => name.endsWith(rest));
  return isEnd ? (isWhole ? 0.95 : 0.75) : 0;
}

function hasOtherDigits(said: string, { names }: Candidate, scope: Scope | null): boolean {
  const known = [...names, scope?.label ?? ''].join(' ');
  return (said.match(/\d+/g) ?? []).some((digits) => !known.includes(digits));
}

/** Sørensen–Dice over pairs of neighbouring letters. */
function dice(a: string, b: string): number {
  const pairs = (text: string): string[] =>
    Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2));
  const left = pairs(a);
  const right = pairs(b);
  if (left.length === 0 || right.length === 0) return 0;
  const open = [...right];
  let both = 0;
  for (const pair of left) {
    const at = open.indexOf(pair);
    if (at < 0) continue;
    both++;
    open.splice(at, 1);
  }
  return (2 * both) / (left.length + right.length);
}
