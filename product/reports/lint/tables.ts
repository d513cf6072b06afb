import { decimal, decimalsOf, type Decimal } from '@quantu/base';
import { plainOf, type ReportBlock, type ReportText } from '../text.ts';
import type { LintFinding, LintPlace } from './finding.ts';

type Table = Extract<ReportBlock, { kind: 'table' }>;

const TOTAL = /^(?:合计|总计|共计|总数|全区合计|全市合计|全县合计)$/u;
/** Rows that repeat what other rows say. */
const PART_TOTAL = /小计|其中|合计|总计/u;
const NOT_ADDED = /[%％率比]|增长|增幅|序号|排名|单价|均|年份|编号/u;
const NUMBER = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^\d+(?:\.\d+)?$/u;
const NOTHING = /^(?:|[-—–－/]+)$/u;

/** Columns of tables whose 合计 is not the sum of the rows, given how each is rounded. */
export function tableFindings({ sections }: ReportText): LintFinding[] {
  return sections.flatMap(({ id, blocks }) =>
    blocks.flatMap((block, at) => (block.kind === 'table' ? columnsOf(block, id, at) : [])),
  );
}

function columnsOf(table: Table, section: string, block: number): LintFinding[] {
  const cells = table.rows.map((row) => row.map((cell) => plainOf(cell).replaceAll(/\s/gu, '')));
  const total = cells.findIndex(
    (row) => TOTAL.test(row[0] ?? '') || (/^\d*$/u.test(row[0] ?? '') && TOTAL.test(row[1] ?? '')),
  );
  const rows = cells.flatMap((_, at) => (at === total ? [] : [at]));
  const isLast = total === cells.length - 1;
  if (total < 0 || rows.length < 2 || (!isLast && total !== 0)) return [];
  if (rows.some((row) => cells[row]!.slice(0, 2).some((said) => PART_TOTAL.test(said)))) return [];
  return table.head.flatMap((title, column) => {
    if (column === 0 || NOT_ADDED.test(title)) return [];
    const said = (row: number) => cells[row]![column] ?? '';
    const parts = rows.filter((row) => !NOTHING.test(said(row)));
    if (parts.length < 2 || ![...parts, total].every((row) => NUMBER.test(said(row)))) return [];
    const sum = parts.reduce((all, row) => plus(all, numberOf(said(row))), ZERO);
    const whole = numberOf(said(total));
    const gap = sum.value.minus(whole.value);
    if (gap.abs().lte(sum.half.plus(whole.half))) return [];
    const place = (row: number): LintPlace => {
      const end = plainOf(table.rows[row]![column]!).length;
      return { in: 'cell', section, block, row, column, start: 0, end };
    };
    const terms = parts.length > 6 ? `各行之和` : parts.map(said).join('＋');
    return [
      {
        code: 'sum-mismatch',
        severity: 'error',
        text: `“${title}”一列${terms}＝${sum.value.toFixed()}，与${cells[total]!.find((one) => TOTAL.test(one))}${said(total)}相差${gap.abs().toFixed()}`,
        source: null,
        places: [total, ...parts].map(place),
        fix: null,
      } satisfies LintFinding,
    ];
  });
}

interface Rounded {
  readonly value: Decimal;
  readonly half: Decimal;
}
const ZERO: Rounded = { value: decimal(0), half: decimal(0) };
const plus = (a: Rounded, b: Rounded): Rounded => ({ value: a.value.plus(b.value), half: a.half.plus(b.half) });

/** A whole number is counted; a fraction may be off by half of its last digit. */
function numberOf(said: string): Rounded {
  const digits = said.replaceAll(',', '');
  const places = decimalsOf(digits);
  return { value: decimal(digits), half: places === 0 ? decimal(0) : decimal(10).pow(-places).div(2) };
}
