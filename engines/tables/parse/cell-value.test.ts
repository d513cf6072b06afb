import { decimal, plain } from '@quantu/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  code,
  day,
  decimalNumber,
  instant,
  integer,
  money,
  month,
  point,
  ratio,
  text,
  yesNo,
  area,
  type Field,
} from '@quantu/registers';
import type { Cell } from '../cells.ts';
import { neutral, unneutralised } from '../write/neutralise.ts';
import { cellValue } from './cell-value.ts';
import { ChoiceFinder } from './choices.ts';
import { placeText } from './places.ts';

const label = '字段';
const read = (field: Field, cell: Cell, unit: string | null = null): unknown => {
  const found = cellValue(field, cell, { unit });
  return 'problem' in found ? `!${found.problem}` : 'look' in found ? found.look : found.value;
};
const sum = money({ label, show: '万元' });
const land = decimalNumber({ label, unit: '亩', places: 2 });
const rate = ratio({ label });
const when = day({ label });

test.each<[string, Field, Cell, string | null, unknown]>([
  ['万元 of the column', sum, 12_000, '万元', '120000000'],
  ['亿元 in the cell', sum, '1.2亿元', '万元', '120000000'],
  ['group marks', sum, '3,000', '万元', '30000000'],
  ['Chinese group marks', sum, '１，２３４．５', '元', '1234.5'],
  ['spaces and 约', sum, ' 约 5 000 万元 ', null, '50000000'],
  ['a currency sign', sum, '¥1,200.50', '元', '1200.5'],
  ['brackets for a loss', sum, '(1,200)', '元', '-1200'],
  ['binary noise', sum, 0.1 + 0.2, '元', '0.3'],
  ['分 kept from 万元', sum, 33.333333333333336, '万元', '333333.33'],
  ['a dash', sum, '—', '万元', null],
  ['full-width 亩', land, '１２．５亩', null, '12.5'],
  ['公顷 to 亩', land, '2公顷', null, '30'],
  ['㎡ of the head', decimalNumber({ label, unit: '㎡' }), 30720, '平方米', '30720'],
  ['square metres to 亩', land, 2000, '平方米', '3'],
  ['a format with a unit', land, { is: 'number', value: 7, unit: '亩' }, null, '7'],
  ['kW in the cell', decimalNumber({ label, unit: '千瓦' }), '60kW', null, '60'],
  ['MW to 千瓦', decimalNumber({ label, unit: '千瓦' }), '1.2 MW', null, '1200'],
  ['m³ of the head', decimalNumber({ label, unit: '立方米' }), 5, 'm³', '5'],
  ['hm² to 亩', land, '2hm²', null, '30'],
  ['度', decimalNumber({ label, unit: 'kWh' }), '300度', null, '300'],
  ['㎏ to 吨', decimalNumber({ label, unit: '吨' }), '500㎏', null, '0.5'],
  ['a household', integer({ label, unit: '户' }), '180户', null, 180],
  ['万户', integer({ label, unit: '户' }), '1.2万户', null, 12_000],
  ['a percent text', rate, '50％', null, '0.5'],
  ['a percent format', rate, { is: 'number', value: 0.785, unit: '%' }, null, '0.785'],
  ['a percent column', rate, 78.5, '%', '0.785'],
  ['a plain ratio', rate, 0.3, null, '0.3'],
  ['a Chinese day', when, '2026年3月5日', null, '2026-03-05'],
  ['a dotted day', when, '2026.4.1', null, '2026-04-01'],
  ['a day at midnight', when, '2026-3-5 0:00', null, '2026-03-05'],
  ['eight digits', when, 20_260_930, null, '2026-09-30'],
  ['a day in numerals', when, '二〇二六年三月五日', null, '2026-03-05'],
  ['a later day in numerals', when, '二○二六年十一月二十三日', null, '2026-11-23'],
  ['a month in numerals', month({ label }), '二〇二六年十月', null, '2026-10'],
  ['a serial', when, 45_356, null, '2024-03-05'],
  ['a serial as text', when, '45356', null, '2024-03-05'],
  ['spaces inside', when, '2026 年 3 月 5 日', null, '2026-03-05'],
  ['a month', month({ label }), '2024/3', null, '2024-03'],
  ['a month kept as a number', month({ label }), 2024.12, null, '2024-12'],
  ['a day as its month', month({ label }), '2024年3月5日', null, '2024-03'],
  ['a time in China', instant({ label }), '2024-03-05 08:30', null, '2024-03-05T00:30:00.000Z'],
  ['a second in China', instant({ label }), '2024-03-05 08:30:15.25', null, '2024-03-05T00:30:15.250Z'],
  ['a time elsewhere', instant({ label }), '2024-03-04T16:00:00.000Z', null, '2024-03-04T16:00:00.000Z'],
  ['a midnight as programs write it', when, '2024-03-04T16:00:00.000Z', null, '2024-03-05'],
  ['a share too small for a zero', rate, 1.5e-25, null, '0.00000000000000000000000015'],
  ['a tick', yesNo({ label }), '√', null, true],
  ['a cross', yesNo({ label }), '×', null, false],
  ['无', yesNo({ label }), '无', null, false],
  ['a number as text', text({ label }), 12, null, '12'],
  ['zeros of the format', text({ label }), { is: 'number', value: 7, shown: '0007' }, null, '0007'],
  ['㎡ in the cell', decimalNumber({ label, unit: '㎡' }), '1.2万㎡', null, '12000'],
  ['万㎡ of the head', decimalNumber({ label, unit: '㎡' }), 1.25, '万平方米', '12500'],
  ['余 between number and unit', integer({ label, unit: '户' }), '120余户', null, 120],
  ['亿 and 万 in one', sum, '12亿5000万元', '亿元', '1250000000'],
  ['a remark behind a sum', sum, '12.5亿元（暂定）', null, '1250000000'],
  ['亿人民币', sum, '12.5亿人民币', '万元', '1250000000'],
  ['the mark of a text', sum, "'12.5", '亿元', '1250000000'],
  ['a year with 年', integer({ label }), '1998年', null, 1998],
  ['marks of a Chinese keyboard', when, '2026。3。5', null, '2026-03-05'],
  ['long dashes', when, '2026——03——05', null, '2026-03-05'],
  ['slashes the other way', when, '2026\\3\\5', null, '2026-03-05'],
  ['a point at the end', when, '2026.03.05.', null, '2026-03-05'],
  ['a weekday in brackets', when, '2026年3月5日（星期四）', null, '2026-03-05'],
  ['an English day', when, '5-Mar-26', null, '2026-03-05'],
  ['an American day in words', when, 'Mar 5, 2026', null, '2026-03-05'],
  ['a dash as text', text({ label }), '—', null, '—'],
  ['a slash of full width', sum, '／', null, null],
  ['3万 of 亩, which is no sum', land, '约3万', '亩', '30000'],
  ['1.5万 under a head in 万', decimalNumber({ label, unit: '㎡' }), '1.5万', '万㎡', '15000'],
  ['3万 households', integer({ label, unit: '户' }), '3万余户', null, 30_000],
  ['more than 30000 元', sum, '3万余元', '亿元', '30000'],
  ['a month whose year is short', month({ label }), '24年3月', null, '2024-03'],
  ['a Chinese day with a clock behind it', when, '2024年3月1日 9:30', null, '2024-03-01'],
])('%s is read', (_, field, cell, unit, value) => {
  expect(read(field, cell, unit)).toEqual(value);
});

