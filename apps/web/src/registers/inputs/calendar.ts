import { addDays, dayOf, type Day } from '@quantu/base';

/** The six weeks around a month, Monday first. */
export function weeksOf(year: number, month: number): readonly (readonly Day[])[] {
  const first = dayOf(year, month, 1);
  if (first === null) return [];
  const weekday = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7;
  const start = addDays(first, -weekday);
  return Array.from({ length: 6 }, (_, week) => Array.from({ length: 7 }, (_, day) => addDays(start, week * 7 + day)));
}

/** The month before or after. */
export function moveMonth(year: number, month: number, by: number): { year: number; month: number } {
  const at = year * 12 + (month - 1) + by;
  return { year: Math.floor(at / 12), month: (((at % 12) + 12) % 12) + 1 };
}

/** Where the arrow keys lead in a calendar. */
export function moveDay(day: Day, key: string): Day | null {
  const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  const step = steps[key];
  if (step !== undefined) return addDays(day, step);
  if (key !== 'PageUp' && key !== 'PageDown') return null;
  const { year, month } = moveMonth(Number(day.slice(0, 4)), Number(day.slice(5, 7)), key === 'PageUp' ? -1 : 1);
  for (let date = Number(day.slice(8)); date > 0; date--) {
    const moved = dayOf(year, month, date);
    if (moved !== null) return moved;
  }
  return null;
}
