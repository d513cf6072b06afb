import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { decimal } from '@quantu/base';
import { neutral } from '@quantu/tables';
import { writeWorkbook, type OutCell } from '@quantu/tables/server';
import { FIGURE_STATE_WORDS, type FigureRow } from './contract.ts';

const COLUMNS = [
  ['序号', 6],
  ['指标', 36],
  ['数值', 20],
  ['上限', 14],
  ['单位', 10],
  ['约数', 8],
  ['时期', 18],
  ['原文', 20],
  ['状态', 14],
  ['台账指标', 28],
  ['台账现值', 18],
  ['公文', 40],
  ['发文字号', 24],
  ['位置', 16],
] as const;

/** Figures as a workbook: numbers as numbers where a cell holds them exactly, everything else as text. */
export async function figuresWorkbook(figures: readonly FigureRow[], mark: string | null): Promise<Uint8Array> {
  const head = COLUMNS.map(([title]) => title);
  const rows = async function* (): AsyncGenerator<OutCell[][]> {
    yield figures.map((figure, i) => [i + 1, ...cellsOf(figure)]);
  };
  const marked = mark && {
    heads: [[{ value: mark, look: 'required' as const }], head],
    merges: [{ top: 1, left: 1, bottom: 1, right: COLUMNS.length }],
    header: mark,
  };
  const widths = COLUMNS.map(([, width]) => width);
  const sheet = { name: '数字', widths, ...(marked || { heads: [head] }), rows: rows() };
  return buffer(Readable.from(writeWorkbook(sheet), { objectMode: false }));
}

function cellsOf(figure: FigureRow): (string | number)[] {
  const { document } = figure;
  return [
    neutral(figure.subject),
    numeric(figure.value),
    figure.value2 === null ? '' : numeric(figure.value2),
    neutral(figure.unit),
    figure.approx === 'exact' ? '' : neutral(figure.approx),
    neutral(figure.period ?? ''),
    neutral(figure.surface),
    FIGURE_STATE_WORDS[figure.state],
    neutral(figure.evidence?.isProposed === false ? figure.evidence.label : ''),
    neutral(figure.evidence?.isProposed === false ? (figure.evidence.shown ?? '无法判定') : ''),
    neutral(document.title),
    neutral(document.number ?? ''),
    neutral(figure.path.join(' ')),
  ];
}

/** Excel keeps fifteen digits: a longer number stays text rather than lose its end. */
function numeric(value: string): string | number {
  const digits = value.replace(/^-|\./g, '').replace(/^0+/, '').length;
  return digits <= 15 ? decimal(value).toNumber() : `'${value}`;
}
