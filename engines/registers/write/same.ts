import { toWkb } from '@quantu/geometry';
import type { Value } from '../records.ts';

/** Whether two stored values are one. */
export function sameValue(a: Value, b: Value): boolean {
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return a === b;
  const [left, right] = [toWkb(a), toWkb(b)];
  return left.length === right.length && left.every((byte, at) => byte === right[at]);
}
