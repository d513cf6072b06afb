import { Select } from 'antd';
import { monthAfter, monthWord } from './words.ts';

interface Props {
  month: string;
  /** Months there is something for, latest first; the one shown is offered in any case. */
  months: readonly string[];
  onChange: (month: string) => void;
}

export function MonthSelect({ month, months, onChange }: Props) {
  const offered = [...new Set([...months, month])].sort().reverse();
  return (
    <Select
      aria-label="月份"
      className="month-select"
      popupMatchSelectWidth={false}
      value={month}
      options={offered.map((value) => ({ value, label: monthWord(value) }))}
      onChange={onChange}
    />
  );
}

/** The months of this year and the year before, up to a month. */
export function monthsUpTo(latest: string): string[] {
  const first = `${Number(latest.slice(0, 4)) - 1}-01`;
  const months: string[] = [];
  for (let month = latest; month >= first; month = monthAfter(month, -1)) months.push(month);
  return months;
}
