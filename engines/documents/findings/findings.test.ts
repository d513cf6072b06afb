import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foundingReport } from '../entities/founding-report.testing.ts';
import { readText } from '../read.ts';
import type { Finding, FindingCode } from '../reading.ts';
import { bestPairs } from './assignment.ts';
import { oneEdit } from './spelling.ts';

function found(text: string, code?: FindingCode): Finding[] {
  return readText(text).findings.filter((finding) => code === undefined || finding.code === code);
}

describe('two spellings of one name', () => {
  test('a name that differs by one character', () => {
    const [finding, ...more] = found(
      '实施河东石化工业区绿色产业园区及配套基础设施项目。加快推进河东石化工业区绿色产业园及配套基础设施项目。',
      'spelling-variant',
    );
    expect(more.filter((other) => other.text.includes('项目'))).toEqual([]);
    expect(finding?.text).toContain('“区”');
  });

  test.each([
    ['推进河东污水处理厂一期改造工程，启动河东污水处理厂二期改造工程。'],
    ['实施滨海东路道路提升改造工程、滨海西路道路提升改造工程。'],
    ['实施河东第一实验小学扩建工程和河东第二实验小学扩建工程。'],
    ['推进《河东区排水专项规划》编制，《河东区排水专项规划》已上报。'],
  ])('ordinals and directions are two things: %s', (text) => {
    expect(found(text, 'spelling-variant')).toEqual([]);
  });

  test('one edit is one insertion or one replacement', () => {
    expect(oneEdit('产业园区及', '产业园及')).toEqual(['区']);
    expect(oneEdit('甲乙丙', '甲丁丙')).toEqual(['乙', '丁']);
    expect(oneEdit('甲乙丙', '甲丙乙')).toBeNull();
    expect(oneEdit('甲乙', '甲乙')).toBeNull();
  });
});

const opinions = (next: string) =>
  `关于区人大常委会审议意见办理情况的报告\n\n区人大常委会：\n\n现将审议意见办理情况报告如下：\n\n一、审议意见办理情况\n\n（一）关于产业集聚。一是优化布局。整合低效用地，建设标准厂房。二是壮大企业。培育龙头企业。\n\n（二）关于教育供给。一是扩充学位。建成实验小学，新增学位。二是提升师资。招聘教师。\n\n（三）关于污水治理。一是完善管网。新建污水管网，改造泵站。二是严格执法。查处偷排。\n\n二、下一步工作\n\n${next}`;

describe('opinions and next steps', () => {
  test('the opinion whose theme no step takes up is named', () => {
    const [finding, ...more] = found(
      opinions('（一）抓好产业培育。盘活低效用地，壮大龙头企业。\n\n（二）抓好水环境。加快污水管网和泵站建设。'),
      'opinion-without-next-step',
    );
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ severity: 'warn' });
    expect(finding?.text).toContain('（二）');
  });

  test('in any order, when every opinion has its step, nothing is said', () => {
    const steps =
      '（一）抓好水环境。加快污水管网和泵站建设。\n\n（二）抓好产业培育。盘活低效用地，壮大龙头企业。\n\n（三）抓好教育。新增学位，招聘教师。';
    expect(found(opinions(steps), 'opinion-without-next-step')).toEqual([]);
  });

  test('opinions may be the parts 一、二、三、 themselves', () => {
    const text =
      '关于审议意见办理情况的报告\n\n一、关于产业集聚的意见\n整合低效用地，培育龙头企业。\n二、关于教育供给的意见\n建成实验小学，新增学位。\n三、关于污水治理的意见\n新建污水管网，改造泵站。\n四、下一步工作\n（一）抓好产业。盘活低效用地，壮大龙头企业。\n（二）抓好水环境。加快污水管网建设。';
    expect(found(text, 'opinion-without-next-step').map((finding) => finding.text)).toEqual([
      expect.stringContaining('关于教育供给的意见'),
    ]);
  });

  test('an opinion that says its next step itself is answered', () => {
    const text = opinions(
      '（一）抓好产业培育。盘活低效用地，壮大龙头企业。\n\n（二）抓好水环境。加快污水管网和泵站建设。',
    ).replace('招聘教师。', '招聘教师。下一步，将新建中学一所。');
    expect(found(text, 'opinion-without-next-step')).toEqual([]);
  });

  test('a report that answers no opinions owes no step for each of its sections', () => {
    const text =
      '关于老旧小区改造工作情况的报告\n\n一、主要做法\n（一）先地下后地上。改造管网。\n（二）先民生后提升。加装电梯。\n（三）先共识后实施。征求意见。\n二、下一步工作\n（一）抓进度。确保完工。\n（二）抓长效。引入物业。';
    expect(found(text, 'opinion-without-next-step')).toEqual([]);
  });

  test('pairing is one to one and of the greatest weight', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }).chain((columns) =>
          fc.array(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: columns, maxLength: columns }), {
            minLength: 1,
            maxLength: 5,
          }),
        ),
        (weights) => {
          const pairs = bestPairs(weights);
          const used = pairs.filter((column) => column >= 0);
          expect(new Set(used).size).toBe(used.length);
          const total = pairs.reduce((sum, column, row) => sum + (weights[row]?.[column] ?? 0), 0);
          expect(total).toBe(greatest(weights, 0, new Set()));
        },
      ),
    );
  });

  /** By trying every pairing. */
  function greatest(weights: readonly (readonly number[])[], row: number, taken: ReadonlySet<number>): number {
    const line = weights[row];
    if (!line) return 0;
    const without = greatest(weights, row + 1, taken);
    const tried = line.map((weight, column) =>
      taken.has(column) ? 0 : weight + greatest(weights, row + 1, new Set([...taken, column])),
    );
    return Math.max(without, ...tried);
  }
});

