import { strToU8, zipSync, type Zippable } from 'fflate';
import { decodeFile } from '../decode.ts';
import type { SourceDocument } from '../source.ts';

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const STRICT_W = 'http://purl.oclc.org/ooxml/wordprocessingml/main';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const STRICT_R = 'http://purl.oclc.org/ooxml/officeDocument/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** What a test says about its docx; everything else is the least that Word accepts. */
export interface DocxRecipe {
  /** Inside `w:body`. */
  body: string;
  /** Inside `w:numbering` and `w:styles`; no part is written when absent. */
  numbering?: string;
  styles?: string;
  isStrict?: boolean;
  /** Parts to add or, with null, to leave out. */
  parts?: Record<string, string | Uint8Array | null>;
}

/** Zips a docx from XML, as Word would lay it out. */
export function buildDocx(recipe: DocxRecipe): Uint8Array {
  const [w, r] = recipe.isStrict === true ? [STRICT_W, STRICT_R] : [W, R];
  const root = (name: string, content: string) =>
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:${name} xmlns:w="${w}"
      xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
      xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
      xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">${content}</w:${name}>`;
  const linked = { styles: recipe.styles, numbering: recipe.numbering };
  const relationships = Object.entries(linked).flatMap(([part, content]) =>
    content === undefined ? [] : [`<Relationship Id="${part}" Type="${r}/${part}" Target="${part}.xml"/>`],
  );
  const parts: Record<string, string | Uint8Array | null> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="d" Type="${r}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': root('document', `<w:body>${recipe.body}</w:body>`),
    'word/_rels/document.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships">${relationships.join('')}</Relationships>`,
    'word/styles.xml': recipe.styles === undefined ? null : root('styles', recipe.styles),
    'word/numbering.xml': recipe.numbering === undefined ? null : root('numbering', recipe.numbering),
    ...recipe.parts,
  };
  return zipParts(parts);
}

export function zipParts(parts: Record<string, string | Uint8Array | null>): Uint8Array {
  const files: Zippable = {};
  for (const [path, content] of Object.entries(parts)) {
    if (content !== null) files[path] = typeof content === 'string' ? strToU8(content) : content;
  }
  return zipSync(files, { level: 6 });
}

export function readDocx(recipe: DocxRecipe): Promise<SourceDocument> {
  return decodeFile(buildDocx(recipe), '报告.docx');
}

/** A run with text. */
export const run = (text: string, properties = '') =>
  `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;

/** A paragraph of runs (text becomes one run). */
export const paragraph = (content: string, properties = '') =>
  `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${content.startsWith('<') || content === '' ? content : run(content)}</w:p>`;

/** Membership of a list. */
export const listed = (numId: number, level = 0) =>
  `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numId}"/></w:numPr>`;

export const level = (index: number, format: string, text: string, more = '') =>
  `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;

/** One list of these levels, used by `w:num` 1. */
export const list = (...levels: string[]) =>
  `<w:abstractNum w:abstractNumId="0">${levels.join('')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`;

export const cell = (content: string, properties = '') =>
  `<w:tc>${properties === '' ? '' : `<w:tcPr>${properties}</w:tcPr>`}${content.startsWith('<') ? content : paragraph(content)}</w:tc>`;
export const row = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`;
export const table = (...rows: string[]) => `<w:tbl><w:tblPr/>${rows.join('')}</w:tbl>`;
