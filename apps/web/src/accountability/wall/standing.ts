import type { Deadline } from '@quantu/accountability';

const MOST_UNITS = 8;

/** How the open deadlines stand. An opinion and its next step are one thing. */
export function standingOf(open: readonly Deadline[], overdueCount: number) {
  const of = (light: Deadline['light']) => open.filter((one) => one.kind !== 'step' && one.light === light).length;
  // Of very many overdue only the first are told: the count is of all.
  const told = open.filter(({ light }) => light === 'red').length;
  return {
    red: Math.max(of('red'), overdueCount > told ? overdueCount : 0),
    yellow: of('yellow'),
    opinions: new Set(open.flatMap(({ opinion }) => opinion ?? [])).size,
    extensions: open.filter(({ kind }) => kind === 'extension').length,
  };
}

export interface UnitStanding {
  readonly unit: string;
  readonly red: number;
  readonly yellow: number;
  readonly other: number;
  readonly total: number;
}

/** What each unit has open, those with most red first. */
export function unitsOf(open: readonly Deadline[]): readonly UnitStanding[] {
  const counts = new Map<string, UnitStanding>();
  for (const { unit, light, kind } of open) {
    if (unit === '' || kind === 'step') continue;
    const old = counts.get(unit) ?? { unit, red: 0, yellow: 0, other: 0, total: 0 };
    const part = light === 'red' ? 'red' : light === 'yellow' ? 'yellow' : 'other';
    counts.set(unit, { ...old, [part]: old[part] + 1, total: old.total + 1 });
  }
  return [...counts.values()].toSorted((a, b) => b.red - a.red || b.total - a.total).slice(0, MOST_UNITS);
}
