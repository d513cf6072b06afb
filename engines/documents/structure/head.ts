import type { DocumentHead } from '../reading.ts';
import { tidy } from './characters.ts';
import { findDay, onlyDay } from './dates.ts';
import { documentNumber } from './document-number.ts';
import { KINDS, ORGAN_ENDS, PUBLICITY, TITLE_ENDS, WEB_LINE } from './head-words.ts';
import type { Line } from './lines.ts';
import { markerAt } from './markers.ts';

/** What the lines above the body say, and the index of the first body line (the addressee's, when there is one). */
export interface ReadHead {
  head: DocumentHead;
  bodyFrom: number;
  /** The first line behind the addressee: the same line when title, addressee and text are one line. */
  textFrom: number;
}

const SIGNER = /签\s*发\s*人?\s*[：:]\s*(.{1,60})$/;
const ADDRESSEE_END = /[：:]$/;
const NOT_ADDRESSEE =
  /^(?:附\s*件|来\s*源|时\s*间|作\s*者|签\s*发|主题|[—－-])|[。；]|(?:如下|以下|包括|汇报|报告|答复|是|为|有|即|方面|指出|强调|信息|服务|公开|链接|导航|搜索)[：:]$/;
const LONGEST_HEAD = 60;
const LONGEST_TITLE = 160;
const KIND_END = new RegExp(`(${KINDS.join('|')}|報告|答覆)(?:[（(][^）)]{1,20}[）)])*$`);
const TITLE_END = new RegExp(`(?:${[...KINDS, ...TITLE_ENDS].join('|')}|報告|答覆)(?:[（(][^）)]{1,20}[）)])*$`);
const NAMES_KIND = /报告|报吿|答复|总结|通知|通报|公示|意见|方案|情况/;
const ORGAN_END = new RegExp(`(?:${ORGAN_ENDS.join('|')})$`);

export function readHead(lines: readonly Line[]): ReadHead {
  const stop = firstBodyLine(lines);
  const upper = lines.slice(0, stop);
  const oneLine = headOnOneLine(lines);
  const title = oneLine ?? findTitle(upper, lines);
  const isAddressed = lines[stop] !== undefined && addresseeOf(lines[stop]) !== null;
  const bodyFrom = isAddressed ? stop : title === null ? firstUnknown(upper) : firstUnknown(upper, title.to);
  const above = lines.slice(0, bodyFrom);
  const text = title && tidy(title.text);
  return {
    bodyFrom,
    textFrom: isAddressed && oneLine === null ? bodyFrom + 1 : bodyFrom,
    head: {
      kind: text === null ? null : kindOf(text),
      number: firstOf(above, (line) => documentNumber(line)),
      title: text,
      issuer:
        (text && issuerOfTitle(text)) ??
        firstOf(above, issuerOfRedHead) ??
        firstOf(above, issuerOfOfficer) ??
        firstOf(lines.slice(title?.to ?? bodyFrom, bodyFrom), (line) => (isOrgan(line) ? tidy(line) : null)),
      addressee: oneLine?.addressee ?? (bodyFrom < lines.length ? addresseeOf(lines[bodyFrom]!) : null),
      signer: firstOf(above, signerOf),
      dated: firstOf(above, (line) => onlyDay(line) ?? sessionDay(line)),
      printedOn: null,
      publicity: firstOf(above, (line) => (/公开(?:方式|属性|形式)|此件|本件/.test(line) ? publicityOf(line) : null)),
    },
  };
}

/** Name of an issuing body: short, no punctuation, ending as offices do. */
export function isOrgan(text: string): boolean {
  const name = tidy(text);
  return name.length >= 2 && name.length <= 40 && !/[，。；：、:,;《》\d]/.test(name) && ORGAN_END.test(name);
}

export function publicityOf(line: string): string | null {
  return PUBLICITY.find(([pattern]) => pattern.test(line))?.[1] ?? null;
}

