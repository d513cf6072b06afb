import type { Inline } from './model.ts';

/** `{figure:id|text}`, `**bold**`, and `\` before a character that is to stand as it is. */
const TOKEN = /\\(.)|\{figure:([^{}|\s\\]+)\|((?:\\.|[^{}\\])*)\}|\*\*/gsu;

export function parseInlines(source: string): Inline[] {
  const inlines: Inline[] = [];
  let bold = false;
  let from = 0;
  const text = (part: string): void => {
    const last = inlines.at(-1);
    if (part === '') return;
    if (last?.kind === 'text' && (last.bold ?? false) === bold) last.text += part;
    else inlines.push({ kind: 'text', text: part, ...(bold ? { bold } : {}) });
  };
  for (const match of source.matchAll(TOKEN)) {
    text(source.slice(from, match.index));
    from = match.index + match[0].length;
    if (match[1] !== undefined) text(match[1]);
    else if (match[2] !== undefined) inlines.push({ kind: 'figure', id: match[2], text: unescaped(match[3] ?? '') });
    else bold = !bold;
  }
  text(source.slice(from));
  return inlines;
}

export function printInlines(inlines: Inline[]): string {
  return mergeInlines(inlines)
    .map((inline) => {
      if (inline.kind === 'figure') return figureText(inline);
      return inline.bold ? `**${escaped(inline.text)}**` : escaped(inline.text);
    })
    .join('');
}

/** An id that the form cannot hold leaves its text behind. */
function figureText({ id, text }: { id: string; text: string }): string {
  return /^[^{}|\s\\]+$/.test(id) ? `{figure:${id}|${escaped(text)}}` : escaped(text);
}

/** Neighbouring texts of one weight as one, empty ones gone. */
export function mergeInlines(inlines: Inline[]): Inline[] {
  const merged: Inline[] = [];
  for (const inline of inlines) {
    const last = merged.at(-1);
    if (inline.kind === 'figure') merged.push({ ...inline });
    else if (last?.kind === 'text' && (last.bold ?? false) === (inline.bold ?? false)) last.text += inline.text;
    else if (inline.text !== '')
      merged.push({ kind: 'text', text: inline.text, ...(inline.bold ? { bold: true } : {}) });
  }
  return merged;
}

export const escaped = (text: string): string => text.replace(/[\\{}|*]/g, '\\$&').replace(/^ | $/g, '\\ ');

export const unescaped = (text: string): string => text.replace(/\\(.)/gsu, '$1');

/** Without the blanks around it, except one at the end that is marked as text. */
export const trimmed = (line: string): string => /^\s*((?:\\.|[^\\])*?\\?)\s*$/su.exec(line)?.[1] ?? line;
