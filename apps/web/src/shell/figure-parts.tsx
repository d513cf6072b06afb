import type { FigureRow } from '@quantu/product-documents';
import { fullRange, officeRange } from './figure-text.ts';
import { approxWord, comparisonWord, FIGURE_KIND_WORD } from './figure-words.ts';
import { Light } from './light.tsx';
import { said, SILENT, type Part } from './parts.tsx';

type Facts = Pick<FigureRow, 'value' | 'value2' | 'unit' | 'kind' | 'approx' | 'subject' | 'period' | 'comparison'>;

/** What a figure says: its value as an office writes it and in full, and what narrows it. */
export function figureParts({ value, value2, unit, kind, approx, subject, period, comparison }: Facts): Part[] {
  const short = officeRange(value, value2, unit);
  const full = fullRange(value, value2, unit);
  return [
    ['数值', short === full ? short : <BothForms key="value" short={short} full={full} />],
    ['指标', subject || SILENT],
    ['类别', FIGURE_KIND_WORD[kind]],
    ...said('约数', approx === 'exact' ? null : approxWord(approx)),
    ...said('比较', comparisonWord(comparison)),
    ...said('时期', period),
  ];
}

function BothForms({ short, full }: { short: string; full: string }) {
  return (
    <>
      {short}
      <div className="quiet">{full}</div>
    </>
  );
}

/** Until evidence is attached no figure is more than printed. */
export function FigureLight() {
  return <Light kind="bare" word="无台账支撑" />;
}

export const FIGURE_LIGHT_MEANS = '报告里这样写，还没有台账或佐证材料可以核对';
