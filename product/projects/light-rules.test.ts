import { decimal } from '@quantu/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cannotJudge, DEFAULT_RULE, graver, judge, judgeStart, LIGHT_RULES, ruleSetOf } from './light-rules.ts';
import { curveOf, progressOf, STRAIGHT_LINE } from './progress.ts';

/** A project that has done this share of its plan at the end of the month. */
const at = (done: string, month = '2026-06') =>
  progressOf({ month, plannedYuan: decimal('100'), cumulativeYuan: decimal(done), curve: STRAIGHT_LINE });
const lightOf = (rule: string, done: string, month?: string) => judge(ruleSetOf(rule)!, at(done, month)).light;

test.each([
  // 银川: half the year is 50.0 %, so 40 is 10 behind (included in yellow) and 20 is 30 behind (still yellow).
  ['yinchuan-2025', '60', 'green'],
  ['yinchuan-2025', '50', 'green'],
  ['yinchuan-2025', '40.1', 'green'],
  ['yinchuan-2025', '40', 'yellow'],
  ['yinchuan-2025', '20', 'yellow'],
  ['yinchuan-2025', '19.9', 'red'],
  // 三亚: on plan is green; up to half of the plan to date missing is yellow.
  ['sanya-2022', '50', 'green'],
  ['sanya-2022', '49.9', 'yellow'],
  ['sanya-2022', '25', 'yellow'],
  ['sanya-2022', '24.9', 'red'],
  // 天津: up to 30 % below is yellow.
  ['tianjin-2022', '50', 'green'],
  ['tianjin-2022', '49', 'yellow'],
  ['tianjin-2022', '35', 'yellow'],
  ['tianjin-2022', '34.9', 'red'],
  // 武汉: below 80 % of 时序 is yellow, below 60 % red.
  ['wuhan', '40', 'green'],
  ['wuhan', '39.9', 'yellow'],
  ['wuhan', '30', 'yellow'],
  ['wuhan', '29.9', 'red'],
])('by %s, %s%% at half-time is %s', (rule, done, light) => {
  expect(lightOf(rule, done)).toBe(light);
});

test('a light says its reason in words', () => {
  expect(judge(ruleSetOf(DEFAULT_RULE)!, at('31')).reason).toBe(
    '完成 31.0%，序时 50.0%，落后 19.0 个百分点 → 黄灯（银川规则：落后 10–30 个百分点）',
  );
  expect(judge(ruleSetOf('wuhan')!, at('29')).reason).toBe(
    '完成 29.0%，序时 50.0%，比序时计划少完成 42.0% → 红灯（武汉规则：不足时序进度的 60%）',
  );
  expect(judge(ruleSetOf('sanya-2022')!, at('58.14')).reason).toContain('超前 8.1 个百分点 → 绿灯');
});

test.each([
  ['泉州 2024 Q1', '31.9', '2024-03', '25.0', '6.9'],
  ['泉州 2024 1–4', '40.9', '2024-04', '33.3', '7.6'],
  ['泉州 2024 1–6', '58.14', '2024-06', '50.0', '8.1'],
  ['a city of Guangdong 1–10', '97.2', '2024-10', '83.3', '13.9'], // printed 13.8, cut off instead of rounded
])('序时 of the published pair %s is months ÷ 12', (_, done, month, expected, lead) => {
  const progress = at(done, month);
  expect(progress.expected.times(100).toFixed(1)).toBe(expected);
  expect(progress.leadPp!.toFixed(1)).toBe(lead);
});

test('missing data are grey, never green', () => {
  const no = { month: '2026-06', curve: STRAIGHT_LINE };
  for (const rule of LIGHT_RULES) {
    for (const [plan, done] of [
      [null, decimal('5')],
      [decimal('0'), decimal('5')],
      [decimal('100'), null],
    ] as const) {
      expect(judge(rule, progressOf({ ...no, plannedYuan: plan, cumulativeYuan: done })).light).toBe('grey');
    }
  }
  expect(cannotJudge('2026年9月未填报').reason).toBe('2026年9月未填报 → 无法判定');
});

test('less done is never a better light, and more of the year gone is never a better one', () => {
  const rank = { green: 0, yellow: 1, red: 2, grey: 3 };
  fc.assert(
    fc.property(
      fc.constantFrom(...LIGHT_RULES),
      fc.integer({ min: 0, max: 1500 }),
      fc.integer({ min: 0, max: 1500 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 12 }),
      (rule, a, b, m, n) => {
        const month = (value: number) => `2026-${String(value).padStart(2, '0')}`;
        const light = (done: number, when: number) =>
          rank[judge(rule, at(decimal(done).div(10).toFixed(1), month(when))).light];
        expect(light(Math.min(a, b), m)).toBeGreaterThanOrEqual(light(Math.max(a, b), m));
        expect(light(a, Math.max(m, n))).toBeGreaterThanOrEqual(light(a, Math.min(m, n)));
      },
    ),
  );
});

test('a project that has not started is yellow in its month and red in the third', () => {
  const rule = ruleSetOf(DEFAULT_RULE)!;
  const light = (month: string) => judgeStart(rule, '2026-03-20', month)?.light ?? null;
  expect(['2026-02', '2026-03', '2026-04', '2026-05', '2026-12'].map(light)).toEqual([
    null,
    'yellow',
    'yellow',
    'red',
    'red',
  ]);
  expect(judgeStart(ruleSetOf('wuhan')!, '2026-03-20', '2026-05')).toBeNull();
  expect(judgeStart(rule, null, '2026-05')).toBeNull();
});

test('of two judgements the graver holds, and a gap hides no colour', () => {
  const rule = ruleSetOf(DEFAULT_RULE)!;
  const [green, red] = [judge(rule, at('50')), judge(rule, at('1'))];
  expect(graver(cannotJudge('未填报'), red)).toBe(red);
  expect(graver(green, cannotJudge('未填报')).light).toBe('grey');
  expect(graver(red, null)).toBe(red);
});

test('a custom curve is checked with a sentence', () => {
  const rising = ['0.02', '0.04', '0.1', '0.2', '0.3', '0.4', '0.5', '0.6', '0.7', '0.8', '0.9', '1'];
  const curve = curveOf(rising);
  if (typeof curve === 'string') throw new Error(curve);
  const progress = progressOf({ month: '2026-03', plannedYuan: decimal(100), cumulativeYuan: decimal(10), curve });
  expect(judge(ruleSetOf(DEFAULT_RULE)!, progress).reason).toContain('序时 10.0%，与序时持平 → 绿灯');
  expect(curveOf(rising.slice(1))).toContain('现有 11 个');
  expect(curveOf(rising.with(3, '0.01'))).toBe('4 月的累计进度低于 3 月');
  expect(curveOf(rising.with(11, '0.95'))).toBe('12 月的累计进度应为 100%');
});

test('before anything is planned nothing is behind', () => {
  const curve = curveOf(['0', '0', '0.1', '0.2', '0.3', '0.4', '0.5', '0.6', '0.7', '0.8', '0.9', '1']);
  if (typeof curve === 'string') throw new Error(curve);
  for (const rule of LIGHT_RULES) {
    const progress = progressOf({ month: '2026-01', plannedYuan: decimal(100), cumulativeYuan: decimal(0), curve });
    expect(judge(rule, progress).light).toBe('green');
  }
});
