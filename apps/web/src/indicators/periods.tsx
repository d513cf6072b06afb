import { Select } from 'antd';
import { parsePeriod, periodText, periodWords } from '@quantu/figures';
import { todayInChina } from '../shell/as-of.ts';

/** The periods people ask for, of this year and the two before: 全年, halves, quarters, cumulative to the month. */
function usualPeriods(today: string): { value: string; label: string }[] {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7));
  const of = (one: number): string[] => [
    String(one),
    ...(one === year && month > 1 ? [periodText({ year, from: 1, to: month - 1 })] : []),
    `${one}-H1`,
    `${one}-H2`,
    ...[1, 2, 3, 4].map((quarter) => `${one}-Q${quarter}`),
  ];
  const texts = [...new Set([year, year - 1, year - 2].flatMap(of))];
  return texts.map((value) => ({ value, label: periodWords(parsePeriod(value)!) }));
}

interface Props {
  value: string | null;
  onChange: (period: string) => void;
}

export function PeriodSelect({ value, onChange }: Props) {
  const options = usualPeriods(todayInChina());
  const own = value === null ? null : parsePeriod(value);
  const isOther = own !== null && !options.some((option) => option.value === value);
  return (
    <Select
      allowClear
      aria-label="期间"
      placeholder="不限期间"
      className="choice"
      popupMatchSelectWidth={false}
      value={own && value}
      options={isOther ? [{ value: value!, label: periodWords(own) }, ...options] : options}
      onChange={(chosen: string | null | undefined) => onChange(chosen ?? '')}
    />
  );
}
