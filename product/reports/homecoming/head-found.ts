import { onlyDay } from '@quantu/documents';

import { officialOf } from '../official.ts';
import type { ReportHead, ReportText } from '../text.ts';
import { featuresOf, similarity } from '../diff/similarity.ts';
import { squeezed, type FoundLine } from './found-lines.ts';

/** What of the returned document is its head and foot, and what they say. */
export interface FoundHead {
  /** Fields that say something else now. */
  readonly changed: Partial<Record<keyof ReportHead, string | readonly string[]>>;
  /** Lines that are neither text nor any field: 特急, 机密. */
  readonly unknown: readonly string[];
  /** The lines between, in order. */
  readonly body: readonly FoundLine[];
}

/**
 * Finds the fields around the text, also when they were typed anew.
 *
 * @param isBody whether a line is known to be text of the report.
 */
export function findHead(
  sent: ReportText,
  lines: readonly FoundLine[],
  isBody: (line: FoundLine) => boolean,
): FoundHead {
  const first = lines.findIndex(isBody);
  const last = lines.findLastIndex(isBody);
  const upper = new HeadReader(sent).read(first < 0 ? lines : lines.slice(0, first));
  const below = first < 0 ? upper.rest : lines.slice(last + 1);
  const lower = new FootReader(sent).read(below);
  const middle = first < 0 ? [] : lines.slice(first, last + 1);
  const said = { ...upper.said, ...lower.said };
  return {
    changed: changedFields(sent, said),
    unknown: upper.unknown,
    body: [...(first < 0 ? [] : upper.rest), ...middle, ...lower.rest],
  };
}

type Said = Partial<Record<keyof ReportHead, string>>;

/** Fields as one text, blanks left out, as the typesetter prints them. */
function printedFields(sent: ReportText): Record<keyof ReportHead, string> {
  const official = officialOf(sent, null);
  const { colophon } = official;
  const { head } = sent;
  return {
    title: head.title.join(''),
    redHead: head.redHead,
    number: head.number,
    signers: head.signers.join('、'),
    addressee: head.addressee.replace(/[：:]$/, ''),
    issuers: head.issuers.join('、'),
    dated: official.signature?.dated ?? '',
    attachments: head.attachments.map(unnumbered).join('\n'),
    note: unwrapped(head.note),
    copyTo: (colophon?.copyTo ?? []).join('，').replace(/[。．.]+$/, ''),
    printer: colophon?.printer ?? '',
    printedOn: colophon?.printedOn ?? '',
  };
}

const unnumbered = (name: string): string => name.replace(/^\d+[.．、]\s*/, '');
const unwrapped = (note: string): string => note.trim().replace(/^[（(]|[）)]$/g, '');

/** A list is parted where its field prints a separator. */
const LISTS: Partial<Record<keyof ReportHead, RegExp>> = {
  title: /\n/,
  signers: /[、，,\s]+/,
  issuers: /、/,
  attachments: /\n/,
  copyTo: /[，,]/,
};

function changedFields(sent: ReportText, said: Said): FoundHead['changed'] {
  const printed = printedFields(sent);
  const changed: FoundHead['changed'] = {};
  for (const field of Object.keys(printed) as (keyof ReportHead)[]) {
    const now = said[field] ?? '';
    if (squeezed(now) === squeezed(printed[field])) continue;
    const parts = LISTS[field];
    if (parts === undefined) changed[field] = field === 'dated' || field === 'printedOn' ? (onlyDay(now) ?? now) : now;
    else
      changed[field] = now
        .split(parts)
        .map((each) => each.trim())
        .filter((each) => each !== '');
  }
  return changed;
}

const alike = (a: string, b: string): number => similarity(featuresOf(a), featuresOf(b));
const NUMBER = /[〔﹝[【（(［]\s*\d{4}\s*[〕﹞\]】）)］]\s*第?\s*\d+\s*号/u;
const SIGNER = /签\s*发\s*人?\s*[：:]/u;
const RANKS = /^(?:绝密|机密|秘密|特急|加急|平急|特提|急件|\d{6}$)/u;
const LONGEST_ADDRESSEE = 60;

/** Reads downwards: 发文机关标志, 发文字号 and 签发人, title, 主送机关. */
class HeadReader {
  readonly #sent: ReportHead;
  readonly #said: Said = {};
  readonly #unknown: string[] = [];

  constructor(sent: ReportText) {
    this.#sent = sent.head;
  }

