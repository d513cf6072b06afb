import { TABLE_LIMITS } from '../limits.ts';

export interface XmlHandlers {
  /** `tag` is everything between the brackets: name and attributes. */
  open(name: string, tag: string, isEmpty: boolean): void;
  close(name: string): void;
  text?(text: string): void;
  /** Takes a whole element that begins at `start` and is like most; where it ends, or -1 to have it scanned. */
  whole?(text: string, start: number): number;
}

/** Why a text is not the XML that a workbook consists of. */
export class XmlProblem extends Error {
  readonly isDoctype: boolean;
  constructor(message: string, isDoctype = false) {
    super(message);
    this.isDoctype = isDoctype;
  }
}

/**
 * Scans XML as it comes, without building anything: a sheet of a million cells is mostly tags. Prefixes of names are
 * dropped, a DOCTYPE is refused, entities in text are decoded.
 */
export class XmlScanner {
  readonly #on: XmlHandlers;
  #rest = '';

  constructor(on: XmlHandlers) {
    this.#on = on;
  }

  feed(chunk: string): void {
    const text = this.#rest === '' ? chunk : this.#rest + chunk;
    let at = 0;
    for (;;) {
      const next = this.#step(text, at);
      if (next < 0) break;
      at = next;
    }
    this.#rest = text.slice(at);
    if (this.#rest.length > TABLE_LIMITS.textLength) throw new XmlProblem('单元格文字过长');
  }

  end(): void {
    if (this.#rest.includes('<')) throw new XmlProblem('内容在中间断开');
  }

  /** One tag with the text before it; where to go on, or -1 when the piece ends inside it. */
  #step(text: string, at: number): number {
    const start = text.indexOf('<', at);
    if (start < 0) return -1;
    const taken = this.#on.whole?.(text, start) ?? -1;
    if (taken >= 0) return taken;
    const mark = text.charCodeAt(start + 1);
    let end: number;
    if (mark === 33 /* ! */) return this.#special(text, at, start);
    if (mark === 63 /* ? */) {
      end = text.indexOf('?>', start);
      return end < 0 ? -1 : end + 2;
    }
    end = endOfTag(text, start + 1);
    if (end < 0) return -1;
    if (start > at) this.#on.text?.(decodeEntities(text.slice(at, start)));
    if (mark === 47 /* / */) this.#on.close(bareName(text, start + 2, end));
    else {
      const isEmpty = text.charCodeAt(end - 1) === 47;
      const tag = text.slice(start + 1, isEmpty ? end - 1 : end);
      this.#on.open(bareName(text, start + 1, end), tag, isEmpty);
    }
    return end + 1;
  }

  #special(text: string, at: number, start: number): number {
    const isCdata = text.startsWith('<![CDATA[', start);
    const isComment = text.startsWith('<!--', start);
    if (!isCdata && !isComment) {
      if (text.length - start < 9) return -1;
      throw new XmlProblem('含有 DOCTYPE', true);
    }
    const end = text.indexOf(isCdata ? ']]>' : '-->', start);
    if (end < 0) return -1;
    if (start > at) this.#on.text?.(decodeEntities(text.slice(at, start)));
    if (isCdata) this.#on.text?.(text.slice(start + 9, end));
    return end + 3;
  }
}

/** The `>` that ends a tag: one inside quotes does not. */
function endOfTag(text: string, from: number): number {
  let quote = 0;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 62) return at;
    else if (code === 34 || code === 39) quote = code;
  }
  return -1;
}

function bareName(text: string, from: number, until: number): string {
  let start = from;
  let at = from;
  for (; at < until; at++) {
    const code = text.charCodeAt(at);
    if (code === 58) start = at + 1;
    else if (code <= 32 || code === 47) break;
  }
  return text.slice(start, at);
}

/** An attribute of a tag's text, by its name without prefix; null when it has none. */
export function attribute(tag: string, name: string): string | null {
  const quick = tag.indexOf(` ${name}="`);
  if (quick >= 0) {
    const start = quick + name.length + 3;
    return decodeEntities(tag.slice(start, tag.indexOf('"', start)));
  }
  if (!tag.includes(name)) return null;
  const match = new RegExp(`[\\s:]${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return match ? decodeEntities(match[1] ?? match[2] ?? '') : null;
}

/** Of XML, and what web pages called .xls have besides. */
const NAMED: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'amp& lt< gt> quot" apos\' nbsp\u00a0 yen¥ times× middot· hellip… mdash— ndash– deg° sup2² sup3³ permil‰ plusmn± ' +
    'ldquo“ rdquo” lsquo‘ rsquo’'
  )
    .split(' ')
    .map((one) => [one.slice(0, -1), one.slice(-1)]),
);

export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w{2,8}));/g, (whole, decimal, hex, named) => {
    if (named !== undefined) return NAMED[String(named)] ?? whole;
    const point = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
  });
}
