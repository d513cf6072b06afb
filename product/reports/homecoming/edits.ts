import { cleanText, type MarkedText, type Tracked } from '@quantu/documents';

import { readableHunks } from '../diff/inlines.ts';
import { sameCites, inlinesOfTokens, isFigure, textOf, tokensOf, type Token } from '../diff/tokens.ts';
import type { FigureRun, ReportInline } from '../text.ts';
import { plainOf } from '../text.ts';
import { trackedOf, type ChangeBook } from './book.ts';
import type { Piece, Standing, TextChange } from './change.ts';
import { findLost, foundInlines, type FigureClaims } from './figures.ts';
import { changedWords, quoted } from './words.ts';

/** What changes are told to and what they are told by. */
export interface Telling {
  readonly book: ChangeBook;
  readonly claims: FigureClaims;
}

/** A stretch of a returned text. */
export interface FoundPart {
  readonly text: MarkedText;
  readonly range: readonly [start: number, end: number];
}

export interface SentPart {
  readonly inlines: readonly ReportInline[];
  readonly at: Standing;
}

/** What became of one sent text: null pieces when nothing changed. */
export interface EditedPart {
  readonly joined: string | null;
  readonly pieces: readonly Piece[] | null;
}

/** Compares one or several sent texts with the one or several that became of them. */
export function editedParts(sent: readonly SentPart[], found: readonly FoundPart[], telling: Telling): EditedPart[] {
  if (sent.length === 1 && found.length === 1) {
    findLost(sent[0]!.inlines, found[0]!.text, found[0]!.range, telling.claims);
    if (isSame(sent[0]!.inlines, found[0]!, telling.claims)) return [{ joined: null, pieces: null }];
  } else
    for (const part of found)
      findLost(
        sent.flatMap(({ inlines }) => inlines),
        part.text,
        part.range,
        telling.claims,
      );
  return new PartEditor(sent, found, telling).result();
}

/** Most texts come home as they went. */
function isSame(inlines: readonly ReportInline[], { text, range }: FoundPart, claims: FigureClaims): boolean {
  const back = foundInlines(text, range, claims);
  const name = (inline: ReportInline): string =>
    inline.kind === 'figure' ? `\0${inline.id}\0${inline.text}\0` : inline.text;
  const isLost = inlines.some((inline) => inline.kind === 'figure' && claims.isLost(inline.id));
  return !isLost && inlines.map(name).join('').trim() === back.map(name).join('').trim();
}

interface PlacedToken extends Token {
  readonly part: number;
  readonly start: number;
  readonly end: number;
}

const BREAK: PlacedToken = { key: '\u0001', inline: { kind: 'text', text: '\n' }, part: 0, start: 0, end: 0 };
const isBreak = (token: Token): boolean => token === BREAK;

/** Tokens that compare as they print: a figure by its id, blanks alike, without what no page shows. */
function placedTokens(inlines: readonly ReportInline[], part: number, from: number): PlacedToken[] {
  let at = from;
  const tokens = tokensOf(inlines).map((token): PlacedToken => {
    const { inline } = token;
    const start = at;
    at += inline.text.length;
    const key = inline.kind === 'figure' ? `\0${inline.id}` : cleanText(inline.text).replace(/^\s+$/u, ' ');
    return { key, inline, part, start, end: at };
  });
  const shown = tokens.filter(({ key }) => key !== '');
  const first = shown.findIndex(({ key }) => key !== ' ');
  const last = shown.findLastIndex(({ key }) => key !== ' ');
  return first < 0 ? [] : shown.slice(first, last + 1);
}

function joinedTokens(lists: readonly PlacedToken[][]): PlacedToken[] {
  return lists.flatMap((list, at) => (at === 0 ? list : [BREAK, ...list]));
}

class PartEditor {
  readonly #sent: readonly SentPart[];
  readonly #found: readonly FoundPart[];
  readonly #telling: Telling;
  readonly #before: PlacedToken[];
  readonly #after: PlacedToken[];
  readonly #plain: readonly string[];
  readonly #digits: readonly (readonly [start: number, end: number])[][];
  readonly #out: { joined: string | null; pieces: Piece[] }[];
  #part = 0;