  read(lines: readonly FoundLine[]): { said: Said; unknown: readonly string[]; rest: readonly FoundLine[] } {
    const end = this.#addressee(lines);
    const texts = lines.slice(0, end).flatMap((line) => (line.kind === 'text' ? [line.text] : []));
    const { red, title } = this.#divided(this.#numbered(texts));
    this.#say('redHead', red.join(''));
    this.#say('title', title.join('\n'));
    return {
      said: this.#said,
      unknown: this.#unknown,
      rest: lines.slice(this.#said.addressee === undefined ? end : end + 1),
    };
  }

  #say(field: keyof ReportHead, text: string): void {
    if (text !== '') this.#said[field] = text;
  }

  /** Index of the line that names whom it is sent to, or of the first that can only be text. */
  #addressee(lines: readonly FoundLine[]): number {
    const { addressee } = this.#sent;
    const stop = lines.findIndex((line) => line.kind === 'table' || /[。；]/u.test(line.text));
    const head = stop < 0 ? lines : lines.slice(0, stop);
    const scored = head.map((line) => {
      if (line.kind === 'table' || line.text.length > LONGEST_ADDRESSEE) return 0;
      const name = squeezed(line.text).replace(/[：:]$/, '');
      if (name === squeezed(addressee).replace(/[：:]$/, '')) return 3;
      if (!/[：:]$/u.test(line.text) || SIGNER.test(line.text)) return 0;
      return (addressee === '' ? 0 : 1) + alike(name, addressee);
    });
    const best = scored.indexOf(Math.max(...scored, 0.01));
    if (best < 0 || (addressee === '' && scored[best]! < 1)) return this.#titleEnd(head);
    const line = head[best]!;
    this.#say('addressee', line.kind === 'text' ? line.text.replace(/[：:]$/, '') : '');
    return best;
  }

  /** Without an addressee the head ends with the last line of the title that was sent. */
  #titleEnd(lines: readonly FoundLine[]): number {
    const { title, redHead, number, signers } = this.#sent;
    const known = [title.join(''), redHead, number, signers.join('')].map(squeezed).filter((text) => text !== '');
    const isHead = (line: FoundLine): boolean => {
      if (line.kind === 'table') return false;
      const text = squeezed(line.text);
      if (NUMBER.test(text) || SIGNER.test(text) || RANKS.test(text)) return true;
      return known.some((field) => field.includes(text) || alike(field, text) >= 0.4);
    };
    return lines.findLastIndex(isHead) + 1;
  }

  /** Takes the rows of 发文字号 and 签发人 out; what stands above and below them is told apart by them. */
  #numbered(texts: readonly string[]): { above: string[]; below: string[] | null } {
    const signers: string[] = [];
    const [above, below]: [string[], string[]] = [[], []];
    let isBelow = false;
    for (const text of texts) {
      const wasNumbered = isBelow;
      if (
        NUMBER.test(text) ||
        SIGNER.test(text) ||
        (wasNumbered && below.length === 0 && this.#isSigners(text, signers))
      ) {
        isBelow = true;
        const [front = '', names] = text.split(SIGNER);
        if (NUMBER.test(front)) this.#say('number', squeezed(front));
        else if (names === undefined) signers.push(...namesOf(text));
        if (names !== undefined) signers.push(...namesOf(names));
      } else if (RANKS.test(squeezed(text)) && !isBelow) this.#unknown.push(text);
      else (isBelow ? below : above).push(text);
    }
    if (this.#said.number === undefined && !isBelow && squeezed(this.#sent.number) !== '') {
      const at = above.findIndex((text) => squeezed(text) === squeezed(this.#sent.number));
      if (at >= 0) {
        this.#say('number', above[at]!);
        return { above: above.slice(0, at), below: above.slice(at + 1) };
      }
    }
    this.#say('signers', signers.join('、'));
    return { above, below: isBelow ? below : null };
  }

  /** A further row of names under 签发人. */
  #isSigners(text: string, before: readonly string[]): boolean {
    return before.length > 0 && namesOf(text).every((name) => name.length <= 4 && /^\p{Script=Han}+$/u.test(name));
  }

  #divided({ above, below }: { above: string[]; below: string[] | null }): { red: string[]; title: string[] } {
    const { redHead, title } = this.#sent;
    if (redHead === '') return { red: [], title: [...above, ...(below ?? [])] };
    if (below !== null && (below.length > 0 || title.length === 0)) return { red: above, title: below };
    const red = above.findLastIndex((text) => {
      const part = squeezed(text);
      return squeezed(redHead).includes(part) || alike(part, redHead) > alike(part, title.join(''));
    });
    return { red: above.slice(0, red + 1), title: above.slice(red + 1) };
  }
}

