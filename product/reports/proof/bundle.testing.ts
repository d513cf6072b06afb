import { newId } from '@quantu/base';
import { sm3 } from '@quantu/base/server';
import { shareOf, type Recipe, type Signed, type SignedPart } from '@quantu/figures';
import type { FigureRun, ReportHead, ReportText } from '../text.ts';
import {
  BUNDLE_FILES,
  BUNDLE_FORMAT,
  figureDigest,
  headDigest,
  rootText,
  sectionDigest,
  type ProvenFigure,
} from './bundle.ts';

const head: ReportHead = {
  title: ['关于招商工作的报告'],
  redHead: '',
  number: '示政〔2026〕8号',
  signers: [],
  addressee: '区人大常委会',
  issuers: ['示范区人民政府'],
  dated: '2026-11-20',
  attachments: [],
  note: '此件主动公开',
  copyTo: [],
  printer: '',
  printedOn: '',
};

/** What one figure of a made-up signed report is derived from. */
export interface Planted {
  readonly how: 'count' | 'sum' | 'distinct' | 'share';
  /** What each row gives; null: nothing. Of a share: rows of the numerator give '1'. */
  readonly rows: readonly (string | null)[];
}

/** The text files of a signed report that was never in a database. */
export function plantedBundle(planted: readonly Planted[]): Map<string, string> {
  const files = new Map<string, string>();
  const figures = planted.map((one, at) => figureOf(one, at, files));
  const runs = figures.map(({ id, text, bound }): FigureRun => ({ kind: 'figure', id, text, bound }));
  const text: ReportText = {
    head,
    sections: runs.map((run, at) => ({
      id: `s${at}`,
      level: 1,
      title: `第${at}部分`,
      blocks: [{ kind: 'paragraph', inlines: [{ kind: 'text', text: '共' }, run, { kind: 'text', text: '。' }] }],
    })),
  };
  const facts = {
    format: BUNDLE_FORMAT,
    district: { code: '990101', name: '示范区（虚构）' },
    report: { id: newId(), code: '2026-01', title: head.title[0]!, number: head.number },
    asOf: '2026-11-20',
    signedAt: '2026-11-20T09:00:00.000Z',
    signedBy: '区长',
    program: '0.0.0',
    head: headDigest(sm3, text.head),
    sections: text.sections.map((section) => ({
      id: section.id,
      title: section.title,
      digest: sectionDigest(sm3, section),
    })),
    figures: figures.map((figure) => ({ id: figure.id, digest: figureDigest(sm3, figure) })),
  };
  files.set(BUNDLE_FILES.manifest, JSON.stringify({ ...facts, root: sm3(rootText(facts)) }));
  files.set(BUNDLE_FILES.report, JSON.stringify(text));
  files.set(BUNDLE_FILES.figures, JSON.stringify(figures));
  return files;
}

function figureOf({ how, rows }: Planted, at: number, files: Map<string, string>): ProvenFigure {
  const whole = partOf(how === 'share' ? 'count' : how, rows, `whole${at}`, files);
  const parts =
    how === 'share'
      ? [
          partOf(
            'count',
            rows.filter((row) => row !== null),
            `top${at}`,
            files,
          ),
          whole,
        ]
      : [whole];
  const unit = how === 'share' ? '%' : how === 'sum' ? '元' : '个';
  const value = how === 'share' ? shareOf(parts[0]!.value!, whole.value!, unit) : whole.value;
  const signed: Signed = {
    district: '990101',
    label: `指标${at}`,
    unit,
    value,
    definition: `口径${at}`,
    definitionVersion: 1,
    asOf: '2026-11-20T09:00:00.000Z',
    trailEntry: 7,
    parts,
  };
  const text = `${value ?? 0}${unit}`;
  const kind = how === 'share' ? 'rate' : how === 'sum' ? 'amount' : 'count';
  return {
    id: `f${at}`,
    section: `s${at}`,
    text,
    bound: { register: 'deal', figure: `figure${at}`, scope: null, period: null, unit, decimals: 0 },
    printed: { value: value ?? '0', value2: null, unit, approx: 'exact', kind, surface: text },
    signed,
    factors: parts.map(() => '1'),
  };
}

function partOf(
  how: Recipe['how'],
  rows: readonly (string | null)[],
  figure: string,
  files: Map<string, string>,
): SignedPart {
  const lines = rows.map((row) => `${newId()} ${row ?? '-'}\n`).join('');
  const given = rows.filter((row) => row !== null);
  const values = { count: rows.length, distinct: new Set(given).size, sum: given.reduce((a, b) => a + Number(b), 0) };
  const rowsDigest = sm3(lines);
  files.set(BUNDLE_FILES.rows(rowsDigest), lines);
  return {
    recipe: { register: 'deal', figure, how, of: how === 'count' ? null : 'amount', conditions: [] },
    value: rows.length > 0 && given.length === 0 && how !== 'count' ? null : String(values[how]),
    rows: rows.length,
    missing: how === 'count' ? 0 : rows.length - given.length,
    rowsDigest,
  };
}
