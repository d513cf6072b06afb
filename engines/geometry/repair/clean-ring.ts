import type { Position } from '../geometry.ts';
import { orient } from '../overlay/predicates.ts';
import type { Findings } from './findings.ts';

/** Closes a ring, drops points that repeat and ways there and straight back; null when no area can be left. */
export function cleanRing(ring: readonly Position[], findings: Findings): Position[] | null {
  const [first, last] = [ring[0], ring.at(-1)];
  if (first === undefined || last === undefined) return null;
  const isClosed = ring.length > 1 && isSame(first, last);
  if (!isClosed) findings.add('unclosed', last);
  const cleaned: Position[] = [];
  for (let i = 0; i < (isClosed ? ring.length - 1 : ring.length); i++) append(cleaned, ring[i]!, findings);
  closeUp(cleaned, findings);
  if (cleaned.length < 3) {
    findings.add('flat-ring', first);
    return null;
  }
  return [...cleaned, cleaned[0]!];
}

export const isSame = (one: Position, other: Position): boolean => one[0] === other[0] && one[1] === other[1];

function append(cleaned: Position[], position: Position, findings: Findings): void {
  for (;;) {
    const last = cleaned.at(-1);
    if (last !== undefined && isSame(last, position)) return findings.add('duplicate-points', position);
    const before = cleaned.at(-2);
    if (before === undefined || last === undefined || !isSpike(before, last, position)) break;
    findings.add('spike', last);
    cleaned.pop();
    if (isSame(before, position)) return;
  }
  cleaned.push(position);
}

/** The same where the ring's end meets its beginning. */
function closeUp(cleaned: Position[], findings: Findings): void {
  let isCut = false;
  while (cleaned.length >= 3) {
    const [first, second, last, beforeLast] = [cleaned[0]!, cleaned[1]!, cleaned.at(-1)!, cleaned.at(-2)!];
    if (isSame(first, last)) {
      // Where a spike has gone, its two ends are one point.
      if (!isCut) findings.add('duplicate-points', last);
      cleaned.pop();
      continue;
    }
    const isFirst = isSpike(last, first, second);
    if (!isFirst && !isSpike(beforeLast, last, first)) return;
    findings.add('spike', isFirst ? first : last);
    isCut = true;
    if (isFirst) cleaned.shift();
    else cleaned.pop();
  }
}

/** Does the way from `tip` run back over the way to it? */
function isSpike(from: Position, tip: Position, to: Position): boolean {
  if (orient(from[0], from[1], tip[0], tip[1], to[0], to[1]) !== 0) return false;
  return (tip[0] - from[0]) * (to[0] - tip[0]) + (tip[1] - from[1]) * (to[1] - tip[1]) < 0;
}
