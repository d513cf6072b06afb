import fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeFileName, storable } from './file-names.ts';

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\管理员\\报告.docx', '报告.docx'],
  ['', '未命名'],
  ['...', '未命名'],
  ['报告\u202Efdp.exe', '报告fdp.exe'],
  ['<script>.txt', '_script_.txt'],
  ['a\0b.txt', 'ab.txt'],
])('%j is kept as %s', (name, kept) => {
  expect(safeFileName(name)).toBe(kept);
});

test('any name becomes a short one without path, control or direction characters, ending kept', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
      const safe = safeFileName(`${name}.docx`);
      expect(Array.from(safe).length).toBeLessThanOrEqual(120);
      expect(safe).not.toMatch(/[\p{Cc}\p{Cf}/\\]/u);
      expect(safe.endsWith('docx')).toBe(true);
    }),
  );
  expect(safeFileName(`${'长'.repeat(10_000)}.docx`)).toMatch(/…\.docx$/);
});

test('text for the database keeps its length', () => {
  expect(storable('一\0二\uD800三😀')).toBe('一\uFFFD二\uFFFD三😀');
});
