import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeFile } from './decode.ts';
import { faultOf } from './testing/fault-of.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, mark: boolean, isBig: boolean) => {
  const all = (mark ? '\ufeff' : '') + text;
  const bytes = new Uint8Array(all.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < all.length; i++) view.setUint16(i * 2, all.charCodeAt(i), !isBig);
  return bytes;
};
const read = (bytes: Uint8Array) => decodeFile(bytes, '报告.txt');

/** GB 18030 bytes by searching the decoder's own two-byte and four-byte tables: an encoder independent of ours. */
const gb18030 = (() => {
  const decoder = new TextDecoder('gb18030');
  const table = new Map<string, number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (trail !== 0x7f && character.length === 1) table.set(character, [lead, trail]);
    }
  }
  return (text: string) =>
    Uint8Array.from(
      Array.from(text).flatMap((character) => (character < '\x80' ? [character.charCodeAt(0)] : table.get(character)!)),
    );
})();

const sentence = '签约项目17个、总投资80.52亿元，同比增长49.2%。\n';

describe('the bytes tell the encoding', () => {
  test.each([
    ['UTF-8', utf8(sentence), 'UTF-8'],
    ['UTF-8 with a mark', utf8(`\ufeff${sentence}`), 'UTF-8'],
    ['UTF-16LE with a mark', utf16(sentence, true, false), 'UTF-16LE'],
    ['UTF-16BE with a mark', utf16(sentence, true, true), 'UTF-16BE'],
    ['UTF-16LE without one', utf16(sentence, false, false), 'UTF-16LE'],
    ['UTF-16BE without one', utf16(sentence, false, true), 'UTF-16BE'],
    ['GBK', gb18030(sentence), 'GB 18030'],
  ])('%s', async (_, bytes, encoding) => {
    const { text, notes } = await read(bytes);
    expect(text).toBe(sentence);
    expect(notes).toEqual([`文字编码：${encoding}`]);
  });

  test('any text of everyday hanzi survives GB 18030, whatever its length', async () => {
    const hanzi = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCharCode(code));
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: hanzi, minLength: 1, maxLength: 60 }), async (words) => {
        const text = `关于${words}的报告：共12个。`;
        expect((await read(gb18030(text))).text).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  test('any UTF-8 text with hanzi stays UTF-8', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 40 }), async (words) => {
        // oxlint-disable-next-line no-control-regex -- such files are refused, which is another test
        const text = `泉港区${words.replace(/[\0-\x1f\x7f\ufeff]/g, '')}报告`;
        const found = await read(utf8(text));
        expect(found.text).toBe(text);
      }),
    );
  });

  test('short GBK words that happen to be valid UTF-8 are read as Chinese', async () => {
    // 两字皆落在 UTF-8 双字节区: each pair of bytes is also a Greek, Cyrillic or Arabic letter.
    for (const bytes of [
      [0xd2, 0xbb, 0xc0 + 0x15, 0xb9],
      [0xcd, 0xb3, 0xd2, 0xbb],
    ]) {
      const { text, notes } = await read(Uint8Array.from(bytes));
      expect(text).toMatch(/^[\u4e00-\u9fff]{2}$/);
      expect(notes).toContain('文字编码：GB 18030');
    }
  });

  test('Latin, Greek and signs in UTF-8 are not taken for GBK', async () => {
    for (const text of ['café à la carte', 'PM2.5 ≤ 35 µg/m³', 'A·B ±5°', 'αβγ', '·']) {
      expect((await read(utf8(text))).text).toBe(text);
    }
  });
});

describe('the characters stay the file’s own', () => {
  test('line ends become LF, nothing is trimmed', async () => {
    expect((await read(utf8('\r\n 甲　\r乙\n\r\n'))).text).toBe('\n 甲　\n乙\n\n');
  });

  test('invisible characters stay and are listed', async () => {
    const text = '甲\u200b乙\u202e丙\u200f\ufeff\u00ad\u200b';
    const found = await read(utf8(text));
    expect(found.text).toBe(text);
    expect(found.notes[1]).toBe(
      '文中有不可见字符：零宽空格 2 个、书写方向控制符 1 个、书写方向标记 1 个、零宽不换行空格 1 个、软连字符 1 个，已原样保留',
    );
  });
});

describe('what is no text is refused', () => {
  test('a NUL, with its place', async () => {
    const fault = await faultOf(utf8('泉港\0区'), 'a.txt');
    expect(fault.code).toBe('input.binary');
    expect(fault.message).toContain('第 7 字节');
  });

  test('UTF-8 with a broken byte is not read as gibberish', async () => {
    const bytes = utf8(sentence);
    for (const damaged of [bytes.subarray(0, 11), Uint8Array.from(bytes, (byte, i) => (i === 4 ? 0x20 : byte))]) {
      expect((await faultOf(damaged, 'a.txt')).code).toBe('input.encoding');
    }
  });

  test('bytes that fit no encoding', async () => {
    expect((await faultOf(Uint8Array.of(0x41, 0xff, 0xff, 0x42), 'a.txt')).code).toBe('input.encoding');
  });

  test('a broken promise of a byte order mark', async () => {
    expect((await faultOf(Uint8Array.of(0xef, 0xbb, 0xbf, 0xb2, 0xe2), 'a.txt')).code).toBe('input.encoding');
    expect((await faultOf(Uint8Array.of(0xff, 0xfe, 0x00, 0xd8), 'a.txt')).code).toBe('input.encoding');
  });

  test('control characters and white space alone', async () => {
    expect((await faultOf(utf8('\x01\x02\x03abc'), 'a.txt')).code).toBe('input.binary');
    expect((await faultOf(utf8(' \r\n　\u200b'), 'a.txt')).code).toBe('input.no-text');
  });

  test('a text over the limit', async () => {
    const fault = await faultOf(new Uint8Array(101).fill(0x41), 'a.txt', { textLength: 100 });
    expect(fault.code).toBe('input.text-too-large');
  });

  test('one paragraph of five megabytes is read', async () => {
    const text = '泉港区签约项目十七个，'.repeat(170_000);
    expect((await read(utf8(text))).text).toBe(text);
  });
});
