import { defineFaults } from '@quantu/base';

import { parseBlocks, printBlocks } from './markup-blocks.ts';
import type { OfficialDocument } from './model.ts';

export const markupFault = defineFaults({
  'markup.unclosed-head': { status: 422, text: '文首以 --- 开始，却没有以 --- 结束，请补上结束行' },
  'markup.unknown-key': { status: 422, text: '第 {line} 行的“{key}”不是文首项目，可用的有：{known}' },
  'markup.not-a-pair': { status: 422, text: '第 {line} 行“{text}”应写成“项目: 内容”' },
});

/** The head and foot of a document, one `项目: 内容` a line; those marked many may be repeated. */
const KEYS = {
  份号: 'copyNumber',
  密级: 'secrecy',
  紧急程度: 'urgency',
  红头: 'redHead',
  文号: 'number',
  签发人: 'signers',
  标题: 'title',
  主送: 'addressee',
  附件: 'attachments',
  署名: 'issuers',
  日期: 'dated',
  附注: 'note',
  抄送: 'copyTo',
  印发机关: 'printer',
  印发日期: 'printedOn',
  标记: 'mark',
} as const;

/**
 * Reads the light markup: head and foot between two lines `---`, then the body, one paragraph a line. Headings are
 * known by their markers 一、 （一） 1. （1） or by `#`; `- ` makes lists, `|` tables, `===` a new page, `+++ ` an annex.
 * `**bold**`, `{figure:id|text}`, and `\` before what shall stand as it is.
 */
export function parseMarkup(source: string): OfficialDocument {
  const lines = source.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  const bodyFrom = lines[0]?.trim() === '---' ? lines.findIndex((line, at) => at > 0 && line.trim() === '---') + 1 : 0;
  if (lines[0]?.trim() === '---' && bodyFrom === 0) throw markupFault('markup.unclosed-head');
  const head = readHead(lines.slice(1, Math.max(1, bodyFrom - 1)));
  const { body, annexes } = splitAnnexes(lines.slice(bodyFrom));
  return { ...documentOf(head), body, ...(annexes.length > 0 ? { annexes } : {}) };
}

type Head = Map<(typeof KEYS)[keyof typeof KEYS], string[]>;

function readHead(lines: string[]): Head {
  const head: Head = new Map();
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const match = /^\s*([^:：]+?)\s*[:：]\s*(.*?)\s*$/.exec(line);
    if (!match) throw markupFault('markup.not-a-pair', { line: index + 2, text: line.trim().slice(0, 40) });
    const [, key = '', value = ''] = match;
    if (!isKey(key)) {
      const known = Object.keys(KEYS).join('、');
      throw markupFault('markup.unknown-key', { line: index + 2, key: key.slice(0, 40), known });
    }
    if (value !== '') head.set(KEYS[key], [...(head.get(KEYS[key]) ?? []), value]);
  }
  return head;
}

const isKey = (key: string): key is keyof typeof KEYS => Object.hasOwn(KEYS, key);

function documentOf(head: Head): Omit<OfficialDocument, 'body'> {
  const one = (key: Parameters<Head['get']>[0]): string | undefined => head.get(key)?.at(-1);
  const many = (key: Parameters<Head['get']>[0]): string[] => head.get(key) ?? [];
  const doc: Omit<OfficialDocument, 'body'> = { redHead: one('redHead') ?? null, title: many('title') };
  for (const key of ['copyNumber', 'secrecy', 'urgency', 'number', 'addressee', 'note', 'mark'] as const) {
    const value = one(key);
    if (value !== undefined) doc[key] = value;
  }
  const signers = many('signers').flatMap((names) => names.split(/[、，,]/).map((name) => name.trim()));
  if (signers.length > 0) doc.signers = signers.filter((name) => name !== '');
  if (head.has('attachments')) doc.attachments = many('attachments');
  if (head.has('issuers') || head.has('dated')) doc.signature = { issuers: many('issuers'), dated: one('dated') ?? '' };
  const copyTo = many('copyTo');
  const printer = one('printer');
  const printedOn = one('printedOn');
  if (copyTo.length > 0 || printer !== undefined || printedOn !== undefined) {
    doc.colophon = {
      ...(copyTo.length > 0 ? { copyTo } : {}),
      ...(printer === undefined ? {} : { printer }),
      ...(printedOn === undefined ? {} : { printedOn }),
    };
  }
  return doc;
}

function splitAnnexes(
  lines: string[],
): Pick<OfficialDocument, 'body'> & { annexes: NonNullable<OfficialDocument['annexes']> } {
  const starts = lines.flatMap((line, at) => (/^\+\+\+(?:\s|$)/.test(line) ? [at] : []));
  const annexes = starts.map((start, index) => ({
    title: lines[start]!.slice(3).trim(),
    body: parseBlocks(lines.slice(start + 1, starts[index + 1])),
  }));
  return { body: parseBlocks(lines.slice(0, starts[0])), annexes };
}

/** The document in the light markup; `parseMarkup` reads it back as the same document. */
export function printMarkup(doc: OfficialDocument): string {
  const values: Record<(typeof KEYS)[keyof typeof KEYS], string[]> = {
    copyNumber: optional(doc.copyNumber),
    secrecy: optional(doc.secrecy),
    urgency: optional(doc.urgency),
    redHead: optional(doc.redHead ?? undefined),
    number: optional(doc.number),
    signers: doc.signers?.length ? [doc.signers.join('、')] : [],
    title: doc.title,
    addressee: optional(doc.addressee),
    attachments: doc.attachments ?? [],
    issuers: doc.signature?.issuers ?? [],
    dated: optional(doc.signature?.dated),
    note: optional(doc.note),
    copyTo: doc.colophon?.copyTo ?? [],
    printer: optional(doc.colophon?.printer),
    printedOn: optional(doc.colophon?.printedOn),
    mark: optional(doc.mark),
  };
  const head = Object.entries(KEYS).flatMap(([key, name]) => values[name].map((value) => `${key}: ${oneLine(value)}`));
  const annexes = (doc.annexes ?? []).map((annex) => `+++ ${oneLine(annex.title)}\n\n${printBlocks(annex.body)}`);
  return [`---\n${head.join('\n')}\n---\n`, printBlocks(doc.body), ...annexes].join('\n');
}

const optional = (value: string | undefined): string[] => (value === undefined ? [] : [value]);
const oneLine = (value: string): string => value.replace(/[\r\n]+/g, ' ').trim();
