/**
 * On which side of the line a → b the point c lies, for any doubles: > 0 left, < 0 right, 0 exactly on it.
 *
 * The sign is exact (barring underflow of differences below 1e-150); the value is twice the area of the triangle, right
 * to a few parts in 1e16 where `orientPrecise` was needed and to the usual cancellation where it was not.
 * Source: the filter of J. R. Shewchuk, Adaptive Precision Floating-Point Arithmetic (1997).
 */
export function orient(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  const left = (ax - cx) * (by - cy);
  const right = (ay - cy) * (bx - cx);
  const turn = left - right;
  if (Math.abs(turn) >= FILTER * (Math.abs(left) + Math.abs(right))) return turn;
  return orientPrecise(ax, ay, bx, by, cx, cy);
}
const FILTER = 3.3306690738754716e-16;

/** As `orient`, and the value too is right to a few parts in 1e16. */
export function orientPrecise(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  const [acx, acy, bcx, bcy] = [ax - cx, ay - cy, bx - cx, by - cy];
  if (
    difference(ax, cx, acx) === 0 &&
    difference(ay, cy, acy) === 0 &&
    difference(bx, cx, bcx) === 0 &&
    difference(by, cy, bcy) === 0
  ) {
    return crossPrecise(acx, acy, bcx, bcy);
  }
  const [points, scale] = wholeNumbers([ax, ay, bx, by, cx, cy]);
  const [a, b, c, d, e, f] = points;
  return scaled((a! - e!) * (d! - f!) - (b! - f!) * (c! - e!), 2 * scale);
}

/** What `a − b` lost when it was rounded to `rounded`. */
function difference(a: number, b: number, rounded: number): number {
  const virtual = a - rounded;
  return a - (rounded + virtual) + (virtual - b);
}

/** x1·y2 − y1·x2: exact sign, value to a few parts in 1e16. */
function crossPrecise(x1: number, y1: number, x2: number, y2: number): number {
  const [p, q] = [x1 * y2, y1 * x2];
  const [pLost, qLost] = [productLost(x1, y2, p), productLost(y1, x2, q)];
  const high = p - q;
  const highLost = difference(p, q, high);
  const low = pLost - qLost;
  const lowLost = difference(pLost, qLost, low);
  const sum = high + low;
  const virtual = sum - high;
  const sumLost = high - (sum - virtual) + (low - virtual);
  return sum + (sumLost + lowLost + highLost);
}

const SPLITTER = 134_217_729;

/** What `a × b` lost when it was rounded to `product` (Dekker, Veltkamp). */
function productLost(a: number, b: number, product: number): number {
  const [aBig, bBig] = [SPLITTER * a, SPLITTER * b];
  const [aHigh, bHigh] = [aBig - (aBig - a), bBig - (bBig - b)];
  const [aLow, bLow] = [a - aHigh, b - bHigh];
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

/** Sign of the turn from direction a → b to direction c → d: > 0 counter-clockwise, 0 parallel. Exact. */
export function turn(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): number {
  const [x1, y1, x2, y2] = [bx - ax, by - ay, dx - cx, dy - cy];
  const [left, right] = [x1 * y2, y1 * x2];
  if (Math.abs(left - right) > 1e-15 * (Math.abs(left) + Math.abs(right))) return left - right;
  if (
    difference(bx, ax, x1) === 0 &&
    difference(by, ay, y1) === 0 &&
    difference(dx, cx, x2) === 0 &&
    difference(dy, cy, y2) === 0
  ) {
    return crossPrecise(x1, y1, x2, y2);
  }
  const [points, scale] = wholeNumbers([ax, ay, bx, by, cx, cy, dx, dy]);
  const [a, b, c, d, e, f, g, h] = points;
  return scaled((c! - a!) * (h! - f!) - (d! - b!) * (g! - e!), 2 * scale);
}

/** Doubles as whole multiples of one power of two: `value = whole × 2^−scale`. */
export function wholeNumbers(values: readonly number[]): [whole: bigint[], scale: number] {
  const parts = values.map(mantissaOf);
  const scale = Math.max(...parts.map(([, exponent]) => -exponent));
  return [parts.map(([mantissa, exponent]) => mantissa << BigInt(exponent + scale)), scale];
}

const bits = new DataView(new ArrayBuffer(8));

function mantissaOf(value: number): [mantissa: bigint, exponent: number] {
  if (value === 0) return [0n, 0];
  bits.setFloat64(0, value);
  const high = bits.getUint32(0);
  const biased = (high >>> 20) & 0x7ff;
  const fraction = (BigInt(high & 0xfffff) << 32n) | BigInt(bits.getUint32(4));
  const mantissa = biased === 0 ? fraction : fraction | (1n << 52n);
  return [value < 0 ? -mantissa : mantissa, (biased === 0 ? 1 : biased) - 1075];
}

/** `whole × 2^−scale` as a double, never 0 unless it is. */
function scaled(whole: bigint, scale: number): number {
  if (whole === 0n) return 0;
  const value = Number(whole) * 2 ** -scale;
  if (value !== 0 && Number.isFinite(value)) return value;
  return whole > 0n ? Number.MIN_VALUE : -Number.MIN_VALUE;
}