const namesOf = (text: string): string[] => text.split(/[\s、，,]+/u).filter((name) => name !== '');

const ATTACHMENT = /^附\s*件\s*[：:]\s*/u;
const COPY_TO = /^抄\s*送\s*[：:]\s*/u;
const PRINTED = /印\s*发$/u;
const DAY =
  /[\d〇○零一二三四五六七八九]{4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日/u;
const LONGEST_ISSUER = 40;

/** Reads 附件说明, signature, 附注 and 版记; whatever else stands there is text that somebody wrote. */
class FootReader {
  readonly #sent: ReportHead;
  readonly #said: Said = {};
  readonly #lists: Record<'attachments' | 'issuers' | 'copyTo', string[]> = {
    attachments: [],
    issuers: [],
    copyTo: [],
  };

  constructor(sent: ReportText) {
    this.#sent = sent.head;
  }

  read(lines: readonly FoundLine[]): { said: Said; rest: readonly FoundLine[] } {
    const dated = this.#dateLine(lines);
    const rest: FoundLine[] = [];
    for (const [at, line] of lines.entries()) {
      if (line.kind === 'table' || !this.#takes(line.text, at, dated, lines)) rest.push(line);
    }
    const said = { ...this.#said };
    if (this.#lists.attachments.length > 0) said.attachments = this.#lists.attachments.join('\n');
    if (this.#lists.issuers.length > 0) said.issuers = this.#lists.issuers.join('、');
    if (this.#lists.copyTo.length > 0) said.copyTo = this.#lists.copyTo.join('，').replace(/[。．.]+$/, '');
    return { said, rest };
  }

  /** 成文日期: the last line that is a day and nothing else, or what was sent. */
  #dateLine(lines: readonly FoundLine[]): number {
    const sent = squeezed(officialDay(this.#sent));
    return lines.findLastIndex(
      (line) => line.kind === 'text' && (onlyDay(line.text) !== null || (sent !== '' && squeezed(line.text) === sent)),
    );
  }

  #takes(text: string, at: number, dated: number, lines: readonly FoundLine[]): boolean {
    if (at === dated) return this.#say('dated', text);
    if (ATTACHMENT.test(text)) return this.#attached(text.replace(ATTACHMENT, ''));
    if (COPY_TO.test(text)) return this.#lists.copyTo.push(text.replace(COPY_TO, '')) > 0;
    if (PRINTED.test(text)) return this.#printed(text);
    if (this.#said.dated === undefined && this.#lists.attachments.length > 0 && /^\d{1,2}\s*[.．、]/u.test(text))
      return this.#attached(text);
    if (this.#isIssuer(text, at, dated, lines)) return this.#lists.issuers.push(text) > 0;
    if (at > dated && this.#said.note === undefined && /^[（(][^）)]*[）)]$/u.test(text))
      return this.#say('note', unwrapped(text));
    const printer = squeezed(this.#sent.printer);
    return printer !== '' && squeezed(text) === printer && at > dated && this.#say('printer', text);
  }

  #say(field: keyof ReportHead, text: string): boolean {
    this.#said[field] = text;
    return true;
  }

  #attached(text: string): boolean {
    return this.#lists.attachments.push(unnumbered(text.trim())) > 0;
  }

  #printed(text: string): boolean {
    const day = DAY.exec(text)?.[0] ?? '';
    const [printer = ''] = text.replace(PRINTED, '').split(day === '' ? '\t' : day);
    this.#say('printer', printer.trim());
    return this.#say('printedOn', day === '' ? text.replace(PRINTED, '').replace(printer, '').trim() : day);
  }

  /** A name that was sent, or one like a name directly above the day. */
  #isIssuer(text: string, at: number, dated: number, lines: readonly FoundLine[]): boolean {
    const name = squeezed(text);
    if (this.#sent.issuers.some((issuer) => squeezed(issuer) === name)) return true;
    if (at > dated || text.length > LONGEST_ISSUER || /[。；，：、]/u.test(text)) return false;
    const isAbove = lines
      .slice(at + 1, dated)
      .every((line) => line.kind === 'text' && line.text.length <= LONGEST_ISSUER && !/[。；，：]/u.test(line.text));
    return isAbove && (this.#sent.issuers.length > 0 ? dated - at <= this.#sent.issuers.length : dated - at === 1);
  }
}

function officialDay(head: ReportHead): string {
  return officialOf({ head, sections: [] }, null).signature?.dated ?? '';
}
