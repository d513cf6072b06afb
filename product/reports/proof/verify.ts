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
  /** What a reader should know beside the verdict, or null. */
  readonly note: string | null;
  /** Sentences about what is wrong; none: it was derived again and is the same. */
  readonly wrong: readonly string[];
}

export interface BundleVerdict {
  readonly manifest: Manifest;
  readonly figures: readonly FigureCheck[];
  /** What is wrong with the report, or with the file, beside its figures. */
  readonly wrong: readonly string[];
  readonly isSound: boolean;
}

/** A file of a bundle that is not as it was when the bundle was made. */
export interface Damage {
  readonly name: string;
  readonly text: string;
  /** It is another than the one that was put in; else it is there and cannot be read. */
  readonly isChange: boolean;
}

/** What cannot be read at all is told in place of a verdict. */
export class BundleError extends Error {}

/**
 * Derives every figure of a signed report again from the rows in its bundle, without a database or a network: rows
 * against their digest, value against the rows, printed text against the value, everything against what was signed.
 * `root`: the digest as the paper or the people's congress has it; a bundle made anew as a whole has another one.
 * `damaged`: what was found when the file was opened.
 */
export function verifyBundle(
  read: BundleReader,
  hash: Hash,
  root: string | null = null,
  damaged: readonly Damage[] = [],
): BundleVerdict {
  const manifest = parsed(read, BUNDLE_FILES.manifest) as Manifest;
  if (manifest.format !== BUNDLE_FORMAT) {
    throw new BundleError(`证据包的格式是“${manifest.format}”，本程序只会核验“${BUNDLE_FORMAT}”`);
  }
  const text = parsed(read, BUNDLE_FILES.report) as ReportText;
  const figures = parsed(read, BUNDLE_FILES.figures) as readonly ProvenFigure[];
  try {
    const checks = withDamage(figureChecks(read, hash, manifest, text, figures), figures, damaged);
    const wrong = [
      ...rootWrongs(hash, manifest, root),
      ...textWrongs(hash, manifest, text),
      ...damaged.filter(({ name }) => !isOfRows(name)).map((one) => one.text),
      ...unnamed(damaged, checks),
    ];
    return {
      manifest,
      figures: checks,
      wrong,
      isSound: wrong.length === 0 && checks.every((one) => one.wrong.length === 0),
    };
  } catch {
    throw new BundleError('证据包里的内容缺了一部分，无法核验');
  }
}

const isOfRows = (name: string): boolean => name.startsWith('rows/');

/** Damage of a file of rows is told beside the figures that rest on them, unless they have told it themselves. */
function withDamage(
  checks: readonly FigureCheck[],
  figures: readonly ProvenFigure[],
  damaged: readonly Damage[],
): readonly FigureCheck[] {
  if (damaged.length === 0) return checks;
  const proven = new Map(figures.map((figure) => [figure.id, figure]));
  return checks.map((check) => {
    const digests = proven.get(check.id)?.signed.parts.map(({ rowsDigest }) => rowsDigest) ?? [];
    const names = new Set(digests.flatMap((digest) => [BUNDLE_FILES.rows(digest), BUNDLE_FILES.titles(digest)]));
    const isTold = ({ name, isChange }: Damage): boolean => isChange && check.wrong.some((text) => text.includes(name));
    const own = damaged.filter((one) => names.has(one.name) && !isTold(one));
    return own.length === 0 ? check : { ...check, wrong: [...check.wrong, ...own.map(({ text }) => text)] };
  });
}

/** Damage of rows that no figure rests on. */
function unnamed(damaged: readonly Damage[], checks: readonly FigureCheck[]): string[] {
  const told = checks.flatMap(({ wrong }) => wrong).join('；');
  return damaged.filter(({ name }) => isOfRows(name) && !told.includes(name)).map(({ text }) => text);
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
  const later = laterVersions(read);
  const signed = manifest.figures.map(({ id, digest }): FigureCheck => {
    const figure = proven.get(id);
    const run = printed.get(id);
    if (!figure) return missing(id, run, '证据包里没有这个数字的记录');
    try {
      return {
        id,
        text: run?.text ?? figure.text,
        label: figure.signed.label,
        section: titles.get(figure.section) ?? '',
        value: figure.signed.value,
        unit: figure.signed.unit,
        rows: figure.signed.parts[0]?.rows ?? 0,
        note: noteOf(figure, later),
        wrong: wrongsOf(read, hash, figure, digest, run),
      };
    } catch {
      // What a stranger altered may lack anything; it costs its own figure the proof, and no other.
      return missing(id, run, '证据包里这个数字的记录缺了一部分或读不懂，无法重新计算');
    }
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
  note: null,
  wrong: [why],
});

/** Which definitions held when the bundle was made, where they are others than those that were signed by. */
function laterVersions(read: BundleReader): Readonly<Record<string, unknown>> {
  try {
    return parsed(read, BUNDLE_FILES.later) as Record<string, unknown>;
  } catch {
    // Mostly there is none; what was damaged is told with the file, and a note decides nothing.
    return {};
  }
}

function noteOf({ id, signed }: ProvenFigure, later: Readonly<Record<string, unknown>>): string | null {
  const version = Object.hasOwn(later, id) ? later[id] : undefined;
  if (typeof version !== 'number') return null;
  const now = version === 0 ? '签发后这个指标已不再使用' : `签发后口径已改为第 ${version} 版`;
  return `${now}，这里按签发时的第 ${signed.definitionVersion} 版核验`;
}

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
