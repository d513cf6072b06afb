/** A cell as programs write most of them: its column, style and the place of its text. */
export interface PlainCell {
  end: number;
  column: number;
  style: number;
  kind: 'n' | 's' | 'str' | 'inlineStr' | 'empty';
  /** The text of its value, still with entities. */
  from: number;
  until: number;
}

const [SPACE, QUOTE, SLASH, EQUALS, END] = [32, 34, 47, 61, 62];
const [C, R, S, T] = [99, 114, 115, 116];

/** One for all: there are millions, read one after the other. */
const cell: PlainCell = { end: 0, column: 0, style: 0, kind: 'n', from: 0, until: 0 };

/**
 * Reads `<c r="B7" s="3" t="s"><v>12</v></c>`, `<c r="B7"/>` or a cell with a plain inline text. Null for every other
 * cell, and for one that the piece of text cuts off. The answer holds until the next call.
 */
export function plainCell(text: string, start: number): PlainCell | null {
  if (text.charCodeAt(start + 1) !== C || text.charCodeAt(start + 2) !== SPACE) return null;
  const at = attributesOf(text, start + 3);
  if (at < 0) return null;
  if (text.charCodeAt(at) === SLASH) {
    cell.kind = 'empty';
    cell.end = at + 2;
    return text.charCodeAt(at + 1) === END ? cell : null;
  }
  return cell.kind === 'inlineStr' ? inlineText(text, at + 1) : valueOf(text, at + 1);
}

/** Takes `r`, `s` and `t`, in any order; the place of the `>` or `/` behind them, or -1. */
function attributesOf(text: string, from: number): number {
  cell.column = 0;
  cell.style = 0;
  cell.kind = 'n';
  let at = from;
  for (;;) {
    const name = text.charCodeAt(at);
    if (name === SPACE) {
      at++;
      continue;
    }
    if (name === END || name === SLASH) return cell.column > 0 ? at : -1;
    if (text.charCodeAt(at + 1) !== EQUALS || text.charCodeAt(at + 2) !== QUOTE) return -1;
    const until = text.indexOf('"', at + 3);
    if (until < 0 || !takeAttribute(text, name, at + 3, until)) return -1;
    at = until + 1;
  }
}

function takeAttribute(text: string, name: number, from: number, until: number): boolean {
  if (name === R) {
    let column = 0;
    for (let at = from; at < until; at++) {
      const letter = text.charCodeAt(at);
      if (letter < 65 || letter > 90) break;
      column = column * 26 + letter - 64;
    }
    cell.column = column;
    return column > 0;
  }
  if (name === S) {
    let style = 0;
    for (let at = from; at < until; at++) style = style * 10 + text.charCodeAt(at) - 48;
    cell.style = style;
    return style >= 0;
  }
  return name === T && takeKind(text, from, until);
}

const KINDS = ['n', 's', 'str', 'inlineStr'] as const;

function takeKind(text: string, from: number, until: number): boolean {
  for (const kind of KINDS) {
    if (until - from !== kind.length || !text.startsWith(kind, from)) continue;
    cell.kind = kind;
    return true;
  }
  return false;
}

function valueOf(text: string, at: number): PlainCell | null {
  return text.startsWith('<v>', at) ? between(text, at + 3, '</v></c>') : null;
}

function inlineText(text: string, at: number): PlainCell | null {
  if (text.startsWith('<is><t>', at)) return between(text, at + 7, '</t></is></c>');
  const kept = '<is><t xml:space="preserve">';
  return text.startsWith(kept, at) ? between(text, at + kept.length, '</t></is></c>') : null;
}

function between(text: string, from: number, ending: string): PlainCell | null {
  const until = text.indexOf('<', from);
  if (until < 0 || !text.startsWith(ending, until)) return null;
  cell.from = from;
  cell.until = until;
  cell.end = until + ending.length;
  return cell;
}
