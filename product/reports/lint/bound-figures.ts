import type { ReadFigure } from '@quantu/documents';
import { unitParts, verdictOn } from '@quantu/figures';
import type { FigureLook } from '../contract.ts';
import type { FigureRun } from '../text.ts';
import type { Slip } from './finding.ts';
import type { Passage, Span } from './passages.ts';
import type { PassageReading } from './read-passage.ts';

/** What the register says of a bound figure now; `value` in the base unit, `expected` as it would be printed. */
export type LintLook = Pick<FigureLook, 'value' | 'expected' | 'state' | 'note'>;
export type LintLooks = ReadonlyMap<string, LintLook>;

/** Numbers that are criteria, names, ages or lengths of time: no register holds them. */
const NOT_DATA = new Set(['threshold', 'standard', 'discount', 'range_id', 'duration']);
const AGES = new Set(['岁', '周岁']);

/** Numbers against the registers: bound ones that no longer hold, and numbers that nothing stands behind. */
export function figureSlips(passage: Passage, read: PassageReading, looks: LintLooks, isPlan: boolean): Slip[] {
  const { base } = read;
  const figures = read.reading.figures.map((figure) => ({ figure, from: figure.start - base, to: figure.end - base }));
  const bound = passage.spans.flatMap((span) => {
    if (span.inline.kind !== 'figure') return [];
    const figure = figures.find(({ from, to }) => from < span.to && span.from < to)?.figure ?? null;
    return [...judged(span, span.inline, figure, looks.get(span.inline.id)), ...unitTwice(passage, span, span.inline)];
  });
  const loose = figures.filter(
    ({ figure, from, to }) => isData(figure) && !passage.spans.some((span) => from < span.to && span.from < to),
  );
  return [...bound, ...loose.map(({ figure, from, to }) => unsupported(figure, from, to, isPlan))];
}

function judged(span: Span, run: FigureRun, figure: ReadFigure | null, look: LintLook | undefined): Slip[] {
  if (!look) return [];
  const why = look.note === null || look.note === '' ? '' : `（${look.note}）`;
  const slip = (code: Slip['code'], severity: Slip['severity'], text: string, fix?: string | null): Slip[] => [
    { code, severity, from: span.from, to: span.to, text, ...(fix === null || fix === undefined ? {} : { fix }) },
  ];
  const contradiction = figure && contradicts(run, figure, look);
  if (contradiction) return slip('approx-contradicts', 'error', `${contradiction}${why}`, look.expected);
  switch (look.state) {
    case 'drifted':
      return slip('drifted', 'error', `正文写“${run.text}”，台账现为“${look.expected ?? '无'}”${why}`, look.expected);
    case 'unjudged':
      return slip('unjudged', 'warn', `“${run.text}”无法与台账核对${why}`);
    case 'provisional':
      return slip('provisional', 'info', `“${run.text}”是暂定数，定稿前请再核对${why}`);
    case 'matched':
      return [];
  }
}

/** 200多场次 of 190, 近50家 of 53, 超过33个 of 33: the word around the number says what the value denies. */
function contradicts(run: FigureRun, figure: ReadFigure, look: LintLook): string | null {
  if (figure.approx === 'exact' || figure.approx === '虚数' || look.value === null) return null;
  if (unitParts(run.bound.unit).base !== figure.unit) return null;
  if (verdictOn(figure, look.value).state !== 'drifted') return null;
  const word = figure.approx;
  const said = figure.surface.includes(word) ? run.text : `${word}${run.text}`;
  return `“${said}”与实际不符，台账现为“${look.expected ?? look.value}”`;
}

/** [304.36亿元]亿元: the bound number brings its unit. */
function unitTwice({ text }: Passage, span: Span, { bound }: FigureRun): Slip[] {
  const { unit } = bound;
  if (unit === '' || !text.slice(span.from, span.to).endsWith(unit) || !text.startsWith(unit, span.to)) return [];
  // 33个 个体工商户, 5人 人均: the next word may begin with the same character.
  if (unit.length === 1 && !/^[，。；：、）]?$/u.test(text[span.to + 1] ?? '')) return [];
  return [
    {
      code: 'unit-twice',
      severity: 'warn',
      from: span.to,
      to: span.to + unit.length,
      text: `绑定的数字已带单位“${unit}”，后面重复了`,
      fix: '',
    },
  ];
}

function isData(figure: ReadFigure): boolean {
  const isNumber = /[\d０-９]/u.test(figure.surface) && figure.approx !== '虚数';
  return isNumber && !NOT_DATA.has(figure.kind) && !AGES.has(figure.unit);
}

function unsupported(figure: ReadFigure, from: number, to: number, isPlan: boolean): Slip {
  const said = figure.surface.replaceAll(/\s/gu, '');
  if (isPlan)
    return {
      code: 'unsupported',
      severity: 'info',
      from,
      to,
      text: `“${said}”是计划数，请与任务的预期成果核对或注明出处`,
    };
  return { code: 'unsupported', severity: 'warn', from, to, text: `“${said}”没有绑定台账，也没有注明出处` };
}