test.each<[Field, Cell, string]>([
  [sum, '待定', '!字段：“待定”不是数字'],
  [sum, '1,2', '!字段：“1,2”不是数字'],
  [sum, '100万美元', '!字段：“100万美元”是外币，请折算成人民币'],
  [sum, { is: 'error', text: '#REF!' }, '!字段：单元格是错误值 #REF!'],
  [
    sum,
    { is: 'formula', text: 'A1*2' },
    '!字段：单元格是公式，但文件里没有它的计算结果，请用 Excel 打开保存后再导入，或粘贴为数值',
  ],
  [land, '3公里', '!字段：“3公里”的单位“公里”不能换算成亩'],
  [rate, 78.5, '!字段：“78.5”没有百分号，请写成 78.5%，或在列的单位里选 %'],
  [when, '2024/3', '!字段：“2024/3”只写到月，请补上日'],
  [when, '24年3月', '!字段：“24年3月”只写到月，请补上日'],
  [month({ label }), '2024年13月', '!字段：“2024年13月”不是月份，请写成 2024-03 这样'],
  [land, '3万元', '!字段：“3万元”的单位“万元”不能换算成亩'],
  [when, '2023-02-29', '!字段：“2023-02-29”不是存在的日期'],
  [
    sum,
    '¥1,250,000,000,000',
    '!字段：“¥1,250,000,000,000”按亿元读入超过 10 万亿元，请核对单位，或在数字后面写明，如 ¥1,250,000,000,000元',
  ],
  [when, '2026.3-5', '!字段：“2026.3-5”不是日期，请写成 2024-03-05 这样'],
  [when, '3/5/2026', '!字段：“3/5/2026”分不清哪个是月、哪个是日，请写成 2024-03-05 这样'],
  [text({ label }), '1.0E+05', '!字段：“1.0E+05”是科学计数法，后面的数字已经丢失，请把单元格改为文本后重新填写'],
  [when, '3月底', '!字段：“3月底”不是确切的日期，请写成 2024-03-05 这样'],
  [
    month({ label }),
    2024.1,
    '!字段：“2024.1”可能是 1 月，也可能是被 Excel 去掉了 0 的 10 月，请写成 2024-01 或 2024-10',
  ],
  [
    text({ label }),
    3.505e17,
    '!字段：“350500000000000000”超过 15 位，Excel 已经丢失后面的数字，请把单元格改为文本后重新填写',
  ],
  [point({ label }), '450123.1,2789456.2', '!字段：“450123.1,2789456.2”像是投影坐标（米），请换成经纬度'],
])('what cannot be read is said: %o %o', (field, cell, sentence) => {
  expect(read(field, cell, field === sum && typeof cell === 'string' && cell.startsWith('¥') ? '亿元' : null)).toBe(
    sentence,
  );
});

