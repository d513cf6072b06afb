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
  const isWhole = Number.isInteger(year) && Number.isInteger(month) && Number.isInteger(dayOfMonth);
  if (!isWhole || year < 1 || year > 9999 || month < 1 || month > 12) return null;
  if (dayOfMonth < 1 || dayOfMonth > daysIn(year, month)) return null;
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(dayOfMonth, 2)}` as Day;
}

const padded = (value: number, width: number): string => String(value).padStart(width, '0');

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10) as Day;
}

/** As documents print it, without leading zeros (GB/T 9704-2012, 7.3.5.4): 2024年7月10日. */
export function chineseDay(day: Day): string {
  const [year, month, dayOfMonth] = day.split('-').map(Number);
  return `${year}年${month}月${dayOfMonth}日`;
}
