import { canonicalJson, type Json } from '@quantu/base';
import { canonicalText, recipeJson, type PrintedFigure, type Signed } from '@quantu/figures';
import type { Bound, ReportHead, ReportSection } from '../text.ts';

export const BUNDLE_FORMAT = 'quantu-report 1';
/** What lies in a bundle. The rows of a part lie under the digest of their lines. */
export const BUNDLE_FILES = {
  manifest: 'manifest.json',
  report: 'report.json',
  figures: 'figures.json',
  /** The digests of all other files, for what was damaged on the way. */
  files: 'files.json',
  /** By figure: the version of its definition when the bundle was made, where it is no longer the signed one. */
  later: 'later.json',
  page: '核验.html',
  rows: (digest: string): string => `rows/${digest}.txt`,
  titles: (digest: string): string => `rows/${digest}.json`,
} as const;

/** A figure of a signed report: what is printed, what it is bound to, and what it was derived from. */
export interface ProvenFigure {
  readonly id: string;
  readonly section: string;
  readonly text: string;
  readonly bound: Bound;
  /** What the text says as a number; null where none can be read. */
  readonly printed: PrintedFigure | null;
  readonly signed: Signed;
  /** What the stored number of each part is multiplied by: a field in 万元 holds ten-thousands. */
  readonly factors: readonly string[];
}

/** What a bundle says of itself. `root` is the digest of all of it that was signed; it stands in the audit trail. */
export interface Manifest {
  readonly format: string;
  readonly district: { readonly code: string; readonly name: string };
  readonly report: { readonly id: string; readonly code: string; readonly title: string; readonly number: string };
  /** The day whose end the data are of. */
  readonly asOf: string;
  readonly signedAt: string;
  readonly signedBy: string;
  /** The version of the program that derived the figures. */
  readonly program: string;
  readonly head: string;
  readonly sections: readonly { readonly id: string; readonly title: string; readonly digest: string }[];
  readonly figures: readonly { readonly id: string; readonly digest: string }[];
  readonly root: string;
}

/** How a record is called, and where it lies (degrees, CGCS2000), for whoever reads the rows. */
export interface RowTitle {
  readonly id: string;
  readonly title: string;
  readonly at: readonly [number, number] | null;
}

export type Hash = (text: string) => string;

/** What is stored as JSON in a bundle is JSON already. */
const json = (value: unknown): Json => value as Json;

export const headDigest = (hash: Hash, head: ReportHead): string => hash(canonicalJson(json(head)));

export const sectionDigest = (hash: Hash, { level, title, blocks }: ReportSection): string =>
  hash(canonicalJson(json({ level, title, blocks })));

/** Over what is printed, what it is bound to, by which rule, on which rows and data. */
export function figureDigest(hash: Hash, { id, section, text, bound, printed, signed, factors }: ProvenFigure): string {
  const facts = { id, section, text, bound, printed, factors, signed: canonicalText(signed) };
  return hash(canonicalJson(json(facts)));
}

/** The text whose digest is the root: one fact a line. */
export function rootText(manifest: Omit<Manifest, 'root'>): string {
  const { format, district, report, asOf, signedAt, signedBy, program, head, sections, figures } = manifest;
  return [
    format,
    `district ${district.code} ${canonicalJson(district.name)}`,
    `report ${report.id} ${canonicalJson([report.code, report.title, report.number])}`,
    `as-of ${asOf}`,
    `signed ${signedAt} ${canonicalJson(signedBy)}`,
    `program ${program}`,
    `head ${head}`,
    ...sections.map(({ id, title, digest }) => `section ${id} ${canonicalJson(title)} ${digest}`),
    ...figures.map(({ id, digest }) => `figure ${id} ${digest}`),
    '',
  ].join('\n');
}

/** A rule in the words a reader of the bundle gets beside its formula. */
export const recipeWords = ({ signed }: ProvenFigure): string =>
  signed.parts.map(({ recipe }) => canonicalJson(recipeJson(recipe))).join(' ÷ ');
