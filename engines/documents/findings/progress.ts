import { decimal, type Decimal } from '@quantu/base';
import type { Finding, ReadFigure } from '../reading.ts';
import { printed, surfaceOf, type Printed } from './printed.ts';
import { rangeOf, type Line, type Sheet } from './sheet.ts';

const SCHEDULE =
  /(?<way>超|快于|高于|高出|领先|提前|慢于|低于|滞后|落后)[^，。；\d]{0,6}(?:序时|时序)(?:进度|计划)?|[比较](?:序时|时序)(?:进度|计划)?[^，。；\d]{0,4}?(?<after>快|高|超前|提前|慢|低|滞后|落后)/u;
const BEHIND = new Set(['慢于', '低于', '滞后', '落后', '慢', '低']);

/** 完成年度计划的58.14%，超序时进度8.14个百分点 in 1-6月: done − lead must be months ÷ 12. */
export function progressMismatches(sheet: Sheet): Finding[] {
  return sheet.lines.flatMap((line) =>
    line.figures.flatMap((lead, index) => {
      if (lead.unit !== '个百分点') return [];
      const said = SCHEDULE.exec(sheet.before(line, lead.start, 18))?.groups;
      const way = said?.['way'] ?? said?.['after'];
      const done = line.figures.slice(0, index).findLast((figure) => figure.unit === '%' && figure.kind !== 'growth');
      if (way === undefined || !done || lead.start - done.end > 30) return [];
      const finding = judge(line, done, lead, BEHIND.has(way), monthsBefore(sheet, line));
      return finding ? [finding] : [];
    }),
  );
}

function judge(
  line: Line,
  done: ReadFigure,
  lead: ReadFigure,
  isBehind: boolean,
  months: number | null,
): Finding | null {
  const [rate, points] = [printed(done), printed(lead)];
  if (!rate || !points) return null;
  const size = points.value.abs();
  const planned = isBehind ? rate.value.plus(size) : rate.value.minus(size);
  const slack = slackOf(rate, points);
  const fits = (month: number) => planned.minus(straight(month)).abs().lte(slack);
  if (months === null ? range12().some(fits) : fits(months)) return null;
  const sign = isBehind ? '＋' : '－';
  const expected =
    months === null
      ? '不是任何整月的序时进度'
      : `${months}月末序时进度应为${months}÷12＝${straight(months).toDecimalPlaces(2).toFixed()}%`;
  return {
    code: 'progress-mismatch',
    severity: 'warn',
    at: rangeOf(lead),
    also: [rangeOf(done), [line.start, line.end]],
    text: `${surfaceOf(done)}${sign}${size.toFixed()}＝${planned.toFixed()}%，${expected}`,
  };
}

/** Both rounded or both cut off: the difference is off by at most one unit of the coarser digit. */
function slackOf(rate: Printed, points: Printed): Decimal {
  const coarser = rate.half.gt(points.half) ? rate.half : points.half;
  return coarser.times(2);
}

function straight(month: number): Decimal {
  return decimal(month).times(100).div(12);
}

function range12(): number[] {
  return Array.from({ length: 12 }, (_, index) => index + 1);
}

/** The month the sentence, or the paragraph in front of it, reports up to. */
function monthsBefore(sheet: Sheet, line: Line): number | null {
  return (
    monthIn(line.text) ??
    monthIn(sheet.outline.text.slice(Math.max(line.sentence.block.start, line.start - 200), line.start))
  );
}

function monthIn(text: string): number | null {
  const clean = text.replaceAll(/\s/gu, '');
  const range = /(?:1|一)(?:月份?)?[-—－~～至到](?<to>1[0-2]|[2-9])月/u.exec(clean)?.groups?.['to'];
  const until = /截[至止]?(?:到|目前)?(?:20\d\d年)?(?<to>1[0-2]|[1-9])月(?:底|末|30日|31日)/u.exec(clean)?.groups?.[
    'to'
  ];
  const said = range ?? until;
  if (said !== undefined) return Number(said);
  if (/上半年/u.test(clean)) return 6;
  if (/前三季度|[123一]-3季度/u.test(clean)) return 9;
  return /一季度|第1季度/u.test(clean) ? 3 : null;
}
