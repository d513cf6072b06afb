import type { DocxComment } from './comments.ts';
import type { MarkNote, Tracked } from './marks.ts';
import type { Cell, Control, ControlMark, Flow, FlowItem, Paragraph } from './model.ts';

/** A docx with all that changed in it: its text as pages show it with changes accepted, and what was marked there. */
export interface MarkedDocx {
  blocks: MarkedBlock[];
  comments: DocxComment[];
  notes: string[];
}

export type MarkedBlock =
  | ({ kind: 'paragraph' } & MarkedText)
  | { kind: 'table'; rows: { cells: MarkedText[]; tracked: Tracked | null }[] };

/** One paragraph, or a cell with its paragraphs parted by blanks. Ranges are UTF-16 units of `text`. */
export interface MarkedText {
  text: string;
  /** How much of the text is a generated list number. */
  label: number;
  outline: number | null;
  /** Who added the paragraph. */
  tracked: Tracked | null;
  controls: { tag: string; start: number; end: number }[];
  bookmarks: { name: string; start: number; end: number }[];
  inserted: (Tracked & { start: number; end: number })[];
  deleted: (Tracked & { at: number; text: string })[];
  /** Ids of comments; one without a range stands at a place. */
  comments: { id: string; start: number; end: number }[];
}

export function markedBlocks(flow: Flow): MarkedBlock[] {
  const blocks: MarkedBlock[] = [];
  const open = new Set<Control>();
  const spans = new OpenSpans();
  for (const item of flow) {
    if (item.kind === 'mark') setOpen(open, item.mark);
    else if (item.kind === 'paragraph')
      blocks.push({ kind: 'paragraph', ...markedText([item.paragraph], open, spans) });
    else {
      const rows = item.rows.map(({ before, cells, tracked }) => ({
        cells: [...Array.from({ length: before }, emptyText), ...cells.flatMap((cell) => cellTexts(cell, spans))],
        tracked,
      }));
      blocks.push({ kind: 'table', rows });
    }
  }
  return blocks;
}

function setOpen(open: Set<Control>, { control, isStart }: ControlMark): void {
  if (isStart) open.add(control);
  else open.delete(control);
}

const emptyText = (): MarkedText => ({
  text: '',
  label: 0,
  outline: null,
  tracked: null,
  controls: [],
  bookmarks: [],
  inserted: [],
  deleted: [],
  comments: [],
});

/** A cell and the empty places it covers. */
function cellTexts(cell: Cell, spans: OpenSpans): MarkedText[] {
  const open = new Set<Control>();
  const controls = cell.content.flatMap((item) => (item.kind === 'mark' && item.mark.isStart ? [item.mark] : []));
  for (const mark of controls) setOpen(open, mark);
  const own = cell.isContinued ? emptyText() : markedText(paragraphsOf(cell.content), open, spans);
  return [own, ...Array.from({ length: cell.span - 1 }, emptyText)];
}

function paragraphsOf(flow: readonly FlowItem[]): Paragraph[] {
  return flow.flatMap((item) => {
    if (item.kind === 'paragraph') return [item.paragraph];
    if (item.kind === 'table')
      return item.rows.flatMap(({ cells }) => cells.flatMap((cell) => paragraphsOf(cell.content)));
    return [];
  });
}

/** Comments that began in an earlier paragraph. */
class OpenSpans {
  readonly comments = new Set<string>();
}

/** More comments than this at one place are no office's; each costs an entry in every paragraph it spans. */
const MOST_OPEN = 50;

/** @param around controls that hold the whole text. */
function markedText(paragraphs: readonly Paragraph[], around: ReadonlySet<Control>, spans: OpenSpans): MarkedText {
  const text = emptyText();
  for (const [index, paragraph] of paragraphs.entries()) {
    if (index > 0 && text.text !== '' && paragraph.text !== '') text.text += ' ';
    const base = text.text.length;
    text.text += paragraph.text;
    addControls(text, paragraph, base);
    new NoteReader(text, base, paragraph.text.length, spans).read(paragraph.notes);
    text.tracked ??= paragraph.tracked;
    if (index === 0) [text.label, text.outline] = [paragraph.label, paragraph.outline];
  }
  for (const { tag } of around) if (tag !== '') text.controls.push({ tag, start: 0, end: text.text.length });
  text.controls.sort((a, b) => a.start - b.start || b.end - a.end);
  return text;
}

function addControls(text: MarkedText, { marks, text: own }: Paragraph, base: number): void {
  const starts = new Map<Control, number>();
  for (const { at, mark } of marks) {
    if (mark.isStart) starts.set(mark.control, at);
    else if (mark.control.tag !== '')
      text.controls.push({ tag: mark.control.tag, start: base + (starts.get(mark.control) ?? 0), end: base + at });
    if (!mark.isStart) starts.delete(mark.control);
  }
  // A control whose end was lost with a deleted mark reaches to the paragraph's end.
  for (const [{ tag }, at] of starts)
    if (tag !== '') text.controls.push({ tag, start: base + at, end: base + own.length });
}

class NoteReader {
  readonly #text: MarkedText;
  readonly #base: number;
  readonly #length: number;
  readonly #spans: OpenSpans;
  readonly #starts = new Map<string, number>();
  readonly #bookmarks = new Map<string, number>();
  readonly #seen = new Set<string>();
  #insertions: number[] = [];

  constructor(text: MarkedText, base: number, length: number, spans: OpenSpans) {
    this.#text = text;
    this.#base = base;
    this.#length = length;
    this.#spans = spans;
  }

  read(notes: Paragraph['notes']): void {
    for (const { at, note } of notes) this.#note(this.#base + at, note);
    const end = this.#base + this.#length;
    for (const id of this.#spans.comments)
      this.#text.comments.push({ id, start: this.#starts.get(id) ?? this.#base, end });
    for (const [name, start] of this.#bookmarks) this.#text.bookmarks.push({ name, start, end });
  }

  #note(at: number, note: MarkNote): void {
    if (note.kind === 'deleted') this.#text.deleted.push({ ...note.tracked, at, text: note.text });
    else if (note.kind === 'inserted') this.#inserted(at, note);
    else if (note.kind === 'comment') this.#comment(at, note);
    else this.#bookmark(at, note);
  }

  #inserted(at: number, { tracked, isStart }: Extract<MarkNote, { kind: 'inserted' }>): void {
    if (isStart) this.#insertions.push(at);
    else this.#text.inserted.push({ ...tracked, start: this.#insertions.pop() ?? this.#base, end: at });
  }

  #comment(at: number, { id, edge }: Extract<MarkNote, { kind: 'comment' }>): void {
    if (edge === 'start') {
      if (this.#spans.comments.size < MOST_OPEN) this.#spans.comments.add(id);
      this.#starts.set(id, at);
      return;
    }
    const wasOpen = this.#spans.comments.delete(id);
    if (!wasOpen && (edge === 'end' || this.#seen.has(id))) return;
    this.#seen.add(id);
    this.#text.comments.push({ id, start: wasOpen ? (this.#starts.get(id) ?? this.#base) : at, end: at });
  }

  #bookmark(at: number, { name, isStart }: Extract<MarkNote, { kind: 'bookmark' }>): void {
    const start = this.#bookmarks.get(name);
    if (isStart) this.#bookmarks.set(name, at);
    else if (start !== undefined && this.#bookmarks.delete(name)) this.#text.bookmarks.push({ name, start, end: at });
  }
}
