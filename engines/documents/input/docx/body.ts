import { inputFault } from '../faults.ts';
import { statementsOf } from '../head-line.ts';
import type { Cell, Control, Flow, Paragraph, Row } from './model.ts';
import type { ListCounter } from './numbering.ts';
import { Removal, trackedBy } from './marks.ts';
import { OpenParagraph } from './paragraph.ts';
import { outlineLevel, type StyleSheet } from './styles.ts';
import { symbolOf } from './symbols.ts';
import { isOn, type XmlContext, type XmlElement, type XmlHandlers } from './xml.ts';

/** What the walker met besides text. */
export interface BodyNotes {
  inserted: number;
  deleted: number;
  moved: number;
  hidden: number;
  footnotes: number;
  comments: number;
  formulas: number;
  unreadSymbols: number;
}

/** What a paragraph's or run's content is read from; everything else in these names is not text on the page. */
const skipped = new Set([
  'w:pPrChange',
  'w:rPrChange',
  'w:sectPrChange',
  'w:tblPrChange',
  'w:tblGridChange',
  'w:tcPrChange',
  'w:trPrChange',
  'w:tblPrExChange',
  'w:numberingChange',
  'w:instrText',
  'w:delText',
  'w:delInstrText',
  'w:sectPr',
  'w:tabs',
  'w:rt',
  'w:binData',
  'w:object',
]);

const MAX_SPAN = 63;

type Frame = { name: string; onClose: (() => void) | null };

/**
 * Walks document.xml, one pass, no tree: open elements are a stack, paragraphs become lines, tables rows of flows.
 * Insertions are taken, deletions dropped, so the text is the page's with all changes accepted.
 */
export class BodyWalker implements XmlHandlers {
  readonly flow: Flow = [];
  readonly notes: BodyNotes = {
    inserted: 0,
    deleted: 0,
    moved: 0,
    hidden: 0,
    footnotes: 0,
    comments: 0,
    formulas: 0,
    unreadSymbols: 0,
  };
  /** Tracked changes, comments and bookmarks are wanted, and paragraphs as they stand. */
  readonly #isMarked: boolean;
  readonly #styles: StyleSheet;
  readonly #lists: ListCounter;
  readonly #context: XmlContext;
  readonly #frames: Frame[] = [];
  #skipDepth = 0;
  #textLength = 0;
  /** The flow that paragraphs are added to: the body, a cell, a text box. */
  #target: Flow = this.flow;
  #paragraph: OpenParagraph | null = null;
  /** Left open by a deleted paragraph mark. */
  #unfinished: OpenParagraph | null = null;
  #rows: Row[] | null = null;
  #row: (Row & { isDeleted: boolean; after: number }) | null = null;
  #cell: (Cell & { isDeleted: boolean }) | null = null;
  #control: Control | null = null;
  #cellControl: Control | null = null;
  #runIsHidden = false;
  /** Text of `w:t` and its like is wanted; elsewhere it is white space between elements. */
  #textKeepsSpace: boolean | null = null;
  /** Complex fields, innermost last: true while the instruction is read; and how many of them are. */
  #fields: boolean[] = [];
  #instructions = 0;
  #blocks = 0;
  /** For each open mc:AlternateContent: has a branch given text? */
  #alternatives: boolean[] = [];

  /** What a skipped deletion holds, and names of the bookmarks that are open. */
  #removal: Removal | null = null;
  readonly #bookmarks = new Map<string, string>();
  #placeholders = 0;

  constructor(styles: StyleSheet, lists: ListCounter, context: XmlContext, isMarked = false) {
    this.#isMarked = isMarked;
    this.#styles = styles;
    this.#lists = lists;
    this.#context = context;
  }

  open(element: XmlElement): void {
    if (this.#skipDepth > 0) {
      this.#skipDepth++;
      this.#removal?.open(element);
      return;
    }
    if (this.#isSkipped(element)) {
      this.#skipDepth = 1;
      return;
    }
    const frame: Frame = { name: element.name, onClose: null };
    this.#frames.push(frame);
    frame.onClose = this.#opened(element);
  }

