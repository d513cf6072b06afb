import { deflateRawSync, crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { strToU8 } from 'fflate';
import { decodeFile } from '../decode.ts';
import { inputLimits } from '../limits.ts';
import { buildDocx, cell, level, list, listed, paragraph, readDocx, row, table } from '../testing/docx-builder.ts';
import { faultOf } from '../testing/fault-of.ts';

const MB = 1024 * 1024;
/** The usual limits, each a thirty-second, so that the bombs of the tests are small ones. */
const small = { inflatedBytes: inputLimits.inflatedBytes / 32, ratioFreeBytes: inputLimits.ratioFreeBytes / 32 };
const refused = (bytes: Uint8Array) => faultOf(bytes, '报告.docx', small);
const withDocument = (document: string | Uint8Array) =>
  buildDocx({ body: '', parts: { 'word/document.xml': document } });

/** Puts numbers into every directory and local entry of a name. */
function patchEntries(
  zip: Uint8Array,
  name: string,
  patch: (view: DataView, at: number, isLocal: boolean) => void,
): Uint8Array {
  const bytes = zip.slice();
  const view = new DataView(bytes.buffer);
  const wanted = strToU8(name);
  for (let at = 0; at + 46 < bytes.length; at++) {
    const signature = view.getUint32(at, true);
    const nameAt = signature === 0x04034b50 ? at + 30 : signature === 0x02014b50 ? at + 46 : -1;
    if (nameAt > 0 && wanted.every((byte, i) => bytes[nameAt + i] === byte)) patch(view, at, nameAt === at + 30);
  }
  return bytes;
}

test('a part that inflates beyond the limits is stopped', async () => {
  const bomb = withDocument(new Uint8Array(small.inflatedBytes + 1).fill(0x20));
  expect(bomb.length).toBeLessThan(MB / 16);
  expect((await refused(bomb)).code).toBe('input.bomb');
});

test('a part that inflates too many times its size is stopped long before the total limit', async () => {
  expect((await refused(withDocument(new Uint8Array(2 * MB).fill(0x20)))).code).toBe('input.bomb');
});

test('a header that claims a small size changes nothing', async () => {
  const bomb = withDocument(new Uint8Array(2 * MB).fill(0x20));
  const lying = patchEntries(bomb, 'word/document.xml', (view, at, isLocal) =>
    view.setUint32(at + (isLocal ? 22 : 24), 10, true),
  );
  expect((await refused(lying)).code).toBe('input.bomb');
});

test('a header that claims ten gigabytes of a small part does no harm', async () => {
  const lying = patchEntries(buildDocx({ body: paragraph('甲') }), 'word/document.xml', (view, at, isLocal) =>
    view.setUint32(at + (isLocal ? 22 : 24), 0xfffffff0, true),
  );
  expect((await decodeFile(lying, '报告.docx')).text).toBe('甲');
});

test('media are never inflated, however large', async () => {
  const media = { 'word/media/image1.bin': new Uint8Array(8 * MB) };
  expect((await decodeFile(buildDocx({ body: paragraph('甲'), parts: media }), '报告.docx', small)).text).toBe('甲');
});

test('a directory of countless entries is refused', async () => {
  const parts = Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`word/${i}`, '']));
  expect((await faultOf(buildDocx({ body: '', parts }), 'a.docx', { zipEntries: 50 })).code).toBe('input.bomb');
});

test.each([
  ['an external entity', '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'],
  ['a billion laughs', '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><d>&b;</d>'],
  ['a DOCTYPE with nothing in it', '<!DOCTYPE d><d/>'],
])('%s is refused', async (_, document) => {
  expect((await refused(withDocument(document))).code).toBe('input.doctype');
});

test('a DOCTYPE in the relationships is refused too', async () => {
  const bytes = buildDocx({ body: '', parts: { '_rels/.rels': '<!DOCTYPE d><d/>' } });
  expect((await refused(bytes)).code).toBe('input.doctype');
});

test.each([
  ['an unknown entity', '<w:document xmlns:w="x">&evil;</w:document>'],
  ['unclosed elements', '<a><b></a>'],
  ['bytes that are not UTF-8', Uint8Array.of(0x3c, 0x61, 0x3e, 0xff, 0xfe)],
  ['an undeclared prefix', '<w:document/>'],
  ['no XML', 'hello'],
])('%s makes a damaged docx', async (_, document) => {
  expect((await refused(withDocument(document))).code).toBe('input.damaged');
});

test('nesting without end is refused', async () => {
  const deep = '<w:sdt><w:sdtContent>'.repeat(2_000);
  expect((await refused(buildDocx({ body: deep }))).code).toBe('input.too-complex');
});

test('tables nested as deep as is allowed are read', async () => {
  let body = paragraph('底');
  for (let i = 0; i < 300; i++) body = table(row(cell(body), cell('右')));
  const { tables } = await readDocx({ body });
  expect(tables).toHaveLength(300);
});

test('a missing main part is named', async () => {
  const fault = await refused(buildDocx({ body: '', parts: { 'word/document.xml': null } }));
  expect(fault.code).toBe('input.part-missing');
  expect(fault.message).toContain('word/document.xml');
});

