import { Readable } from 'node:stream';
import { FICTIONAL_MARK } from '@quantu/people';
import type { FileAnswer } from '@quantu/people/server';
import { safeFileName } from '@quantu/product-documents';
import { neutral } from '@quantu/tables';
import { writeWorkbook, type OutCell, type OutSheet } from '@quantu/tables/server';
import type { Figure, Row, Statistics, StatisticTable } from './contract.ts';

/** A sheet a table, and one that says how everything is counted; numbers are numbers, and what is not known is a word. */
export function statisticsWorkbook(statistics: Statistics, district: string, isFictional: boolean): FileAnswer {
  const { year, before } = statistics;
  const name = safeFileName(
    `${isFictional ? `${FICTIONAL_MARK}-` : ''}${district}${year}年办理统计（对比${before}年）.xlsx`,
  );
  const mark = isFictional ? [[FICTIONAL_MARK]] : [];
  const sheets = [
    ...statistics.tables.map((table) => sheetOf(table, statistics, mark)),
    formulaSheet(statistics, mark),
  ];
  return {
    name,
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    bytes: Readable.from(writeWorkbook(sheets), { objectMode: false }),
  };
}

function sheetOf(table: StatisticTable, { year, before }: Statistics, mark: string[][]): OutSheet {
  const heads = [table.by, ...table.columns.flatMap(({ label }) => [`${year} ${label}`, `${before} ${label}`, '变化'])];
  return {
    name: table.label,
    widths: heads.map((head, at) => (at === 0 ? 24 : Math.max(9, head.length * 1.6))),
    heads: [...mark, heads.map(neutral)],
    rows: once(table.rows.map((row) => cellsOf(table, row))),
  };
}

const cellsOf = ({ columns }: StatisticTable, row: Row): OutCell[] => [
  neutral(row.label),
  ...columns.flatMap((_, at) => [
    cell(row.now[at]!),
    cell(row.before[at]!),
    row.change[at] === null || row.change[at] === undefined ? null : Number(row.change[at]),
  ]),
];

function cell({ value, base }: Figure): OutCell {
  if (value === null) return '无法判定';
  return base === null ? Number(value) : { share: Number(value) / 100 };
}

function formulaSheet({ tables, rule }: Statistics, mark: string[][]): OutSheet {
  const rows = tables.flatMap((table) =>
    table.columns.map(({ label, formula }) => [table.label, label, formula, table.note].map(neutral)),
  );
  return {
    name: '公式和口径',
    widths: [22, 14, 60, 40],
    heads: [...mark, ['表', '指标', '公式', '归年']],
    rows: once([...rows, [neutral(rule.text), '', neutral(rule.source), '']]),
  };
}

async function* once(rows: OutCell[][]): AsyncGenerator<OutCell[][]> {
  yield rows;
}
