/** A calendar day `YYYY-MM-DD`, without time or zone. Compares and sorts as text. */
export type Day = string & { readonly __day: unique symbol };

const DAY_TEXT = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The day of a text `YYYY-MM-DD`, or null when there is no such day (2023-02-29). */
export function parseDay(text: string): Day | null {
  const match = DAY_TEXT.exec(text);
  return match ? dayOf(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}

/** The day of a year, month (1–12) and day of month, or null when the calendar has none. */
export function dayOf(year: number, month: number, dayOfMonth: number): Day | null {
  if (!(year >= 1 && year <= 9999)) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, dayOfMonth);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== dayOfMonth) return null;
  return date.toISOString().slice(0, 10) as Day;
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10) as Day;
}

/** As documents print it, without leading zeros (GB/T 9704-2012, 7.3.5.4): 2024年7月10日. */
export function chineseDay(day: Day): string {
  const [year, month, dayOfMonth] = day.split('-').map(Number);
  return `${year}年${month}月${dayOfMonth}日`;
}