  close(): void {
    if (this.#skipDepth > 0) {
      this.#skipDepth--;
      if (this.#removal === null) return;
      this.#removal.close();
      if (this.#skipDepth > 0) return;
      if (this.#removal.text !== '') this.#paragraph?.note({ kind: 'deleted', ...this.#removal.result() });
      this.#removal = null;
      return;
    }
    this.#frames.pop()?.onClose?.();
  }

  text(text: string): void {
    if (this.#skipDepth > 0) this.#removal?.write(text);
    if (this.#skipDepth > 0 || this.#textKeepsSpace === null) return;
    const spaced = text.replace(/[\r\n]+/g, ' ').replaceAll('\u00ad', '');
    this.#write(this.#textKeepsSpace ? spaced : spaced.replace(/^[ \t]+|[ \t]+$/g, ''));
  }

  /** Call once at the end: a last paragraph whose mark was deleted is still open. */
  finish(): void {
    this.#flushUnfinished();
  }

  #parent(up = 0): string {
    return this.#frames[this.#frames.length - 1 - up]?.name ?? '';
  }

  #isSkipped(element: XmlElement): boolean {
    const { name } = element;
    if (skipped.has(name)) return true;
    if (name === 'w:del' || name === 'w:moveFrom') return this.#isDeletion(element);
    // Of alternatives the first is read; the next only when it gave nothing.
    if (this.#parent() === 'mc:AlternateContent') return this.#alternatives.at(-1) === true;
    return false;
  }

  /** A deletion around content; as a property (of a mark, a row) it is looked at where it stands. */
  #isDeletion(element: XmlElement): boolean {
    const { name } = element;
    if (this.#parent().endsWith('rPr') || this.#parent() === 'w:trPr' || this.#parent() === 'w:numPr') return false;
    if (name === 'w:del') this.notes.deleted++;
    else this.notes.moved++;
    if (this.#isMarked) this.#removal = new Removal(element);
    return true;
  }

  #opened(element: XmlElement): (() => void) | null {
    switch (element.name) {
      case 'w:p':
        return this.#openParagraph();
      case 'w:r':
        this.#runIsHidden = false;
        return null;
      case 'w:t':
      case 'm:t':
        return this.#openText(element);
      case 'w:tbl':
        return this.#openTable();
      case 'w:tr':
        return this.#openRow();
      case 'w:tc':
        return this.#openCell();
      case 'w:sdt':
        return this.#openControl();
      case 'w:sdtContent':
        return this.#openControlContent();
      case 'w:txbxContent':
        return this.#openBox();
      case 'mc:AlternateContent':
        this.#alternatives.push(false);
        return () => void this.#alternatives.pop();
      case 'w:ins':
        this.notes.inserted++;
        return this.#openInsertion(element);
      case 'w:moveTo':
        return this.#openInsertion(element);
      case 'm:oMath':
        this.notes.formulas++;
        return null;
      default:
        if (this.#parent(1).endsWith('Pr')) this.#property(element);
        else this.#content(element);
        return null;
    }
  }

  /** Children of pPr, rPr, numPr, trPr, tcPr, sdtPr. */
  #property(element: XmlElement): void {
    const value = element.attribute('val');
    const parent = this.#parent(1);
    if (parent === 'w:pPr' && element.name === 'w:pStyle' && this.#paragraph) this.#paragraph.style = value;
    else if (parent === 'w:pPr' && element.name === 'w:jc' && this.#paragraph)
      this.#paragraph.isCentred = value === 'center';
    else if (parent === 'w:pPr' && element.name === 'w:outlineLvl' && this.#paragraph)
      this.#paragraph.outline = outlineLevel(value);
    else if (parent === 'w:numPr') this.#listProperty(element.name, value);
    else if (parent === 'w:rPr') this.#runProperty(element, value);
    else if (parent === 'w:trPr') this.#rowProperty(element.name, value);
    else if (parent === 'w:tcPr') this.#cellProperty(element.name, value);
    else if (parent === 'w:sdtPr' && this.#control && element.name === 'w:tag') this.#control.tag = value ?? '';
    else if (parent === 'w:sdtPr' && this.#control && element.name === 'w:showingPlcHdr')
      this.#control.isPlaceholder = isOn(element);
  }

  #listProperty(name: string, value: string | null): void {
    if (this.#paragraph === null) return;
    if (name === 'w:numId') this.#paragraph.numId = value;
    if (name === 'w:ilvl') this.#paragraph.level = Number.parseInt(value ?? '0', 10);
  }

  #runProperty(element: XmlElement, value: string | null): void {
    const isOfMark = this.#parent(2) === 'w:pPr';
    if (isOfMark && this.#paragraph !== null) {
      const isDeleted = element.name === 'w:del' || element.name === 'w:moveFrom';
      if (isDeleted) this.notes.deleted++;
      if (isDeleted || (element.name === 'w:vanish' && isOn(element))) this.#paragraph.isMarkHidden = true;
      return;
    }
    if (this.#parent(2) !== 'w:r') return;
    if (element.name === 'w:vanish') this.#runIsHidden = isOn(element);
    if (element.name === 'w:rStyle' && this.#styles.vanish(value) === true) this.#runIsHidden = true;
  }

  #rowProperty(name: string, value: string | null): void {
    if (this.#row === null) return;
    if (name === 'w:del') {
      this.notes.deleted++;
      this.#row.isDeleted = true;
    }
    if (name === 'w:gridBefore') this.#row.before = span(value, 0);
    if (name === 'w:gridAfter') this.#row.after = span(value, 0);
  }

  #cellProperty(name: string, value: string | null): void {
    if (this.#cell === null) return;
    if (name === 'w:gridSpan') this.#cell.span = span(value, 1);
    if (name === 'w:vMerge') this.#cell.isContinued = value !== 'restart';
    if (name === 'w:cellDel') {
      this.notes.deleted++;
      this.#cell.isDeleted = true;
    }
  }

  /** Children of runs that stand for characters. */
  #content(element: XmlElement): void {
    switch (element.name) {
      case 'w:tab':
      case 'w:ptab':
        this.#write('\t');
        break;
      case 'w:br':
        this.#break(element.attribute('type') ?? '');
        break;
      case 'w:cr':
        this.#write('\n');
        break;
      case 'w:noBreakHyphen':
        this.#write('-');
        break;
      case 'w:sym':
        this.#symbol(element);
        break;
      case 'w:fldChar':
        this.#fieldMark(element.attribute('fldCharType'));
        break;
      case 'w:footnoteReference':
      case 'w:endnoteReference':
        this.notes.footnotes++;
        break;
      case 'w:commentReference':
        this.notes.comments++;
        this.#paragraph?.note({ kind: 'comment', id: element.attribute('id') ?? '', edge: 'reference' });
        break;
      case 'w:commentRangeStart':
        this.#paragraph?.note({ kind: 'comment', id: element.attribute('id') ?? '', edge: 'start' });
        break;
      case 'w:commentRangeEnd':
        this.#paragraph?.note({ kind: 'comment', id: element.attribute('id') ?? '', edge: 'end' });
        break;
      case 'w:bookmarkStart':
        this.#bookmarks.set(element.attribute('id') ?? '', element.attribute('name') ?? '');
        this.#paragraph?.note({ kind: 'bookmark', name: element.attribute('name') ?? '', isStart: true });
        break;
      case 'w:bookmarkEnd':
        this.#closeBookmark(element.attribute('id') ?? '');
        break;
    }
  }

  #closeBookmark(id: string): void {
    const name = this.#bookmarks.get(id);
    this.#bookmarks.delete(id);
    if (name !== undefined) this.#paragraph?.note({ kind: 'bookmark', name, isStart: false });
  }

  /** Around content its range is noted; as a property it says that a mark or a row is new. */
  #openInsertion(element: XmlElement): (() => void) | null {
    if (!this.#isMarked) return null;
    const tracked = trackedBy(element);
    const parent = this.#parent(1);
    if (parent === 'w:trPr' && this.#row !== null) this.#row.tracked = tracked;
    if (parent === 'w:rPr' && this.#paragraph !== null) this.#paragraph.tracked = tracked;
    if (parent.endsWith('Pr')) return null;
    const paragraph = this.#paragraph;
    paragraph?.note({ kind: 'inserted', tracked, isStart: true });
    return () => paragraph?.note({ kind: 'inserted', tracked, isStart: false });
  }

  #break(type: string): void {
    const paragraph = this.#paragraph;
    if (type === 'page' || type === 'column') paragraph?.pageBreak();
    else if (paragraph !== null && this.#isCentred(paragraph)) paragraph.titleBreak();
    else this.#write('\n');
  }

  #isCentred(paragraph: OpenParagraph): boolean {
    return paragraph.isCentred ?? this.#styles.isCentred(paragraph.style);
  }

  #symbol(element: XmlElement): void {
    const code = Number.parseInt(element.attribute('char') ?? '', 16);
    if (!Number.isInteger(code) || code < 0x20 || code > 0xffff) return;
    const sign = symbolOf(element.attribute('font') ?? '', code);
    if (sign === null) this.notes.unreadSymbols++;
    this.#write(sign ?? '□');
  }

  #fieldMark(type: string | null): void {
    if (type === 'begin') {
      this.#fields.push(true);
      this.#instructions++;
      return;
    }
    if (this.#fields.at(-1) === true && (type === 'separate' || type === 'end')) this.#instructions--;
    if (type === 'end') this.#fields.pop();
    else if (type === 'separate' && this.#fields.length > 0) this.#fields[this.#fields.length - 1] = false;
  }

  #write(text: string): void {
    if (text === '' || this.#paragraph === null) return;
    if (this.#instructions > 0 || this.#placeholders > 0) return;
    if (this.#runIsHidden || this.#styles.vanish(this.#paragraph.style) === true) {
      this.notes.hidden++;
      return;
    }
    this.#count(text.length);
    this.#alternatives.fill(true);
    this.#paragraph.write(text);
  }

  /** Text is counted where it is made: list numbers and empty cells can be many, too. */
  #count(length: number): void {
    this.#textLength += length;
    const { limits, name } = this.#context;
    if (this.#textLength <= limits.textLength) return;
    throw inputFault('input.text-too-large', { name, limit: `${limits.textLength} 字` });
  }

  #countBlock(): void {
    const { limits, name } = this.#context;
    if (++this.#blocks <= limits.docxBlocks) return;
    throw inputFault('input.too-complex', { name, limit: ` ${limits.docxBlocks} 个段落` });
  }

  #openText(element: XmlElement): () => void {
    this.#textKeepsSpace = element.name === 'm:t' || element.attribute('space') === 'preserve';
    return () => {
      this.#textKeepsSpace = null;
    };
  }

  #openParagraph(): () => void {
    this.#countBlock();
    const outer = this.#paragraph;
    const paragraph = this.#unfinished ?? new OpenParagraph();
    paragraph.continueAs();
    this.#unfinished = null;
    this.#paragraph = paragraph;
    return () => {
      this.#paragraph = outer;
      if (paragraph.isMarkHidden || this.#styles.vanish(paragraph.style) === true) this.#unfinished = paragraph;
      else this.#add(paragraph);
    };
  }

  #add(paragraph: OpenParagraph): void {
    const label = this.#label(paragraph);
    this.#count(label.length);
    const outline = paragraph.outline ?? this.#styles.outline(paragraph.style);
    const whole = paragraph.finish(label, outline);
    for (const each of this.#isMarked ? [whole] : apart(whole))
      this.#target.push({ kind: 'paragraph', paragraph: each });
    for (const item of paragraph.boxes) this.#target.push(item);
  }

  /** The list number that Word or WPS prints before this paragraph. */
  #label(paragraph: OpenParagraph): string {
    const inherited = this.#styles.numbering(paragraph.style);
    const numId = paragraph.numId ?? inherited.numId;
    if (numId === null || numId === '0') return '';
    const linked = paragraph.numId === null ? this.#lists.levelOfStyle(numId, inherited.style ?? '') : null;
    return this.#lists.next(numId, paragraph.level ?? linked ?? inherited.level ?? 0);
  }

  /** A deleted mark at the end of a cell, a box or the document has nothing to join. */
  #flushUnfinished(): void {
    const paragraph = this.#unfinished;
    this.#unfinished = null;
    if (paragraph !== null && !(paragraph.isEmpty && paragraph.boxes.length === 0)) this.#add(paragraph);
  }

  #openTable(): () => void {
    this.#countBlock();
    this.#flushUnfinished();
    const outer = this.#rows;
    const rows: Row[] = [];
    const target = this.#target;
    this.#rows = rows;
    return () => {
      this.#rows = outer;
      if (rows.length > 0) target.push({ kind: 'table', rows });
    };
  }

  #openRow(): () => void {
    this.#countBlock();
    const outer = this.#row;
    const row: Row & { isDeleted: boolean; after: number } = {
      before: 0,
      after: 0,
      cells: [],
      isDeleted: false,
      tracked: null,
    };
    this.#row = row;
    const rows = this.#rows;
    return () => {
      this.#row = outer;
      this.#count(row.before + row.after);
      for (let i = 0; i < row.after; i++) row.cells.push({ content: [], span: 1, isContinued: false });
      if (!row.isDeleted && row.cells.length > 0)
        rows?.push({ before: row.before, cells: row.cells, tracked: row.tracked });
    };
  }

  #openCell(): () => void {
    this.#countBlock();
    const outer = this.#cell;
    const target = this.#target;
    const cell = { content: [] as Flow, span: 1, isContinued: false, isDeleted: false };
    this.#cell = cell;
    this.#target = cell.content;
    const row = this.#row;
    const control = this.#cellControl;
    this.#cellControl = null;
    if (control !== null) cell.content.push({ kind: 'mark', mark: { control, isStart: true } });
    return () => {
      this.#flushUnfinished();
      if (control !== null) cell.content.push({ kind: 'mark', mark: { control, isStart: false } });
      this.#cellControl = control;
      this.#count(cell.span);
      this.#cell = outer;
      this.#target = target;
      row?.cells.push({ ...cell, content: cell.isDeleted ? [] : cell.content });
    };
  }

  /** `w:sdt` may stand around runs, paragraphs, cells or rows. */
  #openControl(): () => void {
    this.#countBlock();
    const outer = this.#control;
    this.#control = { tag: '', isPlaceholder: false };
    return () => {
      this.#control = outer;
    };
  }

  #openControlContent(): (() => void) | null {
    const control = this.#control;
    if (control === null) return null;
    if (control.isPlaceholder && this.#isMarked) {
      this.#placeholders++;
      return () => void this.#placeholders--;
    }
    const paragraph = this.#paragraph;
    if (paragraph !== null) {
      paragraph.mark({ control, isStart: true });
      return () => paragraph.mark({ control, isStart: false });
    }
    // Around rows or cells there is no text place to mark.
    if (this.#rows !== null && this.#cell === null) return this.#openCellControl(control);
    const target = this.#target;
    this.#flushUnfinished();
    target.push({ kind: 'mark', mark: { control, isStart: true } });
    return () => {
      this.#flushUnfinished();
      target.push({ kind: 'mark', mark: { control, isStart: false } });
    };
  }

  /** Word puts a control that is all of a cell around the cell: then it is one around what the cell holds. */
  #openCellControl(control: Control): (() => void) | null {
    if (!this.#isMarked || this.#row === null) return null;
    const outer = this.#cellControl;
    this.#cellControl = control;
    return () => {
      this.#cellControl = outer;
    };
  }

  /** A text box has paragraphs and tables of its own; they follow the paragraph it is anchored in. */
  #openBox(): () => void {
    const outer = {
      paragraph: this.#paragraph,
      target: this.#target,
      unfinished: this.#unfinished,
      rows: this.#rows,
      cell: this.#cell,
      row: this.#row,
      isHidden: this.#runIsHidden,
      fields: this.#fields,
      instructions: this.#instructions,
    };
    const content: Flow = [];
    this.#paragraph = null;
    this.#unfinished = null;
    this.#target = content;
    this.#rows = null;
    this.#cell = null;
    this.#row = null;
    this.#fields = [];
    this.#instructions = 0;
    return () => {
      this.#flushUnfinished();
      this.#paragraph = outer.paragraph;
      this.#target = outer.target;
      this.#unfinished = outer.unfinished;
      this.#rows = outer.rows;
      this.#cell = outer.cell;
      this.#row = outer.row;
      this.#runIsHidden = outer.isHidden;
      this.#fields = outer.fields;
      this.#instructions = outer.instructions;
      const after = outer.paragraph?.boxes ?? outer.target;
      for (const item of content) after.push(item);
    };
  }
}

/** A head line of two statements is two lines; one with content controls in it is left as it is. */
function apart(paragraph: Paragraph): Paragraph[] {
  if (paragraph.marks.length > 0 || !paragraph.text.includes('\t')) return [paragraph];
  const statements = statementsOf(paragraph.text.split('\t'));
  return statements?.map((text) => ({ ...paragraph, text, notes: [] })) ?? [paragraph];
}

function span(value: string | null, least: number): number {
  const columns = Number.parseInt(value ?? '', 10);
  return Number.isInteger(columns) ? Math.min(MAX_SPAN, Math.max(least, columns)) : least;
}
