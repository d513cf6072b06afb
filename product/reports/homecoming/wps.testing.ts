/** Numbers from a seed, 0 to 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}

/** How content controls fare: kept with their bookmarks, taken away but for the bookmarks, or all gone. */
export type Controls = 'kept' | 'bookmarks' | 'gone';

const BOOKMARK = /<w:bookmark(?:Start|End) [^>]*w:id="1\d{8}"[^>]*\/>/g;

export function withControls(xml: string, controls: Controls): string {
  if (controls === 'kept') return xml;
  const bare = xml.replace(/<w:sdt>.*?<w:sdtContent>(.*?)<\/w:sdtContent><\/w:sdt>/gs, '$1');
  return controls === 'bookmarks' ? bare : bare.replace(BOOKMARK, '');
}

const RUN = /<w:r>(<w:rPr>(?:(?!<\/w:rPr>).)*<\/w:rPr>)?<w:t xml:space="preserve">([^<&]+)<\/w:t><\/w:r>/gs;

/**
 * Rewrites document.xml as WPS does when it saves: revision ids, runs cut in pieces, marks of the spelling checker, the
 * last place of the cursor, smart tags, links, fields, shapes without text, changed paragraph properties. No character
 * of the text changes.
 */
export function asWpsSaves(xml: string, random: () => number): string {
  const rsid = (): string =>
    Math.floor(random() * 0xffffff)
      .toString(16)
      .padStart(8, '0')
      .toUpperCase();
  let id = 9000;
  const piece = (properties: string, text: string): string =>
    `<w:r w:rsidR="${rsid()}">${properties}${random() < 0.05 ? '<w:lastRenderedPageBreak/>' : ''}<w:t xml:space="preserve">${text}</w:t></w:r>`;
  const wrapped = (run: string): string => {
    const chance = random();
    if (chance < 0.04)
      return `<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="chsdate">${run}</w:smartTag>`;
    if (chance < 0.07) return `<w:hyperlink w:anchor="_top" w:history="1">${run}</w:hyperlink>`;
    if (chance < 0.09) return `<w:fldSimple w:instr=" DOCPROPERTY x ">${run}</w:fldSimple>`;
    if (chance < 0.11)
      return `${run}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing/></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>`;
    if (chance < 0.13)
      return `<w:bookmarkStart w:id="${++id}" w:name="_GoBack${id}"/>${run}<w:bookmarkEnd w:id="${id}"/>`;
    return run;
  };
  return xml
    .replace(RUN, (_, properties: string | undefined, text: string) => {
      const chars = [...text];
      const own = properties ?? '';
      if (chars.length < 2 || random() < 0.4) return wrapped(piece(own, text));
      const cut = 1 + Math.floor(random() * (chars.length - 1));
      const [left, right] = [chars.slice(0, cut).join(''), chars.slice(cut).join('')];
      const spelling =
        random() < 0.5 ? ['<w:proofErr w:type="spellStart"/>', '<w:proofErr w:type="spellEnd"/>'] : ['', ''];
      return `${spelling[0]}${wrapped(piece(own, left))}${spelling[1]}${wrapped(piece(own, right))}`;
    })
    .replaceAll('<w:p>', () => `<w:p w:rsidR="${rsid()}" w:rsidRDefault="${rsid()}">`)
    .replaceAll('</w:pPr>', () =>
      random() < 0.2
        ? `<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:pPrChange w:id="${++id}" w:author="WPS_16" w:date="2026-07-12T08:00:00Z"><w:pPr><w:pStyle w:val="Heading1"/></w:pPr></w:pPrChange></w:pPr>`
        : '</w:pPr>',
    );
}
