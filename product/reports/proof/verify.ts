import { decimal, plain } from '@quantu/base';
import { shareOf, verdictOn, type PrintedFigure, type SignedPart } from '@quantu/figures';
import { figuresOf, type FigureRun, type ReportText } from '../text.ts';
import {
  BUNDLE_FILES,
  BUNDLE_FORMAT,
  figureDigest,
  headDigest,
  rootText,
  sectionDigest,
  type Hash,
  type Manifest,
  type ProvenFigure,
} from './bundle.ts';

/** What is in a bundle, by the names of `BUNDLE_FILES`; null: it is not there. */
export type BundleReader = (name: string) => string | null;

export interface FigureCheck {
  readonly id: string;
  /** What is printed in the report; what was signed where the report no longer has it. */
  readonly text: string;
  readonly label: string;
  /** The heading it stands under. */
  readonly section: string;
  readonly value: string | null;
  readonly unit: string;
  readonly rows: number;
  /** Sentences about what is wrong; none: it was derived again and is the same. */
  readonly wrong: readonly string[];
}

export interface BundleVerdict {
  readonly manifest: Manifest;
  readonly figures: readonly FigureCheck[];
  /** What is wrong with the report beside its figures. */
  readonly wrong: readonly string[];
  readonly isSound: boolean;
}

/** What cannot be read at all is told in place of a verdict. */
export class BundleError extends Error {}

/**
 * Derives every figure of a signed report again from the rows in its bundle, without a database or a network: rows
 * against their digest, value against the rows, printed text against the value, everything against what was signed.
 * `root`: the digest as the paper or the people's congress has it; a bundle made anew as a whole has another one.
 */
export function verifyBundle(read: BundleReader, hash: Hash, root: string | null = null): BundleVerdict {
  const manifest = parsed(read, BUNDLE_FILES.manifest) as Manifest;
  if (manifest.format !== BUNDLE_FORMAT) {
    throw new BundleError(`证据包的格式是“${manifest.format}”，本程序只会核验“${BUNDLE_FORMAT}”`);
  }
  const text = parsed(read, BUNDLE_FILES.report) as ReportText;
  const figures = parsed(read, BUNDLE_FILES.figures) as readonly ProvenFigure[];
  try {
    const checks = figureChecks(read, hash, manifest, text, figures);
    const wrong = [...rootWrongs(hash, manifest, root), ...textWrongs(hash, manifest, text)];
    return {
      manifest,
      figures: checks,
      wrong,
      isSound: wrong.length === 0 && checks.every((one) => one.wrong.length === 0),
    };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new BundleError('证据包里的内容缺了一部分，无法核验');
  }
}

function parsed(read: BundleReader, name: string): object {
  const text = read(name);
  if (text === null) throw new BundleError(`证据包里没有 ${name}，它可能不是签发报告的证据包`);
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Told below, as what is no object.
  }
  throw new BundleError(`证据包里的 ${name} 读不出来，文件可能已损坏`);
}

function rootWrongs(hash: Hash, manifest: Manifest, root: string | null): string[] {
  const own = hash(rootText(manifest));
  return [
    ...(own === manifest.root ? [] : ['清单被改动：重算的校验码与清单里的不同']),
    ...(root === null || root.toLowerCase() === manifest.root
      ? []
      : [`校验码是 ${manifest.root}，与给出的 ${root} 不同：这不是签发的那一份`]),
  ];
}

function textWrongs(hash: Hash, manifest: Manifest, { head, sections }: ReportText): string[] {
  const signed = new Map(manifest.sections.map((section) => [section.id, section]));
  const isInOrder = manifest.sections.map(({ id }) => id).join() === sections.map(({ id }) => id).join();
  return [
    ...(headDigest(hash, head) === manifest.head ? [] : ['版头或版记被改动']),
    ...(isInOrder ? [] : ['章节被增删或调换了次序']),
    ...sections.flatMap((section) => {
      const digest = signed.get(section.id)?.digest;
      const isSame = digest === undefined || digest === sectionDigest(hash, section);
      return isSame ? [] : [`“${section.title || '导语'}”的正文被改动`];
    }),
  ];
}

