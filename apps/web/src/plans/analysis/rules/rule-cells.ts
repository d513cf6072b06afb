import { PURPOSES, type PairRule, type Purpose } from '@quantu/plans';

/** Uses that a rule can be about, in the order of every table. */
export const USES = (Object.keys(PURPOSES) as Purpose[]).filter((purpose) => purpose !== 'not-covered');

/** Whether two uses of a place are a conflict by a rule; `b` null where the other side says no use. */
export function isConflict({ a, b, except = [], isDifferent = false }: PairRule, useA: Purpose, useB: Purpose | null) {
  if (a.purposes !== null && !a.purposes.includes(useA)) return false;
  if (useB === null) return true;
  if (b.purposes !== null && !b.purposes.includes(useB)) return false;
  return !(isDifferent && useA === useB) && !except.some(([p, q]) => p === useA && q === useB);
}

/** The rule with one cell of its matrix the other way; the same rule when nothing would be left of it. */
export function withCell(rule: PairRule, useA: Purpose, useB: Purpose | null): PairRule {
  if (useB === null) return withUse(rule, useA);
  const isOn = !isConflict(rule, useA, useB);
  const isHere = (a: Purpose, b: Purpose): boolean =>
    (a === useA && b === useB) || (rule.isDifferent === true && a === useB && b === useA);
  const cells = USES.flatMap((a) => USES.flatMap((b) => ((isHere(a, b) ? isOn : isConflict(rule, a, b)) ? [[a, b] as [Purpose, Purpose]] : []))); // prettier-ignore
  if (cells.length === 0) return rule;
  const [of, by] = [USES.filter((a) => cells.some(([one]) => one === a)), USES.filter((b) => cells.some(([, one]) => one === b))]; // prettier-ignore
  const isCell = (a: Purpose, b: Purpose): boolean => cells.some(([p, q]) => p === a && q === b);
  const except = of.flatMap((a) =>
    by.flatMap((b) => (isCell(a, b) || (rule.isDifferent === true && a === b) ? [] : [[a, b] as [Purpose, Purpose]])),
  );
  return { ...rule, a: { ...rule.a, purposes: of }, b: { ...rule.b, purposes: by }, except };
}

function withUse(rule: PairRule, use: Purpose): PairRule {
  const uses = USES.filter((one) => isConflict(rule, one, null) !== (one === use));
  return uses.length === 0 ? rule : { ...rule, a: { ...rule.a, purposes: uses } };
}