test('a docx without relationships is read by the usual place of its text', async () => {
  const parts = { '_rels/.rels': null, 'word/_rels/document.xml.rels': null };
  expect((await readDocx({ body: paragraph('甲'), parts })).text).toBe('甲');
});

test('relationships that point outside the package find nothing', async () => {
  const rels = (target: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="d" Type="x/officeDocument" Target="${target}"/></Relationships>`;
  const fault = await refused(buildDocx({ body: '', parts: { '_rels/.rels': rels('../../../etc/passwd') } }));
  expect(fault.code).toBe('input.part-missing');
});

test('a document without text says so', async () => {
  expect((await refused(buildDocx({ body: paragraph('') + paragraph('　') }))).code).toBe('input.no-text');
});

test('truncated, an encrypted entry, a wrong checksum, an unknown method: each is one sentence', async () => {
  const docx = buildDocx({ body: paragraph('甲'.repeat(100)) });
  expect((await refused(docx.subarray(0, docx.length - 40))).code).toBe('input.damaged');
  const path = 'word/document.xml';
  const encrypted = patchEntries(docx, path, (view, at, isLocal) => view.setUint16(at + (isLocal ? 6 : 8), 1, true));
  expect((await refused(encrypted)).code).toBe('input.encrypted');
  const wrong = patchEntries(docx, path, (view, at, isLocal) => view.setUint32(at + (isLocal ? 14 : 16), 1, true));
  expect((await refused(wrong)).message).toContain('校验不符');
  const method = patchEntries(docx, path, (view, at, isLocal) => view.setUint16(at + (isLocal ? 8 : 10), 99, true));
  expect((await refused(method)).message).toContain('压缩方法 99');
});

test('sizes written in the zip64 field are understood', async () => {
  const document = strToU8(
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:body></w:document>',
  );
  expect((await decodeFile(zip64('word/document.xml', document), '报告.docx')).text).toBe('甲');
});

/** One deflated entry whose sizes stand only in the zip64 extra field. */
function zip64(name: string, content: Uint8Array): Uint8Array {
  const data = deflateRawSync(content);
  const path = strToU8(name);
  const extra = new DataView(new ArrayBuffer(20));
  extra.setUint16(0, 1, true);
  extra.setUint16(2, 16, true);
  extra.setBigUint64(4, BigInt(content.length), true);
  extra.setBigUint64(12, BigInt(data.length), true);
  const local = new DataView(new ArrayBuffer(30));
  local.setUint32(0, 0x04034b50, true);
  local.setUint16(8, 8, true);
  local.setUint16(26, path.length, true);
  const directory = new DataView(new ArrayBuffer(46));
  directory.setUint32(0, 0x02014b50, true);
  directory.setUint16(10, 8, true);
  directory.setUint32(16, crc32(content), true);
  directory.setUint32(20, 0xffffffff, true);
  directory.setUint32(24, 0xffffffff, true);
  directory.setUint16(28, path.length, true);
  directory.setUint16(30, 20, true);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(10, 1, true);
  end.setUint32(16, 30 + path.length + data.length, true);
  return Buffer.concat([
    new Uint8Array(local.buffer),
    path,
    data,
    new Uint8Array(directory.buffer),
    path,
    new Uint8Array(extra.buffer),
    new Uint8Array(end.buffer),
  ]);
}

test.each([
  ['text', paragraph('泉'.repeat(60)).repeat(2), { textLength: 100 }, 'input.text-too-large'],
  ['list numbers', paragraph('甲', listed(1)).repeat(20), { textLength: 100 }, 'input.text-too-large'],
  [
    'empty grid columns',
    table(row(cell('甲', '<w:gridSpan w:val="60"/>')).repeat(2)),
    { textLength: 100 },
    'input.text-too-large',
  ],
  ['paragraphs', paragraph('').repeat(101), { docxBlocks: 100 }, 'input.too-complex'],
  ['cells', table(row('<w:tc/>'.repeat(101))), { docxBlocks: 100 }, 'input.too-complex'],
  ['elements', '<w:x/>'.repeat(101), { xmlElements: 100 }, 'input.too-complex'],
  [
    'attributes',
    `<w:p ${Array.from({ length: 101 }, (_, i) => `a${i}=""`).join(' ')}/>`,
    { xmlAttributes: 100 },
    'input.too-complex',
  ],
])('more %s than the limit are refused while they are read', async (_, body, limits, code) => {
  const numbering = list(level(0, 'decimal', '第第第第第%1'));
  expect((await faultOf(buildDocx({ body, numbering }), 'a.docx', limits)).code).toBe(code);
});

test('forty thousand paragraphs and one of five megabytes are read', async () => {
  const many = Array.from({ length: 40_000 }, (_, i) => paragraph(`第${i}条`)).join('');
  const { text } = await readDocx({ body: many + paragraph('甲乙丙丁戊己庚辛壬癸'.repeat(170_000)) });
  expect(text.split('\n')).toHaveLength(40_001);
  expect(text.length).toBeGreaterThan(1_700_000);
});