function figureChecks(
  read: BundleReader,
  hash: Hash,
  manifest: Manifest,
  text: ReportText,
  figures: readonly ProvenFigure[],
): FigureCheck[] {
  const titles = new Map(text.sections.map(({ id, title }) => [id, title || '导语']));
  const printed = new Map(figuresOf(text.sections).map(({ figure }) => [figure.id, figure]));
  const proven = new Map(figures.map((figure) => [figure.id, figure]));
  const known = new Set(manifest.figures.map(({ id }) => id));
  const signed = manifest.figures.map(({ id, digest }): FigureCheck => {
    const figure = proven.get(id);
    if (!figure) return missing(id, printed.get(id), '证据包里没有这个数字的记录');
    return {
      id,
      text: printed.get(id)?.text ?? figure.text,
      label: figure.signed.label,
      section: titles.get(figure.section) ?? '',
      value: figure.signed.value,
      unit: figure.signed.unit,
      rows: figure.signed.parts[0]?.rows ?? 0,
      wrong: wrongsOf(read, hash, figure, digest, printed.get(id)),
    };
  });
  // A number that was put in after the signature rests on nothing.
  const added = [...printed.values()].filter(({ id }) => !known.has(id));
  return [...signed, ...added.map((figure) => missing(figure.id, figure, '签发时报告里没有这个数字'))];
}

const missing = (id: string, figure: FigureRun | undefined, why: string): FigureCheck => ({
  id,
  text: figure?.text ?? id,
  label: '',
  section: '',
  value: null,
  unit: figure?.bound.unit ?? '',
  rows: 0,
  wrong: [why],
});

function wrongsOf(
  read: BundleReader,
  hash: Hash,
  figure: ProvenFigure,
  digest: string,
  run: FigureRun | undefined,
): string[] {
  const { signed, printed } = figure;
  const values = signed.parts.map((part, at) => derivedPart(read, hash, part, figure.factors[at] ?? '1'));
  const value = combined(
    values.map((one) => one.value),
    signed.parts,
    signed.unit,
  );
  return [
    ...(figureDigest(hash, figure) === digest ? [] : ['数字的口径、依据或记录在签发后被改动']),
    ...textOf(figure, run),
    ...values.flatMap(({ wrong }) => wrong),
    ...(value === signed.value
      ? []
      : [`由依据的行重新计算得 ${value ?? '无法判定'}，签发的是 ${signed.value ?? '无法判定'}`]),
    ...(printed !== null && says(printed, figure.text) && verdictOn(printed, signed.value).state === 'matched'
      ? []
      : [`印出的“${figure.text}”与签发的数值 ${signed.value ?? '无法判定'} 不符`]),
  ];
}

function textOf({ text, bound }: ProvenFigure, run: FigureRun | undefined): string[] {
  if (!run) return ['报告里已没有这个数字'];
  if (run.text !== text) return [`报告里印的是“${run.text}”，签发的是“${text}”`];
  const isSame = (Object.keys(bound) as (keyof typeof bound)[]).every((key) => run.bound[key] === bound[key]);
  return isSame ? [] : ['报告里数字对应的指标被改动'];
}

interface Derived {
  readonly value: string | null;
  readonly wrong: readonly string[];
}

/** A part from its rows: their lines give the digest, their contributions the value. */
function derivedPart(read: BundleReader, hash: Hash, part: SignedPart, factor: string): Derived {
  const name = BUNDLE_FILES.rows(part.rowsDigest);
  const lines = read(name);
  if (lines === null) return { value: part.value, wrong: [`缺少依据的行 ${name}`] };
  const wrong = hash(lines) === part.rowsDigest ? [] : [`依据的行被改动（${name}）`];
  const rows = lines.split('\n').filter((line) => line !== '');
  const given = rows.map((line) => line.slice(line.indexOf(' ') + 1)).filter((text) => text !== '-');
  const count = rows.length === part.rows ? [] : [`依据的行有 ${rows.length} 条，签发时是 ${part.rows} 条`];
  return { value: valueOf(part, rows.length, given, factor), wrong: [...wrong, ...count] };
}

function valueOf({ recipe }: SignedPart, rows: number, given: readonly string[], factor: string): string | null {
  switch (recipe.how) {
    case 'count':
      return String(rows);
    case 'distinct':
      return rows > 0 && given.length === 0 ? null : String(new Set(given).size);
    case 'sum': {
      if (rows > 0 && given.length === 0) return null;
      const sum = given.reduce((total, text) => total.plus(/^-?\d+(?:\.\d+)?$/.test(text) ? text : 0), decimal(0));
      return plain(sum.times(factor));
    }
  }
}

function combined(values: readonly (string | null)[], parts: readonly SignedPart[], unit: string): string | null {
  const [top, bottom] = values;
  if (parts.length < 2) return top ?? null;
  return top === undefined || bottom === undefined || top === null || bottom === null
    ? null
    : shareOf(top, bottom, unit);
}

/** The digits that are printed are those that were read. */
function says(printed: PrintedFigure, text: string): boolean {
  const digits = (one: string): string => one.normalize('NFKC').replaceAll(/[^\d.]/g, '');
  return digits(printed.surface) === digits(text);
}
