import type { FigureLook, LintFinding } from '@quantu/reports';
import type { LightKind } from '../shell/light.tsx';

/** How a bound figure stands: against its register, and against the rest of the report. */
export type FigureStanding = 'matched' | 'drifted' | 'inconsistent' | 'unjudged' | 'provisional' | 'asking';

const SIGNED: ReadonlySet<string> = new Set(['signed', 'filed', 'published']);

/** How a report was written, and what could be better in it, is nobody's matter any more once it is signed. */
export const isSigned = ({ state }: { readonly state: string }): boolean => SIGNED.has(state);

/** Findings that say figures of the report contradict one another. */
const CONTRADICTIONS: ReadonlySet<string> = new Set([
  'inconsistent',
  'sum-mismatch',
  'share-mismatch',
  'growth-mismatch',
  'count-mismatch',
  'progress-mismatch',
  'approx-contradicts',
]);

export const contradicts = ({ code, severity }: LintFinding): boolean =>
  CONTRADICTIONS.has(code) && severity !== 'info';

export const STANDING_LIGHT: Readonly<Record<FigureStanding, LightKind>> = {
  matched: 'good',
  drifted: 'watch',
  inconsistent: 'clash',
  unjudged: 'bare',
  provisional: 'plain',
  asking: 'plain',
};

const WORDS: Readonly<Record<FigureStanding, string>> = {
  matched: '与台账一致',
  drifted: '台账已变',
  inconsistent: '自相矛盾',
  unjudged: '台账算不出',
  provisional: '阶段性数字',
  asking: '正在核对',
};

export function standingWords(standing: FigureStanding, look: FigureLook | undefined): string {
  const expected = look?.expected ?? null;
  return standing === 'drifted' && expected !== null ? `台账已变为 ${expected}` : WORDS[standing];
}

export function standingOf(look: FigureLook | undefined, isContradicted: boolean): FigureStanding {
  if (isContradicted) return 'inconsistent';
  return look?.state ?? 'asking';
}
