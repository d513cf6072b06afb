import type { TextRun } from '@quantu/reports';
import type { Piece } from './paste.ts';
import { tableIn } from './paste-table.ts';

/** What is on the clipboard and not in the text: looks, pictures, what was deleted, comments and the marks to them. */
const SKIPPED = [
  'style, script, head, title, meta, link, xml, button, img, svg, [hidden]',
  'del, s, strike, .msoDel, .MsoCommentReference, .msocomanchor, .MsoFootnoteReference, .MsoEndnoteReference',
  '[style*="mso-element:comment"], [style*="display:none"], [style*="display: none"], [style*="mso-hide:all"]',
].join();
const BLOCK = /^(P|DIV|LI|H[1-6]|BLOCKQUOTE|PRE|DT|DD|SECTION|ARTICLE|TR|UL|OL|BODY)$/;
/** A number that Word wrote before the item of a list; any other sign there is a bullet. */
const NUMBERED = /[\d一二三四五六七八九十]/;
const RAISED: Readonly<Record<string, string>> = { '2': '²', '3': '³' };

/** The pieces of what Word, WPS, LibreOffice, a table or a page of the web put on the clipboard. */
export function htmlPieces(html: string): Piece[] {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const element of body.querySelectorAll(SKIPPED)) element.remove();
  for (const mark of body.querySelectorAll<HTMLElement>('[style*="mso-list:Ignore"]'))
    if (!NUMBERED.test(mark.textContent ?? '')) mark.remove();
  for (const raised of body.querySelectorAll('sup')) {
    const text = raised.textContent?.trim() ?? '';
    raised.textContent = RAISED[text] ?? text;
  }
  return new Pieces().of(body);
}

class Pieces {
  readonly #pieces: Piece[] = [];
  #runs: TextRun[] = [];
  #rank: number | null = null;
  /** The number of a list's item, until its text comes. */
  #number = '';

  of(body: HTMLElement): Piece[] {
    this.#walk(body, false);
    this.#close();
    return this.#pieces;
  }

  #close(): void {
    const runs = trimmed(this.#runs);
    if (runs.length > 0) this.#pieces.push({ runs, rank: this.#rank });
    this.#runs = [];
  }

  #put(text: string, bold: boolean): void {
    if (text === '') return;
    const isFirst = this.#number !== '' && text.trim() !== '';
    this.#runs.push({
      kind: 'text',
      text: isFirst ? this.#number + text.trimStart() : text,
      ...(bold ? { bold: true } : {}),
    });
    if (isFirst) this.#number = '';
  }

  #walk(node: Node, bold: boolean): void {
    if (node instanceof Text) this.#text(node, bold);
    else if (node instanceof HTMLTableElement) {
      this.#close();
      this.#pieces.push(...tableIn(node));
    } else if (node instanceof HTMLElement) this.#element(node, bold);
  }

  #text(node: Text, bold: boolean): void {
    const isPre = node.parentElement !== null && node.parentElement.closest('pre') !== null;
    if (!isPre) this.#put(oneSpaced(node.data), bold);
    else
      for (const [i, line] of node.data.split('\n').entries()) {
        if (i > 0) this.#close();
        this.#put(oneSpaced(line), bold);
      }
  }

  #element(node: HTMLElement, bold: boolean): void {
    const isBlock = BLOCK.test(node.tagName) || node.tagName === 'BR';
    if (isBlock) this.#close();
    const before = this.#rank;
    if (/^H[1-6]$/.test(node.tagName)) this.#rank = Number(node.tagName[1]) - 1;
    if (node.style.pageBreakBefore === 'always' && this.#pieces.length > 0) this.#pieces.push('break');
    this.#number = numberOf(node) || this.#number;
    for (const child of node.childNodes) this.#walk(child, bold || isBold(node));
    if (isBlock) this.#close();
    this.#rank = before;
  }
}

/** Lines of the file are no lines of the text: between two Chinese characters a line end is nothing. */
const oneSpaced = (text: string): string =>
  text
    .replaceAll(/(?<=[\p{Script=Han}，。；：、！？”）》])\s*\n\s*(?=[\p{Script=Han}“（《])/gu, '')
    .replaceAll(/[\u00a0\s]+/g, ' ');

/** 1. or （1） of an item whose number its list gives it. */
function numberOf(node: HTMLElement): string {
  const list = node.parentElement;
  if (node.tagName !== 'LI' || list?.tagName !== 'OL') return '';
  const items = [...list.children].filter(({ tagName }) => tagName === 'LI');
  const count = (Number(list.getAttribute('start')) || 1) + items.indexOf(node);
  return list.parentElement?.closest('ol') ? `（${count}）` : `${count}.`;
}

const isBold = ({ tagName, style }: HTMLElement): boolean =>
  tagName === 'B'
    ? style.fontWeight !== 'normal'
    : tagName === 'STRONG' || Number(style.fontWeight) >= 600 || style.fontWeight === 'bold';

/** Without the spaces at both ends; neighbours of one look are one. */
function trimmed(runs: readonly TextRun[]): TextRun[] {
  const all: TextRun[] = [];
  for (const run of runs) {
    const last = all.at(-1);
    if (last && last.bold === run.bold) all[all.length - 1] = { ...last, text: last.text + run.text };
    else all.push(run);
  }
  if (all[0]) all[0] = { ...all[0], text: all[0].text.replace(/^[\u3000 ]+/, '') };
  const end = all.at(-1);
  if (end) all[all.length - 1] = { ...end, text: end.text.replace(/[\u3000 ]+$/, '') };
  return all.filter(({ text }) => text !== '');
}
