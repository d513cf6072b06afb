/** How layers are drawn by the role they play, on a screen and on paper alike. */

/** Roles whose areas bound something: an outline, so that what lies below stays readable. */
const BOUNDS = new Set([
  'district',
  'town',
  'ecological-red-line',
  'development-boundary',
  'blue-line',
  'green-line',
  'yellow-line',
  'purple-line',
  'heritage',
  'flood',
  'coast',
  'safety-zone',
  'project-site',
]);
const DASHED = new Set(['development-boundary', 'safety-zone', 'flood', 'town']);
/** Bounds of all there is: a tint would lie over everything. */
const BARE = new Set(['district', 'town']);

export const isBound = (role: string | null): boolean => role !== null && BOUNDS.has(role);
export const isDashed = (role: string | null): boolean => role !== null && DASHED.has(role);

/** How opaque the ground of an area is, 0 to 1. */
export function tintOf(role: string | null): number {
  if (!isBound(role)) return 0.85;
  return role !== null && BARE.has(role) ? 0 : 0.12;
}
