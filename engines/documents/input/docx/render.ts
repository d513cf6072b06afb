import type { SourceDocument } from '../source.ts';
import type { Cell, Control, ControlMark, Flow, Paragraph, Row } from './model.ts';

type Rendered = Pick<SourceDocument, 'text' | 'tables' | 'controls'>;
type Range = [start: number, end: number];

/** Writes the walked document as one text with the ranges of its tables and content controls. */
export function renderFlow(flow: Flow): Rendered {
  const writer = new Writer();
  writer.flow(flow, '\n');
  return writer.result();
}

class Writer {
  #parts: string[] = [];
  #length = 0;
  #open = new Map<Control, number>();
  #tables: SourceDocument['tables'] = [];
  #controls: SourceDocument['controls'] = [];

  result(): Rendered {
    return {
      text: this.#parts.join(''),
      tables: this.#tables.sort((a, b) => a.start - b.start || b.end - a.end),
      controls: this.#controls.sort((a, b) => a.start - b.start || b.end - a.end),
    };
  }

  /** @param between what separates two paragraphs: a line end, or within a table cell a space. */
  flow(flow: Flow, between: string): void {
    let isFirst = true;
    const pending: ControlMark[] = [];
    for (const item of flow) {
      if (item.kind === 'mark') {
        // A control that starts here starts with the next paragraph, behind the separator.
        if (item.mark.isStart) pending.push(item.mark);
        else this.#mark(item.mark);
        continue;
      }
      if (!isFirst) this.#write(between);
      isFirst = false;
      for (const mark of pending.splice(0)) this.#mark(mark);
      if (item.kind === 'paragraph') this.#paragraph(item.paragraph, between);
      else this.#table(item.rows, between);
    }
  }

  #write(text: string): void {
    if (text === '') return;
    this.#parts.push(text);
    this.#length += text.length;
  }

  #paragraph(paragraph: Paragraph, between: string): void {
    // Within a cell a line end or a tab would end the row or the cell. Same length, so that marks stay right.
    const text = between === '\n' ? paragraph.text : paragraph.text.replace(/[\n\t]/g, ' ');
    let at = 0;
    for (const { at: markAt, mark } of paragraph.marks) {
      this.#write(text.slice(at, markAt));
      this.#mark(mark);
      at = markAt;
    }
    this.#write(text.slice(at));
  }

  #mark({ control, isStart }: ControlMark): void {
    if (isStart) {
      this.#open.set(control, this.#length);
      return;
    }
    const start = this.#open.get(control);
    this.#open.delete(control);
    if (start !== undefined && control.tag !== '') this.#controls.push({ tag: control.tag, start, end: this.#length });
  }

  #table(rows: Row[], between: string): void {
    const isLayout = rows.every((row) => row.before === 0 && row.cells.length === 1);
    const inner = isLayout && between === '\n' ? '\n' : ' ';
    const start = this.#length;
    const ranges: Range[][] = [];
    let above = new Map<number, Range>();
    rows.forEach((row, index) => {
      if (index > 0) this.#write(between);
      const { cells, origins } = this.#row(row, between, inner, above);
      above = origins;
      ranges.push(cells);
    });
    this.#tables.push({ start, end: this.#length, rows: ranges });
  }

  #row(row: Row, between: string, inner: string, above: Map<number, Range>) {
    const tab = between === '\n' ? '\t' : ' ';
    const cells: Range[] = [];
    const origins = new Map<number, Range>();
    for (let i = 0; i < row.before; i++) {
      cells.push([this.#length, this.#length]);
      this.#write(tab);
    }
    row.cells.forEach((cell, index) => {
      if (index > 0) this.#write(tab);
      const own = this.#cell(cell, inner);
      const range = (cell.isContinued && above.get(cells.length)) || own;
      for (let i = 0; i < cell.span; i++) {
        if (i > 0) this.#write(tab);
        origins.set(cells.length, range);
        cells.push(range);
      }
    });
    return { cells, origins };
  }

  #cell(cell: Cell, inner: string): Range {
    const start = this.#length;
    if (!cell.isContinued) this.flow(cell.content, inner);
    return [start, this.#length];
  }
}
