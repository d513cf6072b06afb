import type { Inline, OfficialBlock, OfficialDocument } from './model.ts';

/**
 * What no page can show and XML may not hold: control characters, halves of surrogate pairs, noncharacters, marks that
 * turn the reading direction, and invisible joiners. A tab or a line end inside a text becomes a space.
 */
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
const INVISIBLE = /\p{Cc}|\p{Cs}|\p{Noncharacter_Code_Point}|\p{Default_Ignorable_Code_Point}|[\ufff9-\ufffc]/gu;

export function cleanText(text: string): string {
  return text.replace(BREAKS, ' ').replace(INVISIBLE, '');
}

const line = (text: string): string => cleanText(text).trim();

const cleanInlines = (inlines: Inline[]): Inline[] =>
  inlines
    .map((inline) => ({
      ...inline,
      ...(inline.kind === 'figure' ? { id: line(inline.id) } : {}),
      text: cleanText(inline.text),
    }))
    .filter((inline) => inline.kind === 'figure' || inline.text !== '');

function cleanBlock(block: OfficialBlock): OfficialBlock {
  switch (block.kind) {
    case 'heading':
      return {
        ...block,
        inlines: cleanInlines(block.inlines),
        ...(block.runOn ? { runOn: cleanInlines(block.runOn) } : {}),
      };
    case 'paragraph':
      return { ...block, inlines: cleanInlines(block.inlines) };
    case 'list':
      return { ...block, items: block.items.map(cleanInlines) };
    case 'table':
      return {
        ...block,
        ...(block.caption === undefined ? {} : { caption: cleanText(block.caption) }),
        head: block.head.map((row) => row.map(cleanText)),
        rows: block.rows.map((row) => row.map(cleanInlines)),
      };
    case 'pageBreak':
      return block;
  }
}

const lines = (texts: string[]): string[] => texts.map(line).filter((text) => text !== '');

/** The document with every text printable and every empty element gone. */
export function cleanDocument(doc: OfficialDocument): OfficialDocument {
  const clean: OfficialDocument = {
    redHead: doc.redHead === null ? null : line(doc.redHead) || null,
    title: lines(doc.title),
    body: doc.body.map(cleanBlock),
  };
  for (const key of ['copyNumber', 'secrecy', 'urgency', 'number', 'addressee', 'note', 'mark'] as const) {
    const text = line(doc[key] ?? '');
    if (text) clean[key] = text;
  }
  for (const key of ['signers', 'attachments'] as const) {
    const texts = lines(doc[key] ?? []);
    if (texts.length) clean[key] = texts;
  }
  if (doc.signature) clean.signature = { issuers: lines(doc.signature.issuers), dated: line(doc.signature.dated) };
  if (doc.colophon) clean.colophon = cleanColophon(doc.colophon);
  if (doc.annexes?.length) {
    clean.annexes = doc.annexes.map((annex) => ({ title: line(annex.title), body: annex.body.map(cleanBlock) }));
  }
  return clean;
}

function cleanColophon(colophon: NonNullable<OfficialDocument['colophon']>) {
  const copyTo = lines(colophon.copyTo ?? []);
  const printer = line(colophon.printer ?? '');
  const printedOn = line(colophon.printedOn ?? '');
  return {
    ...(copyTo.length ? { copyTo } : {}),
    ...(printer ? { printer } : {}),
    ...(printedOn ? { printedOn } : {}),
  };
}
