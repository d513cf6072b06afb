import { purposeLabel, type PairRule } from '@quantu/plans';

/** Whose boundary would have to move; `person`: nobody's by the rule. */
export const YIELDING = { a: '甲让', b: '乙让', earlier: '先批准的一方让', person: '由人确定' } as const;
export const YIELDING_OPTIONS = (Object.keys(YIELDING) as (keyof typeof YIELDING)[]).map((value) => ({
  value,
  label: YIELDING[value],
}));

/** What one side of a rule says of a place. */
export function sideText({ purposes, isAbsent, isSensitive }: PairRule['a']): string {
  if (isAbsent === true) return '不在范围内';
  if (isSensitive === true) return '居住、学校、医院';
  return purposes === null ? '在范围内' : purposes.map(purposeLabel).join('、');
}
