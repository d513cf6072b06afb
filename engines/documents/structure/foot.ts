import { tidy } from './characters.ts';
import { findDay, onlyDay } from './dates.ts';
import { isOrgan, publicityOf } from './head.ts';
import { FOOT_LINE, WEB_LINE } from './head-words.ts';
import type { Line } from './lines.ts';

/** What stands below the body: where the body ends, which lines inside it are a signature, and what they say. */
export interface ReadFoot {
  bodyTo: number;
  /** Indices of signature and attachment lines in front of `bodyTo` (a document with annexes is signed in the middle). */
  set: ReadonlySet<number>;
  signature: string | null;
  dated: string | null;
  printedOn: string | null;
  publicity: string | null;
}

const PRINTED = /印\s*[发發]\s*$/;
const ATTACHMENTS = /^附\s*件\s*[：:]/;

/** Other pages that a web page names below the document. */
const LINKS =
  /^(?:相关(?:链接|阅读|文章|新闻|信息|文档)|友情链接|延伸阅读|推荐阅读|精彩推荐|热点新闻|上一[篇条]|下一[篇条]|版权所有)\s*(?:[：:]|$)/;
const LONGEST_LINKS = 40;

export function readFoot(lines: readonly Line[], bodyFrom: number): ReadFoot {
  let bodyTo = lines.length;
  const links = lines.findIndex(({ text }, i) => i > bodyFrom && LINKS.test(text));
  if (links >= 0 && lines.length - links <= LONGEST_LINKS) bodyTo = links;
  while (bodyTo > bodyFrom && isFoot(lines, bodyTo - 1)) bodyTo--;
  const set = signaturesInside(lines, bodyFrom, bodyTo);
  const below = [...set].map((i) => lines[i]!).concat(lines.slice(bodyTo));
  attachmentList(lines, bodyFrom, bodyTo, set);
  const found = <T>(read: (line: Line) => T | null): T | null =>
    below.map(read).find((value) => value !== null) ?? null;
  return {
    bodyTo,
    set,
    signature: found(({ text }) => signatureOf(text)),
    dated: found(({ text }) => (PRINTED.test(text) ? null : dayOfSignature(text))),
    printedOn: found(({ text }) => (PRINTED.test(text) ? (findDay(text)?.day ?? null) : null)),
    publicity: found(({ text }) => (text.length <= 40 ? publicityOf(text) : null)),
  };
}

function isFoot(lines: readonly Line[], i: number): boolean {
  const { text } = lines[i]!;
  if (text.length > 200) return false;
  if (text.length <= 60 && PRINTED.test(text) && findDay(text) !== null) return true;
  if (dayOfSignature(text) !== null || FOOT_LINE.test(text) || WEB_LINE.test(text)) return true;
  const below = lines[i + 1]?.text;
  return (
    below !== undefined && isOrgan(text) && (dayOfSignature(below) !== null || PRINTED.test(below) || isOrgan(below))
  );
}

/** A line that is a day, or an office and a day. */
function dayOfSignature(text: string): string | null {
  const day = onlyDay(text);
  if (day !== null) return day;
  const found = text.length <= 60 ? findDay(text) : null;
  if (found === null || !text.trimEnd().endsWith('日')) return null;
  const name = text.slice(0, Math.max(0, text.length - found.printed.length)).trim();
  return text.endsWith(found.printed) && isOrgan(name) ? found.day : null;
}

function signatureOf(text: string): string | null {
  if (PRINTED.test(text)) return null;
  const name = tidy(text.replace(/\s+(?:(?:19|20)\d{2}|二).*日$/, ''));
  return isOrgan(name) ? name : null;
}

/** A day alone on its line with an office above it signs what stands before it, also when annexes follow. */
function signaturesInside(lines: readonly Line[], from: number, to: number): Set<number> {
  const set = new Set<number>();
  for (let i = from + 1; i < to; i++) {
    const { text } = lines[i]!;
    if (text.length > 60 || dayOfSignature(text) === null) continue;
    const above = lines[i - 1]!.text;
    const signed = onlyDay(text) === null || isOrgan(above);
    if (!signed) continue;
    if (isOrgan(above)) set.add(i - 1);
    set.add(i);
    for (let next = i + 1; next < to && FOOT_LINE.test(lines[next]!.text); next++) set.add(next);
  }
  return set;
}

/** 附件：1.… and the numbered names under it are a list of names, not sections. */
function attachmentList(lines: readonly Line[], from: number, to: number, set: Set<number>): void {
  for (let i = from; i < to; i++) {
    if (!ATTACHMENTS.test(lines[i]!.text) || lines[i]!.text.length > 80) continue;
    set.add(i);
    for (
      let next = i + 1;
      next < to && /^\d{1,2}\s*[.．、]/.test(lines[next]!.text) && lines[next]!.text.length <= 60;
      next++
    )
      set.add(next);
  }
}