describe('promises, placeholders and conflicts', () => {
  test('what promises lack is said once a kind, with all their places', () => {
    const text = '一、情况\n好。\n二、下一步工作\n2025年底前新建公园5个。由区住建局牵头推进管网改造。完善工作机制。';
    const kinds = found(text).filter((finding) => finding.code.startsWith('commitment-'));
    expect(kinds.map((finding) => [finding.code, finding.also.length + 1])).toEqual([
      ['commitment-without-owner', 2],
      ['commitment-without-due', 2],
      ['commitment-without-measure', 2],
    ]);
  });

  test('round counts and words in place of numbers', () => {
    const text = '举办活动200多场次，推出一批线路，服务群众1835人，近百家企业参加。';
    const told = found(text, 'placeholder-figure').map((finding) => text.slice(...finding.at));
    expect(told).toContain('200多场次');
    expect(told).toContain('一批');
    expect(told).not.toContain('1835人');
  });

  test.each([
    ['一、成效\n实际到位资金148.6亿元。\n二、不足\n全年实际到位资金146.8亿元，偏少。', 1],
    ['一、成效\n实际到位资金148.6亿元。\n二、不足\n全年实际到位资金149亿元，偏少。', 0],
    ['一、成效\n2023年实际到位资金148.6亿元。\n二、不足\n2024年实际到位资金146.8亿元。', 0],
    ['一、成效\n甲项目总投资5亿元。乙项目总投资6亿元。', 0],
    ['一、成效\n新建口袋公园10个。\n二、下一步工作\n新建口袋公园12个。', 0],
  ])('%s', (text, count) => {
    expect(found(text, 'value-conflict')).toHaveLength(count);
  });
});

const bits = fc.constantFrom(
  ...'完成 投资 、 ， 。 ： 其中 分别占 占 合计 三个 五大 项目 5个 12.5亿元 93.75% 8个百分点 序时进度 增长 增加 一、 （一） \n 下一步 一批 200多场 等 和 由 提高到'.split(
    ' ',
  ),
);

test('any text is judged without a throw, in order of weight, and every place lies inside it', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(bits, fc.string({ maxLength: 5 })), { maxLength: 80 }), (parts) => {
      const text = parts.join('');
      const findings = found(text);
      const weights = findings.map((finding) => ['error', 'warn', 'info'].indexOf(finding.severity));
      expect(weights).toEqual([...weights].sort((a, b) => a - b));
      for (const { at, also, text: said } of findings) {
        expect(said).not.toMatch(/undefined|NaN|Infinity/);
        for (const [start, end] of [at, ...also]) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }
    }),
    { numRuns: 300 },
  );
});

const founding = foundingReport();

describe.skipIf(founding === null)('the founding report', () => {
  const of = (code: FindingCode) => found(founding ?? '', code);

  test('exactly opinion （三） has no next step', () => {
    expect(of('opinion-without-next-step').map((finding) => (founding ?? '').slice(...finding.at).slice(0, 9))).toEqual(
      ['（三）“紧扣品质服'],
    );
  });

  test('the industrial park project is spelled two ways', () => {
    const [finding, ...more] = of('spelling-variant');
    expect(more).toEqual([]);
    expect(finding?.text).toContain('只差一个“区”字');
  });

  test('no promise has an owner', () => {
    expect(of('commitment-without-owner')[0]?.text).toContain('均没有写明责任单位');
  });

  test("last year's plan is derived, nothing is called an error", () => {
    expect(of('derived-base')[0]?.text).toContain('49.19亿元');
    expect(found(founding ?? '').filter((finding) => finding.severity === 'error')).toEqual([]);
  });

  test('200多场次 and 一批 stand where a number belongs', () => {
    expect(of('placeholder-figure').map((finding) => (founding ?? '').slice(...finding.at))).toEqual([
      '一批',
      '200多场次',
      '一批',
      '一些',
    ]);
  });
});
