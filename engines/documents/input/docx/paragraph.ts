import type { ControlMark, FlowItem, Paragraph } from './model.ts';

/** A paragraph while it is read. A deleted paragraph mark leaves it open, and the next one goes on in it. */
export class OpenParagraph {
  #parts: string[] = [];
  #length = 0;
  #marks: Paragraph['marks'] = [];
  /** Page breaks at a paragraph's edges are not text; within it they are line ends. */
  #pendingBreaks = 0;
  /** Text boxes anchored here: they follow the paragraph. */
  readonly boxes: FlowItem[] = [];
  style: string | null = null;
  numId: string | null = null;
  level: number | null = null;
  isMarkHidden = false;
  isCentred: boolean | null = null;
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
  }

  finish(label: string): Paragraph {
    return {
      text: label + this.#parts.join(''),
      marks: this.#marks.map(({ at, mark }) => ({ at: at + label.length, mark })),
    };
  }

  #push(text: string): void {
    this.#parts.push(text);
    this.#last = text;
    this.#length += text.length;
  }
}