/** The first line that can only be body: an addressee, a marked heading, a table row, a sentence. */
function firstBodyLine(lines: readonly Line[]): number {
  const limit = Math.min(lines.length, LONGEST_HEAD);
  for (let i = 0; i < limit; i++) {
    const { text } = lines[i]!;
    if (WEB_LINE.test(text) || documentNumber(text) || SIGNER.test(text)) continue;
    if (addresseeOf(lines[i]!) !== null) return i;
    if (
      isSession(text) ||
      (text.length <= LONGEST_TITLE && TITLE_END.test(squeezed(text)) && !/。/.test(text) && !leadsSection(text))
    )
      continue;
    if (leadsSection(text) || text.includes('\t') || /[。；;]/.test(text)) return i;
    if (text.length > LONGEST_HEAD && /[，,]/.test(text)) return i;
  }
  return limit;
}

function leadsSection(text: string): boolean {
  const marker = markerAt(text, 0);
  return marker !== null && marker.style !== '首先' && marker.style !== '一是';
}

function addresseeOf(line: Line): string | null {
  const { text } = line;
  if (!ADDRESSEE_END.test(text) || text.length > 120 || NOT_ADDRESSEE.test(text) || leadsSection(text)) return null;
  return tidy(text.slice(0, -1));
}

/** ——2020年7月28日在…会议上, （2017年12月29日…通过): the line under a title. */
function isSession(text: string): boolean {
  return (
    (/^[—－―─\-（(]/.test(text) || /^\d{4}年\d{1,2}月\d{1,2}日在.*上$/.test(text)) &&
    (findDay(text) !== null || /[）)]$/.test(text) || /会议上/.test(text))
  );
}

function sessionDay(text: string): string | null {
  return isSession(text) ? (findDay(text)?.day ?? null) : null;
}

interface Title {
  text: string;
  to: number;
}

/** The title's lines: from 关于 (and the issuer in front of it) to the kind of document it ends with. */
function findTitle(lines: readonly Line[], all: readonly Line[]): Title | null {
  for (let i = 0; i < lines.length; i++) {
    if (isFurniture(lines[i]!.text)) continue;
    const joined = joinTitle(lines, i);
    if (joined !== null) return joined;
  }
  return plainTitle(lines, all);
}

