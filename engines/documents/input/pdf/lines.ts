import { glyphFlag, type PageGlyphs } from './pages.ts';

/** A stretch of a line without a wide gap in it. */
export interface Piece {
  text: string;
  x: number;
  right: number;
}

/** Glyphs on one baseline. */
export interface Line {
  page: number;
  /** Baseline, from the top of the page. */
  y: number;
  x: number;
  right: number;
  /** The size most of its glyphs have. */
  size: number;
  pieces: Piece[];
  isLight: boolean;
  isArtifact: boolean;
}

/** Gaps in ems of the type. A justified line stretches far less; what is wider was put there on purpose. */
const WIDE_GAP = 1.5;
const WIDE_SPACES = 2.5;
const CJK_SPACE = 0.7;
const LATIN_SPACE = 0.18;
/** How far a superscript's baseline may stand from its line's, in ems. */
const BASELINE = 0.45;

const cjk = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]|[\ud840-\ud88f]/;

export function lineText(line: Line): string {
  return line.pieces.map((piece) => piece.text).join('\t');
}

/** The page's lines from top to bottom. Rotated and vertical text (watermarks, stamps) is left out. */
export function pageLines(page: PageGlyphs): Line[] {
  const upright: number[] = [];
  const skip = glyphFlag.rotated | glyphFlag.vertical;
  page.chars.forEach((_, i) => {
    if ((page.flags[i]! & skip) === 0) upright.push(i);
  });
  upright.sort((a, b) => page.y[a]! - page.y[b]! || a - b);
  return baselines(page, upright).flatMap((glyphs) => buildLine(page, glyphs) ?? []);
}

function baselines(page: PageGlyphs, byHeight: number[]): number[][] {
  const groups: number[][] = [];
  let anchor = -1;
  for (const i of byHeight) {
    const group = groups.at(-1);
    const reach = anchor < 0 ? 0 : BASELINE * Math.max(page.size[i]!, page.size[anchor]!);
    if (group === undefined || page.y[i]! - page.y[anchor]! > reach) {
      groups.push([i]);
      anchor = i;
    } else {
      group.push(i);
    }
  }
  return groups;
}

function buildLine(page: PageGlyphs, glyphs: number[]): Line | null {
  const ordered = withoutOverprint(
    page,
    glyphs.sort((a, b) => page.x[a]! - page.x[b]! || a - b),
  );
  const inked = ordered.filter((i) => page.chars[i]!.trim() !== '');
  if (inked.length === 0) return null;
  const size = mostCommon(inked.map((i) => page.size[i]!));
  const pieces = buildPieces(page, ordered, size, tracking(page, inked));
  const every = (flag: number) => inked.every((i) => (page.flags[i]! & flag) !== 0);
  return {
    page: page.number,
    y: mostCommon(inked.map((i) => page.y[i]!)),
    x: pieces[0]!.x,
    right: pieces.at(-1)!.right,
    size,
    pieces,
    isLight: every(glyphFlag.light),
    isArtifact: every(glyphFlag.artifact),
  };
}

/** Bold made by printing twice, a hair apart, is one character. */
function withoutOverprint(page: PageGlyphs, ordered: number[]): number[] {
  const kept: number[] = [];
  for (const i of ordered) {
    let isCopy = false;
    for (let k = kept.length - 1; k >= Math.max(0, kept.length - 3) && !isCopy; k--) {
      const other = kept[k]!;
      const near = Math.min(page.advance[i]!, page.size[i]!) * 0.35;
      isCopy =
        page.chars[other] === page.chars[i] &&
        page.x[i]! - page.x[other]! < near &&
        Math.abs(page.y[i]! - page.y[other]!) < near;
    }
    if (!isCopy) kept.push(i);
  }
  return kept;
}

/** The usual gap between two hanzi of the line, in ems: what letter-spacing or justification adds everywhere. */
function tracking(page: PageGlyphs, inked: number[]): number {
  const gaps: number[] = [];
  for (let k = 1; k < inked.length; k++) {
    const [a, b] = [inked[k - 1]!, inked[k]!];
    if (cjk.test(page.chars[a]!) && cjk.test(page.chars[b]!)) gaps.push(gapBetween(page, a, b));
  }
  // One gap alone says nothing about the others.
  return gaps.length < 3 ? 0 : Math.max(0, gaps.sort((a, b) => a - b)[gaps.length >> 1]!);
}

function gapBetween(page: PageGlyphs, a: number, b: number): number {
  return (page.x[b]! - page.x[a]! - page.advance[a]!) / Math.max(page.size[a]!, page.size[b]!);
}

function buildPieces(page: PageGlyphs, ordered: number[], size: number, usualGap: number): Piece[] {
  const pieces: Piece[] = [];
  let piece: Piece | null = null;
  let spaces = '';
  let last = -1;
  for (const i of ordered) {
    const character = readable(page.chars[i]!);
    if (character === '') continue;
    if (character.trim() === '') {
      if (piece !== null) spaces += character;
      continue;
    }
    const right = page.x[i]! + page.advance[i]!;
    const between =
      last < 0 ? '' : spaces !== '' ? typedSpace(page, last, i, spaces) : gapText(page, last, i, usualGap);
    if (piece === null || between === '\t') pieces.push((piece = { text: character, x: page.x[i]!, right }));
    else {
      piece.text += between + character;
      piece.right = Math.max(piece.right, right);
    }
    spaces = '';
    last = i;
  }
  // A space typed where the line happened to end is still the writer's.
  if (piece !== null && spaces !== '' && spaces.length * size < 4 * size) piece.text += spaces;
  return pieces;
}

/** Typed spaces stay; a wide run of them, or one stretched to a tab, keeps two things apart. */
function typedSpace(page: PageGlyphs, last: number, next: number, spaces: string): string {
  return gapBetween(page, last, next) > WIDE_SPACES ? '\t' : spaces;
}

/**
 * A gap without a space in it. Between hanzi and Latin it is the producer's quarter em and means nothing; between
 * Latin words it is the only space there is.
 */
function gapText(page: PageGlyphs, last: number, next: number, usualGap: number): string {
  const gap = gapBetween(page, last, next);
  const [a, b] = [page.chars[last]!, page.chars[next]!];
  const hanzi = Number(cjk.test(a)) + Number(cjk.test(b));
  if (gap - usualGap > WIDE_GAP) return '\t';
  if (hanzi === 0) return gap > LATIN_SPACE + usualGap ? ' ' : '';
  return gap - usualGap > CJK_SPACE ? ' ' : '';
}

/**
 * A font's table may name the radical or the compatibility form that looks alike (⽅ for 方, ﬁ for fi): those become
 * the everyday characters. Nothing else is normalised: ㎡ and full-width digits stay.
 */
function readable(character: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is removed
  const clean = character.replace(/[\0-\x08\x0a-\x1f\x7f\u00ad]/g, '');
  return clean.replace(/[\u2e80-\u2fd5\uf900-\ufaff\ufb00-\ufb06]/g, (form) => form.normalize('NFKC'));
}

/** The value most of them are within half a point of, each counted by its weight. */
export function mostCommon(values: number[], weights?: number[]): number {
  const counts = new Map<number, { count: number; value: number }>();
  let best = { count: 0, value: values[0] ?? 0 };
  values.forEach((value, i) => {
    const key = Math.round(value * 2);
    const entry = counts.get(key) ?? { count: 0, value };
    entry.count += weights?.[i] ?? 1;
    counts.set(key, entry);
    if (entry.count > best.count) best = entry;
  });
  return best.value;
}

/** Not Math.max(...values), which fails on many. */
export function largest(values: number[]): number {
  return values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
}
