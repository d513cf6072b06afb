import { dayOf } from '@quantu/base';

import { brokenLines, type Advance, type Face, type Segment } from './lines.ts';
import type { Inline, OfficialBlock, OfficialDocument } from './model.ts';
import { indent, size, titleRows, tracking, typeArea } from './page.ts';
import { redHeadShape, type RedHeadShape } from './red-head.ts';
import { attachmentLines, colophonRoom, colophonText, dayText, signatureIndents, type ColophonRow } from './foot.ts';
import { tablePlan, type TablePlan } from './table-plan.ts';
import { titleLines } from './title.ts';

/** A page ready to be printed line by line: nothing is left to decide but where pages end. */
export type Piece =
  | {
      kind: 'lines';
      lines: Segment[][];
      align: 'left' | 'right';
      /** Indent of the first line, of all lines on the left, of all lines on the right; points. */
      first: number;
      left: number;
      right: number;
      /** Stays with what follows; is not divided. */
      sticky: boolean;
      whole: boolean;
      /** The paragraph goes on in the next piece: the last line is a full one. */
      goesOn: boolean;
      /** Level in the navigation pane, 0 for body text. */
      level: number;
    }
  | { kind: 'title'; lines: string[]; pitch: number; after: number }
  | { kind: 'gap'; rows: number; weak: boolean }
  | { kind: 'table'; plan: TablePlan }
  | { kind: 'page' }
  /** A page in landscape. */
  | { kind: 'turned'; pieces: Piece[] };

export interface Composed {
  title: string;
  author: string;
  /** Year, month, day for the PDF's properties. */
  date: [number, number, number] | null;
  mark: string | null;
  top: { copyNumber: string; secrecy: string; urgency: string; red: RedHeadShape | null };
  number: string | null;
  signers: string[];
  pieces: Piece[];
  colophon: ColophonRow[];
}

/** Breaks every line of a clean document. What no font has is replaced by a box and handed to `missing`. */
export function compose(doc: OfficialDocument, advance: Advance, missing: (char: string) => void): Composed {
  const printable = (text: string, face: Face | 'title' = 'fang'): string =>
    [...text].map((char) => (char === ' ' || advance(char, face) > 0 ? char : (missing(char), '□'))).join('');
  const setter = paragraphSetter(advance, printable);
  const title = titleLines(doc.title).map((line) => printable(line, 'title'));
  return {
    title: title.join(''),
    author: doc.signature?.issuers.join('、') ?? '',
    date: dateOf(doc),
    mark: doc.mark === undefined ? null : printable(doc.mark, 'hei'),
    top: {
      copyNumber: printable(doc.copyNumber ?? ''),
      secrecy: printable(doc.secrecy ?? '', 'hei'),
      urgency: printable(doc.urgency ?? '', 'hei'),
      red: doc.redHead === null ? null : redHeadShape(printable(doc.redHead, 'title')),
    },
    number: doc.number === undefined ? null : printable(doc.number),
    signers: (doc.signers ?? []).map((name) => printable(name, 'kai')),
    pieces: [...mainPieces(doc, title, setter, printable, advance), ...annexPieces(doc, setter, printable, advance)],
    colophon: colophonText(doc.colophon).map((row) => ({
      label: row.label,
      lines: setter.lines(row.text, colophonRoom(row), size.no4),
      right: printable(row.right),
    })),
  };
}

type Printable = (text: string, face?: Face | 'title') => string;

function mainPieces(
  doc: OfficialDocument,
  title: string[],
  setter: Setter,
  printable: Printable,
  advance: Advance,
): Piece[] {
  const pieces: Piece[] = [];
  if (title.length > 0) pieces.push({ kind: 'gap', rows: 2, weak: false }, titlePiece(title));
  if (title.length > 0) pieces.push({ kind: 'gap', rows: 1, weak: false });
  if (doc.addressee !== undefined) {
    pieces.push(setter.plain([{ kind: 'text', text: `${doc.addressee.replace(/[：:]$/, '')}：` }], { first: 0 }));
  }
  pieces.push(...doc.body.flatMap((block) => blockPieces(block, setter, printable, advance)));
  keepWithSignature(doc, pieces);
  const attachments = attachmentLines(doc.attachments ?? []);
  if (attachments.length > 0) pieces.push({ kind: 'gap', rows: 1, weak: true });
  pieces.push(...attachments.map(({ text, hang }) => setter.hanging(text, indent, hang)));
  if (doc.signature) pieces.push(...signaturePieces(doc.signature, setter));
  if (doc.note !== undefined) {
    pieces.push(setter.plain([{ kind: 'text', text: `（${doc.note.replace(/^[（(]|[）)]$/g, '')}）` }], {}));
  }
  return pieces;
}

const titlePiece = (lines: string[]): Piece => ({ kind: 'title', lines, ...titleRows(lines.length) });

function annexPieces(doc: OfficialDocument, setter: Setter, printable: Printable, advance: Advance): Piece[] {
  const annexes = doc.annexes ?? [];
  return annexes.flatMap((annex, index): Piece[] => {
    const title: Piece[] = [
      setter.plain([{ kind: 'text', text: annexes.length > 1 ? `附件${index + 1}` : '附件' }], { first: 0 }, 'hei'),
      { kind: 'gap', rows: 1, weak: false },
      titlePiece(titleLines([annex.title]).map((line) => printable(line, 'title'))),
      { kind: 'gap', rows: 1, weak: false },
    ];
    const body = annex.body.flatMap((block) => blockPieces(block, setter, printable, advance));
    const first = body[0];
    if (first?.kind === 'turned') return [{ ...first, pieces: [...title, ...first.pieces] }, ...body.slice(1)];
    return [{ kind: 'page' }, ...title, ...body];
  });
}

