import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';

import { typesetDocx } from './docx.server.ts';
import { typesetPdf } from './pdf.server.ts';
import { printedPages } from './printed.ts';
import { hostileDocuments } from './testing.ts';

test('any text in any field gives a PDF', async () => {
  await fc.assert(
    fc.asyncProperty(hostileDocuments, async (doc) => {
      const pdf = await typesetPdf(doc);
      expect(new TextDecoder('latin1').decode(pdf.subarray(0, 5))).toBe('%PDF-');
    }),
    { numRuns: 150 },
  );
});

test('any text in any field gives a DOCX whose parts are well-formed and whose ids are unique', async () => {
  await fc.assert(
    fc.asyncProperty(hostileDocuments, async (doc) => {
      const parts = unzipSync(await typesetDocx(doc));
      for (const [name, bytes] of Object.entries(parts)) {
        if (!/\.(?:xml|rels)$/.test(name)) continue;
        const xml = strFromU8(bytes);
        const parser = new SaxesParser({ xmlns: true });
        parser.on('error', (error) => expect.fail(`${name}: ${error.message}`));
        parser.write(xml).close();
        const ids = [...xml.matchAll(/<w:sdtPr>.*?<w:id w:val="(\d+)"/g)].map((match) => Number(match[1]));
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.every((id) => id > 0 && id < 2 ** 31)).toBe(true);
        expect(xml).not.toMatch(/<w:tr>(?:<w:trPr>.*?<\/w:trPr>)?<\/w:tr>|<w:tbl>(?:(?!<w:tr>).)*<\/w:tbl>/s);
      }
    }),
    { numRuns: 100 },
  );
});

test('typst markup in a text is printed, not obeyed', async () => {
  const text = '#set page(width: 10mm) *粗* $x$ @ref <label> [方括号] \\ 反斜线';
  const [page] = await printedPages(
    await typesetPdf({ redHead: null, title: [], body: [{ kind: 'paragraph', inlines: [{ kind: 'text', text }] }] }),
  );
  expect(
    page!
      .map((line) => line.text)
      .filter((line) => !line.includes('—'))
      .join(''),
  ).toContain('*粗*');
});

test('a character that no font has is printed as a box and told', async () => {
  const notes: string[] = [];
  const inlines = [{ kind: 'text' as const, text: '阿拉伯文 ﷽ 与 𓀀' }];
  const pdf = await typesetPdf(
    { redHead: null, title: [], body: [{ kind: 'paragraph', inlines }] },
    { onNote: (note) => notes.push(note) },
  );
  expect((await printedPages(pdf))[0]!.map((line) => line.text).join('')).toContain('□');
  expect(notes.join()).toContain('U+FDFD');
  expect(notes.join()).toContain('U+13000');
});