function joinTitle(lines: readonly Line[], from: number): Title | null {
  let text = '';
  let about = false;
  let title: Title | null = null;
  for (let to = from; to < Math.min(lines.length, from + 6); to++) {
    const line = lines[to]!;
    const part = line.text;
    if (
      isFurniture(part) ||
      text.length + part.length > LONGEST_TITLE ||
      (title !== null && line.afterGap && !/^[的（(]/.test(part))
    )
      break;
    if (to > from && !about && !isOrgan(text) && !/关于|關於/.test(part)) break;
    if (to > from && line.afterGap && isOrgan(text) && namesOwnIssuer(part)) break;
    text += to === from ? part : ` ${part}`;
    about ||= /关于|關於/.test(part);
    if ((about || NAMES_KIND.test(squeezed(part))) && TITLE_END.test(squeezed(text))) title = { text, to: to + 1 };
  }
  return title;
}

const ONE_LINE =
  /^([^，。；：:]{4,100}?(?:报告|答复|通知|通报|意见|汇报|函|总结))\s+([^，。；：:\s][^。；：:]{1,40})[：:](?=\s)/;

/** A web copy of a whole document on one line: title and addressee stand before the text, parted by blanks. */
function headOnOneLine(lines: readonly Line[]): (Title & { addressee: string }) | null {
  const line = lines.length > 3 ? undefined : lines[0];
  const match = line && line.text.length > LONGEST_TITLE ? ONE_LINE.exec(line.text.slice(0, LONGEST_TITLE)) : null;
  return match && { text: match[1]!, to: 0, addressee: tidy(match[2]!) };
}

/** A whole title with its own office: the office line above it is the page's banner. */
function namesOwnIssuer(part: string): boolean {
  const at = part.search(/关于|對|对/);
  return at > 0 && TITLE_END.test(part) && isOrgan(part.slice(0, at).trim());
}

/** 政 府 工 作 报 告 */
function squeezed(text: string): string {
  return text.replace(/(?<=[\u4e00-\u9fa5])\s+(?=[\u4e00-\u9fa5])/g, '');
}

/** A heading that names no kind, as round-ups on the web have: the first short line, with the body set off below. */
function plainTitle(lines: readonly Line[], all: readonly Line[]): Title | null {
  const at = lines.findIndex(({ text }) => !isFurniture(text));
  const text = lines[at]?.text ?? '';
  const next = at < 0 ? undefined : all[at + 1];
  if (next === undefined || (!next.afterGap && next.indent < 2 && !WEB_LINE.test(next.text))) return null;
  return text.length >= 4 && text.length <= 50 && !/[。；：:，,]$|[，,].*[，,]/.test(text)
    ? { text, to: at + 1 }
    : null;
}

/** Red head, number, signer, web page lines, dates: nothing a title begins with. */
function isFurniture(text: string): boolean {
  return (
    WEB_LINE.test(text) ||
    documentNumber(text) !== null ||
    SIGNER.test(text) ||
    issuerOfRedHead(text) !== null ||
    onlyDay(text) !== null ||
    isSession(text) ||
    /^[ABCDabcd]\s*[类類]?$|^类别标记|^[（(]?[ABCD][1-4]?[）)]?$/.test(text)
  );
}

/** After the title, lines of the session, the officer, the web page are not body yet. */
function firstUnknown(lines: readonly Line[], from = 0): number {
  const isHead = (text: string): boolean => isFurniture(text) || (from > 0 && isBelowTitle(text));
  const found = lines.findIndex(({ text }, i) => i >= from && !isHead(text));
  return found < 0 ? lines.length : found;
}

function isBelowTitle(text: string): boolean {
  return (
    issuerOfOfficer(text) !== null ||
    isOrgan(text) ||
    /目\s*录$/.test(text) ||
    (TITLE_END.test(text) && /关于/.test(text))
  );
}

function issuerOfRedHead(line: string): string | null {
  const name = tidy(line);
  return /^[\u4e00-\u9fa5（）()]{3,40}文件$/.test(name) && isOrgan(name.slice(0, -2)) ? name.slice(0, -2) : null;
}

/** 广东省审计厅厅长 卢荣春: who gave the report speaks for the office. */
function issuerOfOfficer(line: string): string | null {
  const match =
    /^([\u4e00-\u9fa5]{3,24}?)(?:党组书记|副?(?:局|厅|市|区|县|镇|省|州|主任|部|署|院)长|主任|主席)[\u4e00-\u9fa5、]{0,8}\s+[\u4e00-\u9fa5·\s]{2,6}$/.exec(
      line.trim(),
    );
  if (!match) return null;
  const name = line.slice(0, line.search(/长|主任|主席|党组书记/));
  return isOrgan(match[1]!) ? match[1]! : isOrgan(name) ? name : null;
}

function issuerOfTitle(title: string): string | null {
  const at = title.search(/关于|關於/);
  const name = at > 0 ? title.slice(0, at) : '';
  return name !== '' && isOrgan(name) ? name : null;
}

function kindOf(title: string): string | null {
  const kind = KIND_END.exec(title)?.[1]?.replace('報告', '报告').replace('答覆', '答复') ?? null;
  return kind === '复函' ? '函' : kind === '命令' ? '令' : kind;
}

function signerOf(line: string): string | null {
  const names = SIGNER.exec(line)?.[1];
  if (names === undefined) return null;
  const parts = names.split(/[、，,;；\s\u3000]+/).filter((part) => part !== '');
  return parts.every((part) => part.length === 1) ? parts.join('') : joinNames(parts).join('、');
}

/** Single characters in a row are one name: 张 三 旁人. */
function joinNames(parts: readonly string[]): string[] {
  const names: string[] = [];
  let pending = '';
  for (const part of parts) {
    if (part.length === 1 && pending.length < 2) pending += part;
    else {
      if (pending) names.push(pending);
      pending = part.length === 1 ? part : '';
      if (part.length > 1) names.push(part);
    }
    if (pending.length === 2) {
      names.push(pending);
      pending = '';
    }
  }
  return pending ? [...names, pending] : names;
}

function firstOf<T>(lines: readonly Line[], read: (text: string) => T | null): T | null {
  for (const { text } of lines.slice(0, LONGEST_HEAD)) {
    if (text.length > 400) continue;
    const found = read(text);
    if (found !== null) return found;
  }
  return null;
}
