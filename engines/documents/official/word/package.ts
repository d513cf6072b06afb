import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate';

import { NO_LINE_END, NO_LINE_START } from '../kinsoku.ts';
import { faces, latinFace, SLIVER, stylesXml } from './styles.ts';

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char]!);

/**
 * What the library cannot say, said in the parts themselves: our styles and no others, the forbidden characters of lines and no squeezing of
 * punctuation (settings), what a missing face may be replaced by (fontTable), a section's end that takes no line
 * (document), and the document's own day instead of the clock's (core), so that the same document gives the same bytes.
 */
export function finishPackage(bytes: Uint8Array, day: string): Uint8Array {
  const parts = unzipSync(bytes);
  const edit = (name: string, change: (xml: string) => string): void => {
    const part = parts[name];
    if (part) parts[name] = strToU8(change(strFromU8(part)));
  };
  edit('word/settings.xml', withTypography);
  edit('word/document.xml', withSlimSectionEnds);
  edit('docProps/core.xml', (xml) => xml.replace(/(<dcterms:(created|modified)[^>]*>)[^<]*/g, `$1${day}T00:00:00Z`));
  parts['word/styles.xml'] = strToU8(stylesXml);
  parts['word/fontTable.xml'] = strToU8(fontTable);
  const mtime = new Date(1980, 0, 1, 0, 0, 0);
  const files: Zippable = {};
  const names = Object.keys(parts).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  for (const name of names) files[name] = [parts[name]!, { mtime, level: 6 }];
  return zipSync(files);
}

/** Programs that sniff a package expect its list of types first. */
const rank = (name: string): number => (name === '[Content_Types].xml' ? 0 : name === '_rels/.rels' ? 1 : 2);

function withTypography(xml: string): string {
  const own =
    '<w:characterSpacingControl w:val="doNotCompress"/>' +
    `<w:noLineBreaksAfter w:lang="zh-CN" w:val="${escaped(NO_LINE_END)}"/>` +
    `<w:noLineBreaksBefore w:lang="zh-CN" w:val="${escaped(NO_LINE_START)}"/>`;
  const language = '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>';
  return xml.replace(/<w:compat>/, `${own}<w:compat>`).replace(/<\/w:compat>/, `</w:compat>${language}`);
}

/** An empty paragraph that only ends a section takes no line of its own. */
function withSlimSectionEnds(xml: string): string {
  return xml.replace(
    /<w:p><w:pPr>(<w:sectPr>(?:(?!<\/w:sectPr>).)*<\/w:sectPr><\/w:pPr><\/w:p>)/gs,
    `<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="${SLIVER}" w:lineRule="exact"/>$1`,
  );
}

const fontTable =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
  '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' +
  Object.values(faces)
    .map(
      (face) =>
        `<w:font w:name="${face.name}"><w:altName w:val="${face.others}"/><w:charset w:val="86"/>` +
        `<w:family w:val="${face.family}"/><w:pitch w:val="variable"/></w:font>`,
    )
    .join('') +
  `<w:font w:name="${latinFace}"><w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>` +
  '</w:fonts>';
