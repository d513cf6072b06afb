import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Fault } from '@quantu/base';
import { decodeFile } from './decode.ts';
import { shownName } from './faults.ts';
import { buildDocx, cell, level, list, listed, paragraph, row, run, table } from './testing/docx-builder.ts';
import { typstPdf } from './testing/pdf-builder.ts';

/**
 * Reads or refuses; anything else is thrown and fails the test. What is read keeps its ranges inside its text, a
 * refusal is one sentence with every hole filled.
 */
async function answers(bytes: Uint8Array, name: string): Promise<boolean> {
  try {
    const found = await decodeFile(bytes, name);
    const within = ({ start, end }: { start: number; end: number }) =>
      start >= 0 && start <= end && end <= found.text.length;
    return [...found.pages, ...found.tables, ...found.controls].every(within) && !found.text.includes('\r');
  } catch (error) {
    if (error instanceof Fault) return /^[^\n{}]*文件“[^\n{}]*$/.test(error.message.replace(shownName(name), ''));
    throw error;
  }
}

const docx = buildDocx({
  numbering: list(level(0, 'chineseCounting', '%1、'), level(1, 'decimal', '%1.%2')),
  styles: '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>',
  body:
    paragraph('签约项目17个', listed(1)) +
    paragraph(
      `<w:sdt><w:sdtPr><w:tag w:val="f1"/></w:sdtPr><w:sdtContent>${run('80.52亿元')}</w:sdtContent></w:sdt>`,
      listed(1, 1),
    ) +
    table(row(cell('甲'), cell('乙'))) +
    paragraph(`<w:ins w:id="1">${run('插入')}</w:ins><w:del w:id="2"><w:r><w:delText>删</w:delText></w:r></w:del>`),
});
const pdf = typstPdf('签约项目17个、总投资80.52亿元，同比增长49.2%。\n\n第二段。');
const txt = new TextEncoder().encode('签约项目17个、总投资80.52亿元，同比增长49.2%。\n');

const flips = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 12 });
function flipped(bytes: Uint8Array, changes: [number, number][]): Uint8Array {
  // Not slice(): of a Buffer that would be the same memory.
  const copy = Uint8Array.from(bytes);
  for (const [at, bits] of changes) copy[at % copy.length]! ^= bits;
  return copy;
}

/** The first bytes that break a property, as fast-check reports them; empty when none do. */
async function counterexample<T>(property: fc.IAsyncProperty<T>, parameters: fc.Parameters<T>): Promise<string> {
  const outcome = await fc.check(property, parameters);
  return outcome.failed ? (fc.defaultReportMessage(outcome) ?? 'failed') : '';
}

describe('whatever the bytes, there is a document or one sentence', () => {
  test('random bytes, also behind the head of a known type', async () => {
    const head = fc.constantFrom(
      [],
      [0x50, 0x4b, 3, 4],
      [0x25, 0x50, 0x44, 0x46, 0x2d, 0x31],
      [0xff, 0xfe],
      [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
    );
    expect(
      await counterexample(
        fc.asyncProperty(head, fc.uint8Array({ maxLength: 400 }), fc.string(), (start, rest, name) =>
          answers(Uint8Array.from([...start, ...rest]), name),
        ),
        { numRuns: 300 },
      ),
    ).toBe('');
  });

  test.each([
    ['docx', docx, 300],
    ['pdf', pdf, 60],
    ['txt', txt, 300],
  ])('a damaged %s: bits flipped', async (kind, bytes, numRuns) => {
    expect(
      await counterexample(
        fc.asyncProperty(flips, (changes) => answers(flipped(bytes, changes), `a.${kind}`)),
        { numRuns },
      ),
    ).toBe('');
  });

  test.each([
    ['docx', docx, 200],
    ['pdf', pdf, 40],
    ['txt', txt, 100],
  ])('a damaged %s: cut off', async (kind, bytes, numRuns) => {
    expect(
      await counterexample(
        fc.asyncProperty(fc.nat({ max: bytes.length }), (length) => answers(bytes.subarray(0, length), `a.${kind}`)),
        { numRuns },
      ),
    ).toBe('');
  });

  test('a docx whose XML is any arrangement of its elements', async () => {
    const names = [
      'p',
      'r',
      't',
      'tbl',
      'tr',
      'tc',
      'sdt',
      'sdtContent',
      'sdtPr',
      'tag',
      'pPr',
      'rPr',
      'numPr',
      'numId',
      'del',
      'ins',
      'vanish',
      'gridSpan',
      'vMerge',
      'tcPr',
      'trPr',
      'fldChar',
      'txbxContent',
      'sym',
      'br',
    ];
    const element = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 7, withCrossShrink: true },
        fc.constant('甲'),
        fc
          .tuple(
            fc.constantFrom(...names),
            fc.constantFrom('', '1', 'restart', 'begin', 'end', '99999999999', 'F0B7'),
            fc.array(tie('node'), { maxLength: 4 }),
          )
          .map(
            ([name, value, children]) =>
              `<w:${name} w:val="${value}" w:fldCharType="${value}" w:char="${value}">${children.join('')}</w:${name}>`,
          ),
      ),
    })).node;
    expect(
      await counterexample(
        fc.asyncProperty(fc.array(element, { maxLength: 6 }), (body) =>
          answers(
            buildDocx({ body: body.join('') + paragraph('尾'), numbering: list(level(0, 'decimal', '%1.')) }),
            'a.docx',
          ),
        ),
        { numRuns: 300 },
      ),
    ).toBe('');
  });
});
