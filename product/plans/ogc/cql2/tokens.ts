import { ogcFault } from '../faults.ts';

export interface Token {
  readonly kind: 'name' | 'quoted' | 'text' | 'number' | 'sign' | 'end';
  /** Names and signs as written, texts without their quotes. */
  readonly text: string;
  /** From 1. */
  readonly at: number;
}

const SPACE = /\s+/y;
const TOKEN =
  /(?<name>[\p{L}_:][\p{L}\p{N}_.:-]*)|(?<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|'(?<text>(?:[^'\\]|''|\\[^])*)'|"(?<quoted>(?:[^"]|"")*)"|(?<sign><>|<=|>=|[=<>(),])/uy;

const CONTROLS: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
};

/** What stands between quotes. A backslash before another sign stays: LIKE reads it. */
const unescaped = (text: string): string =>
  text.replace(/''|\\([^])/g, (both, sign?: string) =>
    sign === undefined || sign === "'" ? "'" : sign === '\\' ? '\\' : (CONTROLS[sign] ?? both),
  );

/** The words of a filter; what is none is told with its place. */
export function tokensOf(filter: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    SPACE.lastIndex = at;
    at += SPACE.exec(filter)?.[0].length ?? 0;
    if (at >= filter.length) break;
    TOKEN.lastIndex = at;
    const groups = TOKEN.exec(filter)?.groups;
    if (!groups) {
      const sign = filter.slice(at, at + 1);
      throw ogcFault('ogc.filter', { at: at + 1, why: `unexpected “${sign}”`, said: `不认识“${sign}”` });
    }
    tokens.push(tokenOf(groups, at + 1));
    at = TOKEN.lastIndex;
  }
  return [...tokens, { kind: 'end', text: '', at: filter.length + 1 }];
}

function tokenOf(groups: Readonly<Record<string, string | undefined>>, at: number): Token {
  const { name, number, text, quoted, sign } = groups;
  if (name !== undefined) return { kind: 'name', text: name, at };
  if (number !== undefined) return { kind: 'number', text: number, at };
  if (text !== undefined) return { kind: 'text', text: unescaped(text), at };
  if (quoted !== undefined) return { kind: 'quoted', text: quoted.replaceAll('""', '"'), at };
  return { kind: 'sign', text: sign!, at };
}
