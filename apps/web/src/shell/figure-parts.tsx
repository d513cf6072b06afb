import { FIGURE_STATE_WORDS, type FigureRow, type FigureState } from '@quantu/product-documents';
import { fullRange, officeRange } from './figure-text.ts';
import { approxWord, comparisonWord, FIGURE_KIND_WORD } from './figure-words.ts';
import { Light, type LightKind } from './light.tsx';
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

const STATE_LIGHTS: Readonly<Record<FigureState, LightKind>> = {
  matched: 'good',
  drifted: 'watch',
  unjudged: 'plain',
  inconsistent: 'clash',
  unsupported: 'bare',
};

/** Whether the register behind a printed figure says the same; where it says something else, what. */
export function FigureLight({ state, evidence = null }: { state: FigureState; evidence?: FigureRow['evidence'] }) {
  const shown = state === 'drifted' ? evidence?.shown : null;
  return <Light kind={STATE_LIGHTS[state]} word={shown ? `台账已变为 ${shown}` : FIGURE_STATE_WORDS[state]} />;
}

export const FIGURE_LIGHT_MEANS: Readonly<Record<FigureState, string>> = {
  matched: '报告所写与台账现在的数值相符（已计入四舍五入和约数）',
  drifted: '台账现在的数值与报告所写不同',
  unjudged: '已对应到台账指标，但台账现在算不出数值',
  inconsistent: '报告里的数字互相矛盾，见该报告的发现',
  unsupported: '报告里这样写，还没有台账或佐证材料可以核对',
};
