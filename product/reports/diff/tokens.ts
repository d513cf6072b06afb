import type { FigureRun, ReportInline, TextRun } from '../text.ts';

/** The smallest part that is kept or changed as a whole: a character, a number, a Latin word, a bound figure. */
export interface Token {
  /** Equal keys print the same; a figure's says which one it is. */
  readonly key: string;
  readonly inline: ReportInline;
}

const PART = /[0-9０-９]+(?:[.,．][0-9０-９]+)*[%％‰]?|[A-Za-z]+|\s+|./gsu;

export function tokensOf(inlines: readonly ReportInline[]): Token[] {
  return inlines.flatMap((inline): Token[] => {
    if (inline.kind === 'figure') return [{ key: figureKey(inline), inline }];
    return (inline.text.match(PART) ?? []).map((text) => ({ key: text, inline: { ...inline, text } }));
  });
}

/** No character of a text token is U+0000, so that no text prints like a figure's key. */
const figureKey = ({ id, text }: FigureRun): string => `\0${id}\0${text}`;

export const isFigure = (token: Token | undefined): boolean => token?.inline.kind === 'figure';

export const textOf = (tokens: readonly Token[]): string => tokens.map(({ inline }) => inline.text).join('');

/** Runs again: neighbours that look alike and cite the same are one. */
export function inlinesOfTokens(tokens: readonly Token[]): ReportInline[] {
  const runs: ReportInline[] = [];
  for (const { inline } of tokens) {
    const last = runs.at(-1);
    if (inline.kind === 'text' && last?.kind === 'text' && isAlike(last, inline))
      runs[runs.length - 1] = { ...last, text: last.text + inline.text };
    else if (inline.kind === 'figure' || inline.text !== '') runs.push(inline);
  }
  return runs;
}

const isAlike = (a: TextRun, b: TextRun): boolean =>
  a.bold === b.bold && a.source === b.source && sameCites(a.cites, b.cites);

export const sameCites = (a: readonly string[] = [], b: readonly string[] = []): boolean =>
  a.length === b.length && a.every((id, at) => id === b[at]);