test.each([
  '119.0,25.1',
  '25.1，119.0',
  '东经119°0′0″ 北纬25°6′',
  '119°E 25.1°N',
  'POINT(119 25.1)',
  '{"type":"Point","coordinates":[119,25.1]}',
])('the place %s is read, longitude and latitude told apart', (words) => {
  expect(read(point({ label }), words)).toEqual({ type: 'Point', coordinates: [119, 25.1] });
});

test('an area goes out as text and comes back the same', () => {
  const shape = {
    type: 'Polygon',
    coordinates: [
      [
        [119, 25],
        [119.1, 25],
        [119.1, 25.1],
        [119, 25],
      ],
    ],
  } as const;
  expect(read(area({ label }), placeText(shape))).toEqual(shape);
});

test.each([
  ['03 交通通达', '03'],
  ['3', '03'],
  ['03.0', '03'],
  ['交通通达', '03'],
  ['交通通达（03）', '03'],
  ['专项/交通通达', '03'],
  ['水环境（含近岸海域）', '04'],
  ['水环境(含近岸海域)', '04'],
  ['水环境', '04'],
])('the code of %s is %s', (words, value) => {
  const choices = new ChoiceFinder([
    { value: '03', label: '交通通达' },
    { value: '04', label: '水环境（含近岸海域）' },
    { value: '13', label: '其他' },
  ]);
  expect(cellValue(code({ label, set: 'x' }), words, { unit: null, choices })).toEqual({ value });
});

test('a label that two codes have is not guessed at', () => {
  const choices = new ChoiceFinder([
    { value: 'a', label: '其他' },
    { value: 'b', label: '其他' },
  ]);
  const problem = '“其他”在编码表里有 2 个，无法确定是哪一个：其他（a）、其他（b），请照此写明';
  expect(choices.find('其他', '编码表')).toEqual({ problem, among: ['a', 'b'] });
  expect(choices.find('其他（b）', '编码表')).toEqual({ value: 'b' });
  expect(choices.find('没有的', '编码表')).toEqual({
    problem: '“没有的”不在编码表里，可以填：其他（a）、其他（b）',
  });
});

test('of a closed code and one in use under the same label the latter is meant, and the other is known', () => {
  const choices = new ChoiceFinder([
    { value: 'a', label: '其他', isClosed: true },
    { value: 'b', label: '其他' },
  ]);
  expect(choices.find('其他', '编码表')).toEqual({ value: 'b', others: ['a'] });
});

test('a sum in any unit is the decimal that arithmetic gives', () => {
  const sums = fc.oneof(
    fc.integer({ min: 0, max: 1e9 }),
    fc.integer({ min: 0, max: 1e11 }).map((cents) => cents / 100),
  );
  const factors = { 元: 1, 千元: 1e3, 万元: 1e4, 百万元: 1e6, 亿元: 1e8 };
  const units = fc.constantFrom(...(Object.keys(factors) as (keyof typeof factors)[]));
  fc.assert(
    fc.property(sums, units, (number, unit) => {
      const exact = decimal(String(number)).times(factors[unit]);
      const found = read(sum, number, unit);
      expect(found).toBe(plain(exact.toDecimalPlaces(2)));
      // Where nobody said the unit, a sum that cannot be is asked back.
      const assumed = cellValue(sum, number, { unit, isUnitAssumed: true });
      if (exact.gt(1e13))
        expect(assumed).toMatchObject({ problem: expect.stringContaining(`按${unit}读入`) as unknown });
      else expect(assumed).toEqual({ value: found });
    }),
    { numRuns: 500 },
  );
});

test('no text that goes out is a formula, and every one comes back', () => {
  const risky = fc.stringMatching(/^'{0,3}[=+\-@＝＋－＠\t\ra]?.{0,5}$/);
  fc.assert(
    fc.property(fc.oneof(fc.string(), risky), (words) => {
      expect(neutral(words)).not.toMatch(/^[=+\-@＝＋－＠\t\r]/);
      expect(unneutralised(neutral(words))).toBe(words);
    }),
  );
});

test('whatever stands in a cell, the answer is a value or a sentence', () => {
  const fields = [
    sum,
    land,
    rate,
    when,
    month({ label }),
    instant({ label }),
    yesNo({ label }),
    point({ label }),
    text({ label }),
  ];
  const cells = fc.oneof(
    fc.string(),
    fc.double(),
    fc.boolean(),
    fc.stringMatching(/^[-+（(\d.,，％%年月日亿万元° /]{1,20}$/),
  );
  fc.assert(
    fc.property(fc.constantFrom(...fields), cells, fc.constantFrom(null, '万元', '%', '亩'), (field, cell, unit) => {
      expect(Object.keys(cellValue(field, cell, { unit }))).toHaveLength(1);
    }),
    { numRuns: 3000 },
  );
});
