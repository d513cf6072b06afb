import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addDays,
  canonicalJson,
  chineseDay,
  codesOn,
  dayInChina,
  dayOf,
  decimal,
  decimalsOf,
  defineCodeSet,
  defineFaults,
  endOfDayInChina,
  Fault,
  faultTable,
  fixed,
  isId,
  labelOf,
  newId,
  parseDay,
  parseInstant,
  plain,
  type Day,
} from './index.ts';
import { sm3, sm3Stream } from './server.ts';

test('a decimal goes through text without loss', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }),
      fc.integer({ min: 0, max: 9 }),
      (digits, places) => {
        const value = decimal(digits.toString()).div(decimal(10).pow(places));
        expect(plain(decimal(plain(value)))).toBe(plain(value));
      },
    ),
  );
});

test('decimals refuse what is not one, and floats', () => {
  for (const text of ['', '1e3', '1,825', ' 1', '.5', 'NaN']) expect(() => decimal(text)).toThrow(RangeError);
  expect(() => decimal(0.1)).toThrow(RangeError);
});

test('rounding is half up and keeps its zeros', () => {
  expect(fixed(decimal('2.5'), 0)).toBe('3');
  expect(fixed(decimal('-2.5'), 0)).toBe('-3');
  expect(fixed(decimal('114').div(166).mul(100), 2)).toBe('68.67');
  expect(plain(decimal('304.36').mul(100_000_000))).toBe('30436000000');
  expect(plain(decimal('-0'))).toBe('0');
  expect(decimalsOf('80.52')).toBe(2);
});

test('days exist or are refused', () => {
  expect(parseDay('2024-02-29')).toBe('2024-02-29');
  for (const text of ['2023-02-29', '2024-13-01', '2024-7-10', '20240710']) expect(parseDay(text)).toBeNull();
  expect(chineseDay(dayOf(2024, 7, 10)!)).toBe('2024年7月10日');
  fc.assert(
    fc.property(fc.integer({ min: -40_000, max: 40_000 }), (n) => {
      const start = dayOf(2000, 1, 1)!;
      expect(addDays(addDays(start, n), -n)).toBe(start);
    }),
  );
});

test('an instant falls on the day it is in China', () => {
  expect(dayInChina(parseInstant('2024-07-09T15:59:59.999Z')!)).toBe('2024-07-09');
  expect(dayInChina(parseInstant('2024-07-10T00:00:00+08:00')!)).toBe('2024-07-10');
  expect(parseInstant('2024-07-10 00:00:00')).toBeNull();
  expect(endOfDayInChina(parseDay('2024-07-10')!)).toBe('2024-07-10T15:59:59.999Z');
});

test('ids made later sort later', () => {
  const earlier = newId(1_700_000_000_000);
  const later = newId(1_700_000_000_001);
  expect(earlier < later).toBe(true);
  expect(isId(earlier)).toBe(true);
  expect(isId('x')).toBe(false);
});

test('a fault carries its code, status and sentence, and cannot be defined twice', () => {
  const fault = defineFaults({ 'test.size': { status: 413, text: '文件有 {size}，超过上限 {limit}' } });
  const made = fault('test.size', { size: '3 MB', limit: '2 MB' });
  expect(made).toBeInstanceOf(Fault);
  expect(made).toMatchObject({ code: 'test.size', status: 413, message: '文件有 3 MB，超过上限 2 MB' });
  expect(faultTable().get('test.size')?.status).toBe(413);
  expect(() => defineFaults({ 'test.size': { status: 400, text: '' } })).toThrow('twice');
});

test('code sets are checked and dated', () => {
  const set = defineCodeSet({
    key: 'test',
    version: '2024',
    label: '测试',
    source: 'default',
    codes: [
      { code: 'a', label: '甲' },
      { code: 'b', label: '乙', parent: 'a', until: '2024-01-01' as Day },
    ],
  });
  expect(labelOf(set, 'b')).toBe('乙');
  expect(labelOf(set, 'z')).toBe('z');
  expect(codesOn(set, '2024-06-01' as Day).map((code) => code.code)).toEqual(['a']);
  const broken = (codes: { code: string; label: string; parent?: string }[]) => () => defineCodeSet({ ...set, codes });
  expect(
    broken([
      { code: 'a', label: '' },
      { code: 'a', label: '' },
    ]),
  ).toThrow('twice');
  expect(broken([{ code: 'a', label: '', parent: 'x' }])).toThrow('no parent');
  expect(
    broken([
      { code: 'a', label: '', parent: 'b' },
      { code: 'b', label: '', parent: 'a' },
    ]),
  ).toThrow('ancestor');
});

test('SM3 gives the vectors of GB/T 32905-2016, appendix A', () => {
  expect(sm3('abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
  expect(sm3('abcd'.repeat(16))).toBe('debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732');
  const stream = sm3Stream();
  stream.update(new TextEncoder().encode('a'));
  stream.update(new TextEncoder().encode('bc'));
  expect(stream.digest()).toBe(sm3('abc'));
});

test('canonical JSON does not depend on the order of keys', () => {
  expect(canonicalJson({ b: 1, a: [true, null, { d: '中', c: undefined }] })).toBe(
    '{"a":[true,null,{"d":"中"}],"b":1}',
  );
});
