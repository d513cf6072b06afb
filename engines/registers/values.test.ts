import { decimal } from '@quantu/base';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskText, parseValue, parseValues, valueText, type Field } from './index.ts';
import { park } from './sample.testing.ts';

const field = (name: string): Field => park.fields[name]!;

describe('a value', () => {
  test.each<[string, unknown, unknown]>([
    ['name', '  滨江公园 ', '滨江公园'],
    ['name', '', null],
    ['trees', '１，２３４', 1234],
    ['trees', 12, 12],
    ['areaM2', 0.1 + 0.2, '0.3'],
    ['plannedYuan', '1,234,567.80', '1234567.8'],
    ['doneYuan', '－3.5', '-3.5'],
    ['plannedYuan', 1e21, '1000000000000000000000'],
    ['shade', '78.5%', '0.785'],
    ['shade', '０．５', '0.5'],
    ['startedOn', '2026年7月1日', '2026-07-01'],
    ['startedOn', '20260701', '2026-07-01'],
    ['startedOn', '2026.7.1', '2026-07-01'],
    ['budgetMonth', '202607', '2026-07'],
    ['inspectedAt', '2026-07-10T09:30:00+08:00', '2026-07-10T01:30:00.000Z'],
    ['isFree', '否', false],
    ['isFree', 1, true],
    ['keeper', '0198C5F2-0000-7000-8000-000000000001', '0198c5f2-0000-7000-8000-000000000001'],
    ['gate', '{"type":"Point","coordinates":[118.5,25.1]}', { type: 'Point', coordinates: [118.5, 25.1] }],
  ])('of %s is read from %j', (name, raw, value) => {
    expect(parseValue(field(name), raw)).toEqual({ value });
  });

  test.each<[string, unknown, string]>([
    ['name', '长'.repeat(61), '公园名称有 61 个字，最多 60 个字'],
    ['name', 'a\u0000b', '公园名称里有看不见的控制字符，请删去后再填'],
    ['name', '\ud800', '公园名称里有看不见的控制字符，请删去后再填'],
    ['name', {}, '公园名称“{}”不是文字'],
    ['trees', '3.5', '树木“3.5”不是整数'],
    ['trees', -1, '树木是 -1棵，不能小于 0棵'],
    ['trees', '1e3', '树木“1e3”不是数字'],
    ['trees', '99999999999999999999', '树木“99999999999999999999”太大，无法保存'],
    ['areaM2', '1.005', '面积“1.005”超过小数点后 2 位'],
    ['doneYuan', `1${'0'.repeat(30)}`, `完成投资“1${'0'.repeat(29)}…”太大或太细，无法保存`],
    ['plannedYuan', NaN, '计划投资“NaN”不是数字'],
    ['shade', '120%', '遮荫是 120.00%，不能大于 100.00%'],
    ['plannedYuan', -30_000, '计划投资是 -3万元，不能小于 0万元'],
    ['areaM2', 1.005, '面积“1.005”超过小数点后 2 位'],
    ['trees', Infinity, '树木“Infinity”不是数字'],
    ['code', 'a b', '编号“a b”不对：只能用大写字母、数字和短横'],
    ['startedOn', '2026-02-30', '开工日期“2026-02-30”不是日期，请写成 2026-07-10 这样'],
    ['startedOn', '1026-02-03', '开工日期“1026-02-03”的年份不在 1900 至 2199 年之间'],
    ['budgetMonth', '2026-13', '下达月份“2026-13”不是月份，请写成 2026-07 这样'],
    ['isFree', '也许', '免费“也许”不是“是”或“否”'],
    ['keeper', '甲某', '管理员“甲某”不是一条记录的编号'],
    ['doneShare', '1', '完成率由系统计算，不能填写'],
    ['permit', 'x', '验收文件是文件，请上传，不能填写'],
    ['gate', '{"type":', '大门“{"type":”不是 GeoJSON 图形'],
  ])('of %s is refused as %j with a sentence', (name, raw, problem) => {
    expect(parseValue(field(name), raw)).toEqual({ problem });
  });

  test('whatever it is, is taken or refused with a sentence, never thrown', () => {
    const names = fc.constantFrom(...Object.keys(park.fields));
    fc.assert(
      fc.property(names, fc.oneof(fc.anything(), fc.string(), fc.jsonValue()), (name, raw) => {
        const parsed = parseValue(field(name), raw);
        if ('problem' in parsed) expect(parsed.problem).toContain(field(name).label);
        else expect(parseValue(field(name), parsed.value)).toEqual(parsed);
      }),
    );
  });

  test('of money keeps every digit it is given', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.nat(99), (yuan, cents) => {
        const raw = `${yuan}.${String(cents).padStart(2, '0')}`;
        const parsed = parseValue(field('plannedYuan'), raw);
        expect('value' in parsed && decimal(parsed.value as string).eq(decimal(raw))).toBe(true);
      }),
    );
  });
});

test('all that is wrong with a form is said at once', () => {
  expect(() => parseValues(park, { trees: 'x', nothing: 1, isFree: '是' })).toThrow(
    '树木“x”不是数字；公园台账没有“nothing”这个字段',
  );
  expect(parseValues(park, { isFree: '是', note: null })).toEqual({ isFree: true, note: null });
});

test.each<[string, string | number | boolean | null, string]>([
  ['plannedYuan', '3043600', '304.36万元'],
  ['shade', '0.785', '78.50%'],
  ['trees', 3, '3棵'],
  ['isFree', false, '否'],
  ['inspectedAt', '2026-07-10T01:30:00.000Z', '2026-07-10 09:30'],
  ['note', null, ''],
])('%s is shown with its unit', (name, value, text) => {
  expect(valueText(field(name), value)).toBe(text);
});

test.each([
  ['13805950001', '138****0001'],
  ['张三丰', '张**'],
  ['350505199001011234', '350****1234'],
])('%s is masked as %s', (value, masked) => {
  expect(maskText(value)).toBe(masked);
});
