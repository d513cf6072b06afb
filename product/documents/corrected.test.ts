import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rewritten } from './corrected.ts';

/** Texts with non-overlapping marked pieces and what is to stand there. */
const cases = fc
  .array(
    fc.record({
      gap: fc.string({ maxLength: 5 }),
      piece: fc.string({ minLength: 1, maxLength: 5 }),
      surface: fc.string({ minLength: 1, maxLength: 8 }),
    }),
    { maxLength: 8 },
  )
  .map((parts) => {
    let text = '';
    const figures = parts.map(({ gap, piece, surface }) => {
      const start = text.length + gap.length;
      text += gap + piece;
      return { start, end: start + piece.length, surface };
    });
    return { text, parts, figures };
  });

test('putting printed forms in place changes nothing else, and ranges move with the text', () => {
  fc.assert(
    fc.property(cases, ({ text, parts, figures }) => {
      const after = rewritten(text, figures);
      expect(after.text).toBe(parts.map(({ gap, surface }) => gap + surface).join(''));
      for (const { start, end, surface } of figures) {
        expect(after.text.slice(after.move(start), after.move(end))).toBe(surface);
      }
      expect(after.move(0)).toBe(0);
      expect(after.move(text.length)).toBe(after.text.length);
    }),
  );
});

test('offsets keep their order', () => {
  fc.assert(
    fc.property(cases, ({ text, figures }) => {
      const { move } = rewritten(text, figures);
      for (let at = 1; at <= text.length; at++) expect(move(at)).toBeGreaterThanOrEqual(move(at - 1));
    }),
  );
});

test('of two corrections that overlap the first wins', () => {
  const figures = [
    { start: 0, end: 4, surface: '甲' },
    { start: 2, end: 6, surface: '乙' },
  ];
  expect(rewritten('一二三四五六', figures).text).toBe('甲五六');
});
