import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { decodeFile } from '../decode.ts';
import { inputLimits } from '../limits.ts';
import { faultOf } from '../testing/fault-of.ts';
import { rawPdf, show, typstPdf } from '../testing/pdf-builder.ts';
import { PdfStopped, readPdfPages } from './pages.ts';

const refused = (bytes: Uint8Array) => faultOf(bytes, '报告.pdf');
const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const latin1 = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes);

test('a scan has no text layer, and the sentence says what to do', async () => {
  const fault = await refused(rawPdf(['q 595 0 0 842 0 0 cm Q']));
  expect(fault.code).toBe('input.scanned');
  expect(fault.message).toBe(
    '文件“报告.pdf”没有文字层（可能是扫描件），无法读取，请上传 Word 原稿或经文字识别（OCR）的 PDF',
  );
});

test('a password-protected PDF', async () => {
  const encrypt = `<</Filter/Standard/V 2/R 3/Length 128/P -44/O<${'ab'.repeat(32)}>/U<${'cd'.repeat(32)}>>>`;
  const bytes = rawPdf([show('Secret', 72, 700)], {
    objects: [encrypt],
    trailer: `/Encrypt 6 0 R/ID[<${'01'.repeat(16)}><${'01'.repeat(16)}>]`,
  });
  expect((await refused(bytes)).code).toBe('input.encrypted');
});

test('a head with nothing behind it, and a truncated file', async () => {
  expect((await refused(bytesOf('%PDF-1.7\n'))).code).toBe('input.damaged');
  expect((await refused(bytesOf('%PDF-1.7\ntrailer<</Root 1 0 R>>'))).code).toBe('input.damaged');
  const whole = typstPdf('城市规划建设管理');
  expect((await refused(whole.subarray(0, whole.length / 3))).code).toMatch(/^input\./);
});

test('a content stream that inflates without end is stopped where it inflates', async () => {
  const stream = latin1(deflateSync(new Uint8Array(16 * 1024 * 1024).fill(0x20)));
  const bytes = bytesOf(
    latin1(rawPdf(['@'])).replace(
      '<</Length 1>>stream\n@',
      () => `<</Length ${stream.length}/Filter/FlateDecode>>stream\n${stream}`,
    ),
  );
  expect(bytes.length).toBeLessThan(64 * 1024);
  expect((await faultOf(bytes, 'a.pdf', { pdfStreamBytes: 1024 * 1024 })).code).toBe('input.bomb');
});

test('the reader goes on after a file that had to be stopped', async () => {
  await refused(bytesOf('%PDF-1.7\n'));
  expect((await decodeFile(rawPdf([show('Alive', 72, 700)]), 'a.pdf')).text).toBe('Alive');
});

test('a file that takes too long is stopped', async () => {
  const bytes = rawPdf([show('x ', 72, 700).repeat(20_000)]);
  const stopped = readPdfPages(bytes, { ...inputLimits, pdfMilliseconds: 1 });
  await expect(stopped).rejects.toEqual(new PdfStopped('too-long'));
});

test('a file that makes the process grow is stopped', async () => {
  const bytes = rawPdf([show('x ', 72, 700).repeat(200_000)]);
  await expect(readPdfPages(bytes, { ...inputLimits, pdfMemoryBytes: 1 })).rejects.toEqual(new PdfStopped('memory'));
});

test('more pages or glyphs than anybody reads are refused', async () => {
  const bytes = rawPdf([show('one', 72, 700), show('two', 72, 700)]);
  await expect(readPdfPages(bytes, { ...inputLimits, pdfPages: 1 })).rejects.toEqual(new PdfStopped('too-many'));
  await expect(readPdfPages(bytes, { ...inputLimits, pdfGlyphs: 2 })).rejects.toEqual(new PdfStopped('too-many'));
});

test('a page that claims to be its own parent, and a form that draws itself, end', async () => {
  const circle = latin1(rawPdf([show('x', 72, 700)])).replace('/Kids[4 0 R]', '/Kids[2 0 R]');
  expect((await refused(bytesOf(circle))).code).toMatch(/^input\.(damaged|scanned)$/);
  const form =
    '<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X1 6 0 R>>>>/Length 6>>stream\n/X1 Do\nendstream';
  const self = latin1(rawPdf([`/X1 Do ${show('Outside', 72, 700)}`], { objects: [form] })).replace(
    '<</Font<<',
    '<</XObject<</X1 6 0 R>>/Font<<',
  );
  expect((await decodeFile(bytesOf(self), 'a.pdf')).text).toBe('Outside');
});

test('a font whose characters mean nothing is said to be unreadable', async () => {
  const toUnicode =
    '<</Length 100>>stream\n/CIDInit begincmap 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <20> <7e> <e020> endbfrange endcmap\nendstream';
  const fontF1 = '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>';
  expect((await refused(rawPdf([show('Gibberish', 72, 700)], { objects: [toUnicode], fontF1 }))).code).toBe(
    'input.unreadable-glyphs',
  );
});

test('a text that mentions JavaScript actions and remote files runs and fetches nothing', async () => {
  const bytes = latin1(rawPdf([show('Quiet', 72, 700)])).replace(
    '<</Type/Catalog',
    '<</Type/Catalog/OpenAction<</S/JavaScript/JS(globalThis.ran=1)>>/AA<</WC<</S/URI/URI(http://example.invalid/)>>>>',
  );
  expect((await decodeFile(bytesOf(bytes), 'a.pdf')).text).toBe('Quiet');
  expect(globalThis).not.toHaveProperty('ran');
});
