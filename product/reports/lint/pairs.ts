import type { Slip } from './finding.ts';

const SOURCE = 'GB/T 15834-2011《标点符号用法》';
const CLOSES: Readonly<Record<string, string>> = { '“': '”', '‘': '’', '《': '》', '〈': '〉', '（': '）', '〔': '〕' };
const OPENS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(CLOSES).map(([open, close]) => [close, open]),
);
/** Within a pair of these the same marks may not stand again. */
const INNER: Readonly<Record<string, string>> = { '“': '‘’', '《': '〈〉' };

interface Open {
  readonly mark: string;
  readonly at: number;
  /** Pairs of the same marks directly within. */
  readonly inner: { readonly from: number; readonly to: number }[];
}

/** Marks that open and never close in their passage or the other way round, and “…“…”…”. */
export function pairSlips(text: string): Slip[] {
  const found: Slip[] = [];
  const open: Open[] = [];
  const lone: { mark: string; at: number }[] = [];
  for (let at = 0; at < text.length; at++) {
    const mark = text[at]!;
    if (CLOSES[mark] !== undefined) open.push({ mark, at, inner: [] });
    const wanted = OPENS[mark];
    if (wanted === undefined) continue;
    const last = open.findLastIndex((one) => one.mark === wanted);
    if (last < 0) {
      if (!isFree(text, at)) lone.push({ mark, at });
      continue;
    }
    const [closed, ...lost] = open.splice(last);
    lone.push(...lost);
    found.push(...closed!.inner.map(({ from, to }) => nested(text, closed!, from, to)));
    const around = open.at(-1);
    if (around?.mark === wanted && INNER[wanted] !== undefined) around.inner.push({ from: closed!.at, to: at + 1 });
  }
  return [
    ...found,
    ...unpaired(
      text,
      [...lone, ...open].toSorted((a, b) => a.at - b.at),
    ),
  ];
}

/** 1）is a list marker, ’ behind a letter an apostrophe. */
const isFree = (text: string, at: number): boolean =>
  /(?:^|[。；])\d{1,2}）$|[A-Za-z]’$/u.test(text.slice(Math.max(0, at - 4), at + 1));

function nested(text: string, { at, mark }: Open, from: number, to: number): Slip {
  const inner = INNER[mark]!;
  return {
    code: 'quotes-nested',
    severity: 'warn',
    from,
    to,
    text: `“${text.slice(at, Math.min(to, at + 16))}”里面再用同样的标点，应改用“${inner}”`,
    source: SOURCE,
    fix: `${inner[0]}${text.slice(from + 1, to - 1)}${inner[1]}`,
  };
}

/** Two opening marks in a row, or two closing ones: one of them was typed the wrong way round. */
function unpaired(text: string, lone: readonly { mark: string; at: number }[]): Slip[] {
  const found: Slip[] = [];
  for (let index = 0; index < lone.length; index++) {
    const [one, next] = [lone[index]!, lone[index + 1]];
    const isTurned = next?.mark === one.mark && isQuoted(text.slice(one.at + 1, next.at));
    if (isTurned) index++;
    const isOpening = CLOSES[one.mark] !== undefined;
    const at = isTurned && isOpening ? next.at : one.at;
    const right = isOpening ? CLOSES[one.mark]! : OPENS[one.mark]!;
    const said = isOpening ? `“${one.mark}”没有配对的“${right}”` : `“${one.mark}”前面没有对应的“${right}”`;
    found.push({
      code: 'unbalanced',
      severity: 'warn',
      from: at,
      to: at + 1,
      text: isTurned ? `这里的“${one.mark}”应为“${right}”` : said,
      source: SOURCE,
      ...(isTurned ? { fix: right } : {}),
    });
  }
  return found;
}

const isQuoted = (text: string): boolean => text.length > 0 && text.length <= 40 && !/[。；“”]/u.test(text);
