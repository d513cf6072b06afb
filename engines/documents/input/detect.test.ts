import { describe, expect, test } from 'vitest';
import { strToU8 } from 'fflate';
import { decodeFile } from './decode.ts';
import { shownName } from './faults.ts';
import { buildDocx, paragraph, zipParts } from './testing/docx-builder.ts';
import { faultOf } from './testing/fault-of.ts';

/** An OLE compound file with one directory entry of that name. */
function ole(stream: string): Uint8Array {
  const bytes = new Uint8Array(2048);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  const at = 512 + 128 * 3;
  for (let i = 0; i < stream.length; i++) bytes[at + 2 * i] = stream.charCodeAt(i);
  bytes[at + 64] = (stream.length + 1) * 2;
  return bytes;
}

const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

describe('the content decides what a file is', () => {
  test('a docx called .txt is read as docx, and said', async () => {
    const found = await decodeFile(buildDocx({ body: paragraph('甲') }), '报告.txt');
    expect(found.format).toBe('docx');
    expect(found.notes).toEqual(['扩展名是 .txt，内容是 .docx，已按内容读取']);
  });

  test('a text called .docx is read as text, and said', async () => {
    const found = await decodeFile(strToU8('甲'), '报告.DOCX');
    expect(found.format).toBe('txt');
    expect(found.notes[0]).toBe('扩展名是 .docx，内容是 .txt，已按内容读取');
  });

  test('names without or with the right extension are not remarked on', async () => {
    for (const name of ['报告', 'a.b/报告', '报告.TXT']) {
      expect((await decodeFile(strToU8('甲'), name)).notes).toEqual(['文字编码：UTF-8']);
    }
  });

  test('a text that speaks of PDF, BM or RTF is a text', async () => {
    for (const text of ['文件头是 %PDF-1.7 的文件', 'BM25 算法 is a ranking function', '{ \\rtf }', '甲 <html> 乙']) {
      expect((await decodeFile(strToU8(text), 'a.txt')).text).toBe(text);
    }
  });
});

describe('what cannot be read is refused by its name', () => {
  test.each([
    ['an old Word file', ole('WordDocument'), '报告.doc', 'input.old-word', '另存为 .docx'],
    ['an old Word file called docx', ole('WordDocument'), '报告.docx', 'input.old-word', '另存为 .docx'],
    ['a WPS file', ole('WordDocument'), '报告.wps', 'input.wps', '另存为 .docx'],
    ['an unknown OLE file called wps', ole('Contents'), '报告.wps', 'input.wps', '另存为 .docx'],
    ['an encrypted docx', ole('EncryptedPackage'), '报告.docx', 'input.encrypted', '取消密码'],
    ['an old Excel file', ole('Workbook'), '表.xls', 'input.unsupported', 'Excel'],
    ['an old PowerPoint file', ole('PowerPoint Document'), '片.ppt', 'input.unsupported', '演示文稿'],
    ['another OLE file', ole('Contents'), 'a.msg', 'input.unsupported', '旧版 Office'],
    ['RTF', bytesOf('{\\rtf1 abc}'), '报告.doc', 'input.unsupported', 'RTF'],
    ['HTML', strToU8('\ufeff\n<!DOCTYPE html><html></html>'), '报告.doc', 'input.unsupported', '网页'],
    ['HTML behind a comment', strToU8('<!-- x --><html lang="zh">'), '报告.txt', 'input.unsupported', '网页'],
    ['XHTML', strToU8('<?xml version="1.0"?><html>'), 'a.txt', 'input.unsupported', '网页'],
    ['XML', strToU8('<?xml version="1.0"?><w:wordDocument/>'), '报告.doc', 'input.unsupported', 'XML'],
    ['MHT', strToU8('MIME-Version: 1.0\r\nContent-Type: multipart/related'), '报告.doc', 'input.unsupported', 'MHT'],
    ['PNG', bytesOf('\x89PNG\r\n\x1a\n'), '扫描.png', 'input.unsupported', '图片'],
    ['JPEG', bytesOf('\xff\xd8\xff\xe0'), '扫描.jpg', 'input.unsupported', '图片'],
    ['WebP', bytesOf('RIFF\x10\0\0\0WEBPVP8 '), '扫描.webp', 'input.unsupported', '图片'],
    ['TIFF', bytesOf('II*\0\x08\0\0\0'), '扫描.tif', 'input.unsupported', '图片'],
    ['HEIC', bytesOf('\0\0\0\x18ftypheic'), '扫描.heic', 'input.unsupported', '图片'],
    ['BMP', bytesOf(`BM\x1e${'\0'.repeat(27)}`), '扫描.bmp', 'input.unsupported', '图片'],
    ['RAR', bytesOf('Rar!\x1a\x07\0'), '附件.rar', 'input.unsupported', '压缩包'],
    ['gzip', bytesOf('\x1f\x8b\x08\0'), 'a.gz', 'input.unsupported', '压缩包'],
    ['PostScript', bytesOf('%!PS-Adobe'), 'a.ps', 'input.unsupported', 'PostScript'],
    ['a plain zip', zipParts({ 'a.txt': 'x' }), 'a.zip', 'input.unsupported', 'ZIP'],
    ['xlsx', zipParts({ '[Content_Types].xml': '', 'xl/workbook.xml': '' }), '表.xlsx', 'input.unsupported', 'Excel'],
    [
      'pptx',
      zipParts({ '[Content_Types].xml': '', 'ppt/presentation.xml': '' }),
      'a.pptx',
      'input.unsupported',
      '演示',
    ],
    ['OFD', zipParts({ 'OFD.xml': '<x/>', 'Doc_0/Document.xml': '' }), '公文.ofd', 'input.unsupported', 'OFD'],
    [
      'ODT',
      zipParts({ mimetype: 'application/vnd.oasis', 'content.xml': '' }),
      'a.odt',
      'input.unsupported',
      'OpenDocument',
    ],
    ['an executable', bytesOf('MZ\x90\0\x03\0\0\0'), 'a.exe', 'input.binary', '.docx'],
    ['nothing', new Uint8Array(), '空.docx', 'input.empty', '空'],
  ])('%s', async (_, bytes, name, code, word) => {
    const fault = await faultOf(bytes, name);
    expect(fault.code).toBe(code);
    expect(fault.message).toContain(word);
    expect(fault.message).toContain(name);
  });

  test('a file over the limit is refused before it is looked at', async () => {
    const fault = await faultOf(new Uint8Array(3 * 1024 * 1024), '大.docx', { fileBytes: 2 * 1024 * 1024 });
    expect(fault.code).toBe('input.too-large');
    expect(fault.message).toContain('有 3 MB，超过上限 2 MB');
  });
});

test('a name in a sentence is its last part, without control or direction characters, not too long', () => {
  expect(shownName('C:\\用户\\报\u202e告\n.docx')).toBe('报告.docx');
  expect(shownName('../../etc/x')).toBe('x');
  expect(shownName('')).toBe('未命名');
  expect(shownName('长'.repeat(500))).toHaveLength(58);
});
