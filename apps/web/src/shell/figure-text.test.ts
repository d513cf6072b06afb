import { decimal, plain } from '@quantu/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileSize, fullFigure, grouped, officeFigure, officeParts, officeRange } from './figure-text.ts';

test('money is shown in 亿元 and 万元, exactly', () => {
  expect(officeFigure('30436000000', '元')).toBe('304.36 亿元');
  expect(officeFigure('25000000', '元')).toBe('2,500 万元');
  expect(officeFigure('-80520000', '元')).toBe('-8,052 万元');
  expect(officeFigure('9999', '元')).toBe('9,999 元');
  expect(officeFigure('182595000000', '元')).toBe('1,825.95 亿元');
});

test('what is not money keeps its digits', () => {
  expect(officeFigure('120000', '平方米')).toBe('120,000 平方米');
  expect(officeFigure('49.2', '%')).toBe('49.2 %');
  expect(officeRange('63', '68', '%')).toBe('63～68 %');
  expect(officeRange('5000', '120000', '元')).toBe('5,000 元～12 万元');
});

test('the point moves and no digit is lost', () => {
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 24n), 10n ** 24n), fc.nat(4), (units, places) => {
      const value = plain(decimal(String(units)).div(decimal(10).pow(places)));
      const { number, unit } = officeParts(value, '元');
      const factor = unit.startsWith('亿') ? 8 : unit.startsWith('万') ? 4 : 0;
      expect(plain(decimal(number.replaceAll(',', '')).times(decimal(10).pow(factor)))).toBe(value);
    }),
  );
});

test('the hover text is the full value with its unit', () => {
  expect(fullFigure('30436000000', '元')).toBe('30,436,000,000 元');
  expect(grouped('1234567.8901')).toBe('1,234,567.8901');
});

test('a file size is a short word', () => {
  expect(fileSize(900)).toBe('900 字节');
  expect(fileSize(20480)).toBe('20 KB');
  expect(fileSize(5_452_595)).toBe('5.2 MB');
});
