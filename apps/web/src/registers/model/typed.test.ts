import { decimal } from '@quantu/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fieldOf } from './fields.ts';
import { SAMPLE } from './sample-register.test-data.ts';
import { show, showWithUnit } from './show.ts';
import { editText, readTyped } from './typed.ts';

const field = (key: string) => fieldOf(SAMPLE, key)!;
const read = (key: string, text: string) => readTyped(field(key), text).value;
const problem = (key: string, text: string) => readTyped(field(key), text).problem;

test('money is typed in its shown unit, or in the unit that is said', () => {
  expect(read('costYuan', '1.2')).toBe('120000000');
  expect(read('costYuan', '１．２')).toBe('120000000');
  expect(read('costYuan', '12,000万元')).toBe('120000000');
  expect(read('paidYuan', '￥3,500')).toBe('35000000');
  expect(read('paidYuan', '8000 元')).toBe('8000');
  expect(read('costYuan', '-.5')).toBe('-50000000');
});

test('what is no number is refused with the text that was typed', () => {
  expect(problem('costYuan', '约三亿')).toBe('“约三亿”不是数');
  expect(problem('spans', '3.5')).toBe('“3.5”不是整数');
  expect(read('spans', '3跨')).toBe(3);
  expect(read('spans', '')).toBe(null);
});

test('a ratio is typed in per cent', () => {
  expect(read('share', '78.5')).toBe('0.785');
  expect(read('share', '78.5％')).toBe('0.785');
});

test('days, as people write them', () => {
  for (const text of ['2026-07-01', '2026.7.1', '2026/7/1', '2026年7月1日', '20260701', '2026-7-1 00:00:00']) {
    expect(read('builtOn', text)).toBe('2026-07-01');
  }
  expect(problem('builtOn', '2026-02-30')).toContain('不是日期');
  expect(readTyped({ ...field('builtOn'), kind: 'month' }, '2026年7月').value).toBe('2026-07');
  expect(readTyped({ ...field('builtOn'), kind: 'month' }, '2026-13').problem).toContain('不是月份');
  expect(readTyped({ ...field('builtOn'), kind: 'instant' }, '2026-07-01 8:05').value).toBe('2026-07-01T00:05:00.000Z');
});

test('yes and no in their usual signs; a text not longer than it may be', () => {
  expect(read('isOpen', '√')).toBe(true);
  expect(read('isOpen', '无')).toBe(false);
  expect(problem('isOpen', '也许')).toContain('是或否');
  expect(problem('name', '六个字的名称')).toBe('最多 5 个字，现在有 6 个');
});

test('what the editor shows is read back as the same value', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }),
      fc.constantFrom('costYuan', 'paidYuan'),
      (yuan, key) => {
        expect(read(key, editText(field(key), yuan.toString()))).toBe(yuan.toString());
      },
    ),
  );
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000 }), (part) => {
      const share = decimal(part).div(100_000).toFixed();
      expect(read('share', editText(field('share'), share))).toBe(share);
    }),
  );
});

test('money is shown in its unit, the whole of it on hover; a ratio in per cent', () => {
  expect(show(field('costYuan'), '30436000000')).toEqual({ text: '304.36', full: '30,436,000,000 元' });
  expect(show(field('costYuan'), '30436123456').text).toBe('304.3612');
  expect(show(field('share'), '0.78549')).toEqual({ text: '78.5', full: '78.549%' });
  expect(showWithUnit(field('share'), '0.785')).toBe('78.5%');
  expect(showWithUnit(field('paidYuan'), '35000000')).toBe('3,500 万元');
  expect(show(field('kind'), 'beam', '梁桥').text).toBe('梁桥');
});
