import type { MarkNote, Tracked } from './marks.ts';
import type { ControlMark, FlowItem, Paragraph } from './model.ts';

/** A paragraph while it is read. A deleted paragraph mark leaves it open, and the next one goes on in it. */
export class OpenParagraph {
  #parts: string[] = [];
  #length = 0;
  #marks: Paragraph['marks'] = [];
  #notes: Paragraph['notes'] = [];
  /** Page breaks at a paragraph's edges are not text; within it they are line ends. */
  #pendingBreaks = 0;
  /** Text boxes anchored here: they follow the paragraph. */
  readonly boxes: FlowItem[] = [];
  style: string | null = null;
  numId: string | null = null;
  level: number | null = null;
  isMarkHidden = false;
  isCentred: boolean | null = null;
  outline: number | null = null;
  tracked: Tracked | null = null;
  #last = '';
  #isBroken = false;

  write(text: string): void {
    if (text === '') return;
    if (this.#pendingBreaks > 0 && this.#length > 0) this.#push('\n');
    this.#pendingBreaks = 0;
    if (this.#isBroken && /\w$/.test(this.#last) && /^\w/.test(text)) this.#push(' ');
    this.#isBroken = false;
    this.#push(text);
  }

  /** A title set in lines is one title: its lines join as on a PDF's page. */
  titleBreak(): void {
    this.#isBroken = true;
  }

  pageBreak(): void {
    this.#pendingBreaks++;
  }

  mark(mark: ControlMark): void {
    this.#marks.push({ at: this.#length, mark });
  }

  note(note: MarkNote): void {
    this.#notes.push({ at: this.#length, note });
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  /** Forgets what the previous mark said: the mark that survives decides list, style and hiding. */
  continueAs(): void {
    this.style = null;
    this.numId = null;
    this.level = null;
    this.isMarkHidden = false;
    this.isCentred = null;
    this.outline = null;
    this.tracked = null;
  }

  finish(label: string, outline: number | null): Paragraph {
    return {
      text: label + this.#parts.join(''),
      marks: this.#marks.map(({ at, mark }) => ({ at: at + label.length, mark })),
      label: label.length,
      outline,
      notes: this.#notes.map(({ at, note }) => ({ at: at + label.length, note })),
      tracked: this.tracked,
    };
  }

  #push(text: string): void {
    this.#parts.push(text);
    this.#last = text;
    this.#length += text.length;
  }
}
