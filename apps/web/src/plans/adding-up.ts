/**
 * Numbers rounded to two places so that they add up to their rounded sum, as a printed table must: rounded down, then
 * those that lost most get it back (largest remainder).
 */
export function addingUp(values: readonly number[], places = 2): string[] {
  const unit = 10 ** places;
  const exact = values.map((value) => value * unit);
  const whole = exact.map((one) => Math.floor(one + 1e-6));
  let left = Math.round(exact.reduce((sum, one) => sum + one, 0)) - whole.reduce((sum, one) => sum + one, 0);
  const order = exact.map((one, i) => ({ i, rest: one - whole[i]! })).sort((a, b) => b.rest - a.rest);
  for (const { i } of order) if (left-- > 0) whole[i]!++;
  return whole.map((one) => (one / unit).toFixed(places));
}
