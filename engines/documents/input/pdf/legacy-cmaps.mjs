/**
 * Older Chinese PDFs name a predefined CMap (`GBK-EUC-H`) and embed neither font nor code table. Adobe's tables are
 * megabytes; but their only use here is code → character, which Node's own gb18030 decoder knows. So the CID between
 * is our own: the character's UTF-16 unit, except the two Latin rows, whose CIDs must be Adobe's (1–95 proportional,
 * 814–908 half width) because the file's width table refers to them.
 */

/** PostScript text of a predefined CMap of Adobe-GB1; throws for a name that is not one. */
export function legacyCMap(name) {
  if (name === 'Adobe-GB1-UCS2') return cidToUnicode(name);
  if (/^UniGB-(UCS2|UTF16)-[HV]$/.test(name)) return cmap(name, [range(0x20, 0x7e, 1), ...pages((code) => code)]);
  if (/^(GB|GBK|GBKp|GBK2K|GBpc)-(EUC-)?[HV]$/.test(name)) return gbkCMap(name);
  throw new Error(`no such CMap: ${name}`);
}

/** This one maps to strings, two bytes a character, not to numbers. */
function cidToUnicode(name) {
  const text = (code) => `<${hex(code, 4)}>`;
  const ranges = [`<0001> <005f> ${text(0x20)}`, `<032e> <038c> ${text(0x20)}`, ...pages(text)];
  return cmap(name, ranges).replace('begincidrange', 'beginbfrange').replace('endcidrange', 'endbfrange');
}

/** Two-byte codes that are their own CID, by their high byte; the half-width Latin row lies between Greek ones. */
function pages(target) {
  const ranges = [`<00a0> <00ff> ${target(0xa0)}`, `<038d> <03ff> ${target(0x38d)}`];
  for (let high = 4; high <= 0xff; high++) {
    ranges.push(`<${hex(high, 2)}00> <${hex(high, 2)}ff> ${target(high << 8)}`);
  }
  return ranges;
}

function gbkCMap(name) {
  const latin = name.startsWith('GBKp') || name.startsWith('GBpc') ? 1 : 0x32e;
  const decoder = new TextDecoder('gb18030');
  const ranges = [`<20> <7e> ${latin}`];
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const text = decoder.decode(Uint8Array.of(lead, trail));
      const code = hex((lead << 8) | trail, 4);
      if (text.length === 1 && text !== '\ufffd') ranges.push(`<${code}> <${code}> ${text.charCodeAt(0)}`);
    }
  }
  return cmap(name, ranges, '<20> <7e>\n<8140> <fefe>');
}

function range(from, to, cid) {
  return `<${hex(from, 4)}> <${hex(to, 4)}> ${cid}`;
}

function cmap(name, ranges, codespace = '<0000> <ffff>') {
  return [
    `/CMapName /${name} def`,
    `/WMode ${name.endsWith('V') ? 1 : 0} def`,
    `2 begincodespacerange\n${codespace}\nendcodespacerange`,
    `${ranges.length} begincidrange\n${ranges.join('\n')}\nendcidrange`,
    'endcmap',
  ].join('\n');
}

function hex(value, width) {
  return value.toString(16).padStart(width, '0');
}
