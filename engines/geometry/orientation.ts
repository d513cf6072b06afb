/**
 * On which side of the line a → b the point c lies, exactly.
 *
 * Coordinates are integers below 2⁵² (degrees × 1e9). @returns 1 left, −1 right, 0 on the line.
 * Differences are exact in a double; where the difference of the two products is smaller than their rounding could be,
 * it is computed again in whole numbers.
 */
export function orientation(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): -1 | 0 | 1 {
  const left = (bx - ax) * (cy - ay);
  const right = (by - ay) * (cx - ax);
  const turn = left - right;
  if (Math.abs(turn) > (Math.abs(left) + Math.abs(right)) * 4e-16) return turn > 0 ? 1 : -1;
  const exact = BigInt(bx - ax) * BigInt(cy - ay) - BigInt(by - ay) * BigInt(cx - ax);
  if (exact === 0n) return 0;
  return exact > 0n ? 1 : -1;
}