/** The last two lines of the text go with the signature, so that no page holds the signature alone. */
function keepWithSignature(doc: OfficialDocument, pieces: Piece[]): void {
  const last = pieces.at(-1);
  if (!doc.signature || last?.kind !== 'lines') return;
  const end: Lines = { ...last, whole: true, sticky: true };
  if (last.lines.length > 3) {
    pieces.splice(-1, 1, { ...last, lines: last.lines.slice(0, -2), goesOn: true });
    pieces.push({ ...end, lines: last.lines.slice(-2), first: 0 });
  } else pieces.splice(-1, 1, end);
}

function signaturePieces(signature: NonNullable<OfficialDocument['signature']>, setter: Setter): Piece[] {
  const dated = dayText(signature.dated);
  const { issuers, date } = signatureIndents(signature.issuers.map(setter.width), setter.width(dated));
  return [
    { kind: 'gap', rows: 2, weak: true },
    ...signature.issuers.map((issuer, index) => setter.right(issuer, issuers[index]!)),
    ...(dated === '' ? [] : [setter.right(dated, date)]),
  ];
}

function blockPieces(block: OfficialBlock, setter: Setter, printable: Printable, advance: Advance): Piece[] {
  switch (block.kind) {
    case 'heading':
      return [setter.heading(block)];
    case 'paragraph':
      return [setter.plain(block.inlines, {})];
    case 'list':
      return block.items.map((item) => setter.plain(listItem(item), {}));
    case 'table':
      return tablePieces(tablePlan(block, printable, advance));
    case 'pageBreak':
      return [{ kind: 'page' }];
  }
}

function tablePieces(plan: TablePlan): Piece[] {
  if (plan.caption === '' && plan.head.length + plan.body.length === 0) return [];
  const table: Piece = { kind: 'table', plan };
  return plan.landscape ? [{ kind: 'turned', pieces: [table] }] : [table];
}

/** A list is printed with the dash of official documents unless its text brings a marker of its own. */
export function listItem(item: Inline[]): Inline[] {
  const text = item.map((inline) => inline.text).join('');
  return /^(?:——|[•·●○■◆▲★*]|\d+[.．、)）]|[（(])/.test(text) ? item : [{ kind: 'text', text: '——' }, ...item];
}

/** A heading on lines of its own stays with what follows; one that runs on is a paragraph. */
export const isTitleLine = ({ inlines, runOn }: Extract<OfficialBlock, { kind: 'heading' }>): boolean =>
  !runOn?.length && inlines.reduce((length, inline) => length + inline.text.length, 0) <= 84;

export const headingFace = (level: number): Face => (level === 1 ? 'hei' : level === 2 ? 'kai' : 'fang');

type Setter = ReturnType<typeof paragraphSetter>;
interface Indents {
  first?: number;
  left?: number;
  right?: number;
}

function paragraphSetter(advance: Advance, printable: Printable) {
  const cells = (inlines: Inline[], face: Face): Segment[] =>
    inlines.flatMap((inline): Segment[] => {
      const own = inline.kind === 'text' && inline.bold ? 'bold' : face;
      return [...printable(inline.text, own)].map((char) => [char, own]);
    });
  const broken = (chars: Segment[], room: number, first: number, em: number = size.no3): Segment[][] =>
    brokenLines(chars, advance, { size: em, tracking, room, first });
  const set = (
    chars: Segment[],
    { first = indent, left = 0, right = 0 }: Indents,
    extra: Partial<Lines> = {},
  ): Piece => {
    const room = typeArea.width - left - right;
    return { ...LINES, lines: broken(chars, room, room - first), first, left, right, ...extra };
  };
  return {
    plain: (inlines: Inline[], indents: Indents, face: Face = 'fang'): Piece => set(cells(inlines, face), indents),
    heading: (block: Extract<OfficialBlock, { kind: 'heading' }>): Piece => {
      const chars = [...cells(block.inlines, headingFace(block.level)), ...cells(block.runOn ?? [], 'fang')];
      return set(chars, {}, { sticky: isTitleLine(block), level: block.runOn?.length ? 0 : block.level });
    },
    hanging: (text: string, left: number, hang: number): Piece =>
      set(cells([{ kind: 'text', text }], 'fang'), { left: left + hang, first: -hang }),
    right: (text: string, right: number): Piece =>
      set(cells([{ kind: 'text', text }], 'fang'), { first: 0, right }, { align: 'right', sticky: true, whole: true }),
    width: (text: string): number =>
      [...printable(text)].reduce((sum, char) => sum + advance(char, 'fang') * size.no3 + tracking, 0),
    lines: (text: string, room: number, em: number): string[] =>
      broken(cells([{ kind: 'text', text }], 'fang'), room, room, em).map((line) =>
        line.map(([part]) => part).join(''),
      ),
  };
}

type Lines = Extract<Piece, { kind: 'lines' }>;
const LINES: Omit<Lines, 'lines' | 'first' | 'left' | 'right'> = {
  kind: 'lines',
  align: 'left',
  sticky: false,
  whole: false,
  goesOn: false,
  level: 0,
};

function dateOf(doc: OfficialDocument): [number, number, number] | null {
  const text = doc.signature?.dated ?? doc.colophon?.printedOn ?? '';
  const match = /(\d{4})\D(\d{1,2})\D(\d{1,2})/.exec(text);
  if (!match) return null;
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number);
  return dayOf(year, month, day) === null ? null : [year, month, day];
}