  constructor(sent: readonly SentPart[], found: readonly FoundPart[], telling: Telling) {
    this.#sent = sent;
    this.#found = found;
    this.#telling = telling;
    this.#before = joinedTokens(sent.map(({ inlines }, part) => placedTokens(inlines, part, 0)));
    this.#after = joinedTokens(
      found.map(({ text, range }, part) => placedTokens(foundInlines(text, range, telling.claims), part, range[0])),
    );
    this.#plain = found.map(({ text }) => text.text);
    this.#digits = this.#plain.map((plain) =>
      telling.claims.figuresIn(plain).map(({ start, end }) => [start, end] as const),
    );
    this.#out = sent.map(() => ({ joined: null, pieces: [] }));
  }

  result(): EditedPart[] {
    let [a, b] = [0, 0];
    for (const { aStart, aEnd, bStart, bEnd } of readableHunks(this.#before, this.#after)) {
      this.#kept(a, aStart, b);
      this.#hunk(this.#before.slice(aStart, aEnd), this.#after.slice(bStart, bEnd), bStart);
      [a, b] = [aEnd, bEnd];
    }
    this.#kept(a, this.#before.length, b);
    return this.#out.map(({ joined, pieces }) => ({
      joined,
      pieces: pieces.every(({ kind }) => kind === 'kept') ? null : pieces,
    }));
  }

  get #at(): Standing {
    return this.#sent[this.#part]!.at;
  }

  #push(piece: Piece): void {
    this.#out[this.#part]!.pieces.push(piece);
  }

  #kept(from: number, to: number, b: number): void {
    let run: Token[] = [];
    const flush = (): void => {
      if (run.length > 0) this.#push({ kind: 'kept', inlines: inlinesOfTokens(run) });
      run = [];
    };
    for (let at = from; at < to; at++) {
      const [token, other] = [this.#before[at]!, this.#after[b + at - from]!];
      if (isBreak(token)) {
        flush();
        this.#part++;
      } else if (
        token.inline.kind === 'figure' &&
        other.inline.kind === 'figure' &&
        this.#isChanged(token.inline, other.inline)
      ) {
        flush();
        this.#figure(token.inline, other.inline, token, other);
      } else run.push(token);
    }
    flush();
  }

  #isChanged(before: FigureRun, after: FigureRun): boolean {
    return before.text.trim() !== after.text.trim() || this.#telling.claims.isLost(before.id);
  }

  #figure(before: FigureRun, after: FigureRun, a: PlacedToken, b: PlacedToken): void {
    const isReprinted = before.text.trim() !== after.text.trim();
    const was = this.#telling.claims.readAt(plainOf(this.#sent[a.part]!.inlines), a.start, a.end);
    const is = this.#telling.claims.readAt(this.#plain[b.part]!, b.start, b.end);
    const tracked = this.#tracked(b.part, b.start, b.end, before.text);
    const said = {
      ...this.#at,
      figure: before.id,
      before: before.text,
      after: after.text,
      valueBefore: was?.value ?? null,
      valueAfter: is?.value ?? null,
      unitChanged: before.bound.unit !== after.bound.unit,
      tracked,
    };
    const isEqual = was !== null && is !== null && was.value === is.value && was.unit === is.unit;
    const how = isEqual
      ? '，数值相同，写法不同'
      : said.unitChanged
        ? `，单位由${before.bound.unit}改为${after.bound.unit}`
        : '';
    const { book, claims } = this.#telling;
    const text = isReprinted
      ? book.add({
          kind: 'figure',
          ...said,
          touchesData: !isEqual,
          words: `文中为 ${after.text}，报告数据为 ${before.text}${how}`,
        })
      : null;
    const lost = `${quoted(after.text)}的数据绑定丢失，文字还在；不接受则恢复绑定`;
    const binding = claims.isLost(before.id)
      ? book.add({ kind: 'binding', ...said, touchesData: true, words: lost })
      : null;
    this.#push({ kind: 'figure', before, after, text, binding });
  }

  /** Breaks divide what was changed: those of both sides stay, the others part or join. */
  #hunk(before: readonly PlacedToken[], after: readonly PlacedToken[], place: number): void {
    const [a, b] = [divided(before), divided(after)];
    for (let at = 0; at < Math.max(a.length, b.length); at++) {
      if (at > 0 && at < a.length) this.#part++;
      if (at > 0 && at >= b.length) this.#out[this.#part]!.joined = this.#told('joined', [], []);
      if (at > 0 && at >= a.length) this.#push({ kind: 'break', change: this.#told('split', [], [], place) });
      this.#change(a[at] ?? [], b[at] ?? [], place);
    }
  }

  #change(before: readonly PlacedToken[], after: readonly PlacedToken[], place: number): void {
    if (before.length === 0 && after.length === 0) return;
    const { claims } = this.#telling;
    const gone = figuresIn(before).filter(({ id }) => claims.count(id) === 0);
    const doubled = figuresIn(after).filter(({ id }) => claims.count(id) > 1);
    const digits = this.#newDigits(before, after);
    const kind =
      gone.length > 0
        ? 'figureDeleted'
        : doubled.length > 0
          ? 'figureDuplicated'
          : digits.length > 0
            ? 'digits'
            : 'text';
    const change = this.#told(
      kind,
      before,
      after,
      place,
      [...gone, ...doubled].map(({ id }) => id),
      digits,
    );
    this.#push({
      kind: 'change',
      change,
      before: inlinesOfTokens(before),
      after: inlinesOfTokens(this.#dressed(before, after)),
    });
  }

  #told(
    kind: TextChange['kind'],
    before: readonly PlacedToken[],
    after: readonly PlacedToken[],
    place = -1,
    figures: readonly string[] = [],
    digits: readonly string[] = [],
  ): string {
    const [was, is] = [textOf(before), textOf(after)];
    const words = {
      text: changedWords(was, is),
      digits: `${changedWords(was, is)}，其中 ${digits.join('、')} 没有绑定数据`,
      figureDeleted: `${changedWords(was, is)}，绑定的数字 ${figures.map((id) => this.#telling.claims.sent.get(id)!.text).join('、')} 随之删去`,
      figureDuplicated: `${changedWords(was, is)}，绑定的数字在文中出现了两处`,
      split: '从这里另起一段',
      joined: '与上一段合并',
    }[kind];
    return this.#telling.book.add({
      kind,
      ...this.#at,
      before: was,
      after: is,
      figures,
      digits,
      tracked: this.#trackedAt(after, place, was),
      touchesData: kind === 'figureDeleted',
      words,
    });
  }

  /** Figures that the engine reads where something was put in, as far as nothing binds them and they are new. */
  #newDigits(before: readonly PlacedToken[], after: readonly PlacedToken[]): string[] {
    const old = textOf(before.filter((token) => !isFigure(token)));
    const loose = after.filter((token) => !isFigure(token));
    const found = this.#found.flatMap(({ text }, part) => {
      const isNew = ([start, end]: readonly [number, number]): boolean =>
        loose.some((token) => token.part === part && token.start < end && token.end > start) &&
        this.#telling.claims.of(text).every((claim) => claim.end <= start || claim.start >= end);
      const digits = this.#digits[part]!.filter(isNew);
      return digits.map(([start, end]) => text.text.slice(start, end));
    });
    return found.filter((digits) => !old.includes(digits));
  }

  /** What is put in between words of one run looks and cites as that run does. */
  #dressed(before: readonly PlacedToken[], after: readonly PlacedToken[]): Token[] {
    const first = before[0];
    const at = first === undefined ? -1 : this.#before.indexOf(first);
    const left = first === undefined ? this.#lastKept() : this.#before[at - 1]?.inline;
    const like = before.find((token) => !isFigure(token))?.inline ?? left;
    if (like === undefined || like.kind === 'figure') return [...after];
    const right = before.findLast((token) => !isFigure(token))?.inline ?? like;
    const isOne = right.kind === 'text' && right.bold === like.bold && sameCites(right.cites, like.cites);
    if (!isOne) return [...after];
    const { bold, cites } = like;
    const looks = { ...(bold ? { bold } : {}), ...(cites === undefined ? {} : { cites }) };
    return after.map((token) =>
      token.inline.kind === 'figure' ? token : { key: token.key, inline: { ...token.inline, ...looks } },
    );
  }

  #lastKept(): ReportInline | undefined {
    const last = this.#out[this.#part]!.pieces.at(-1);
    return last?.kind === 'kept' ? last.inlines.at(-1) : undefined;
  }

  #trackedAt(after: readonly PlacedToken[], place: number, removed: string): Tracked | null {
    const [first, last] = [after[0], after.at(-1)];
    if (first !== undefined && last !== undefined && first.part === last.part && !isBreak(first))
      return this.#tracked(first.part, first.start, last.end, removed);
    const next = this.#after[place];
    const previous = this.#after[place - 1];
    if (next !== undefined && !isBreak(next)) return this.#tracked(next.part, next.start, next.start, removed);
    if (previous === undefined) return this.#tracked(0, 0, 0, removed);
    return this.#tracked(previous.part, previous.end, previous.end, removed);
  }

  #tracked(part: number, start: number, end: number, removed: string): Tracked | null {
    const { inserted, deleted } = this.#found[part]!.text;
    const near = removed.length + 8;
    return trackedOf(
      inserted.find((each) => each.start < end && each.end > start) ??
        deleted.find(
          (each) =>
            removed !== '' &&
            each.at >= start - near &&
            each.at <= end + near &&
            (removed.includes(each.text.trim()) || each.text.includes(removed)),
        ),
    );
  }
}

const figuresIn = (tokens: readonly Token[]): FigureRun[] =>
  tokens.flatMap(({ inline }) => (inline.kind === 'figure' ? [inline] : []));

function divided(tokens: readonly PlacedToken[]): PlacedToken[][] {
  const parts: PlacedToken[][] = [[]];
  for (const token of tokens) {
    if (isBreak(token)) parts.push([]);
    else parts.at(-1)!.push(token);
  }
  return parts;
}
