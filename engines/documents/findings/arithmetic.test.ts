import { Decimal } from '@quantu/base';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readText } from '../read.ts';
import type { Finding, FindingCode } from '../reading.ts';

function found(text: string, code?: FindingCode): Finding[] {
  return readText(text).findings.filter((finding) => code === undefined || finding.code === code);
}

function errors(text: string): string[] {
  return found(text).flatMap((finding) => (finding.severity === 'error' ? [finding.text] : []));
}

describe('parts and their whole', () => {
  test('a list behind a colon that does not add up is an error with its arithmetic', () => {
    const [finding, ...more] = found('全年共排查问题50个：甲类20个、乙类15个、丙类10个。', 'sum-mismatch');
    expect(more).toEqual([]);
    expect(finding?.severity).toBe('error');
    expect(finding?.text).toContain('20个＋15个＋10个＝45个');
    expect(finding?.text).toContain('相差5个');
    expect(finding?.also).toHaveLength(3);
  });

  test.each([
    ['全年共排查问题45个：甲类20个、乙类15个、丙类10个。'],
    ['投资80.5亿元，其中产业项目30.25亿元、民生项目50.3亿元。'],
    ['共有项目50个，其中产业项目20个、民生项目10个等。'],
    ['洽谈项目 33 个，已签约项目 17 个，其中总投资 20 亿元以上的项目 1 个。'],
    ['收到建议30件，其中省级5件、市级10件、区级15件，经济类12件、社会类18件。'],
    [
      '一般公共预算收入192.69亿元，比上年增加11.65亿元，增长6.44%。其中税收收入180.64亿元，占93.75%；非税收入12.05亿元，占6.25%。',
    ],
    ['在建项目198个，甲区约100个、乙区约120个。'],
    ['累计实施改造78个，完工61个，在建17个；其中2023年计划改造小区22个，概算投资9850万元，截至8月底开工22个。'],
  ])('nothing to say: %s', (text) => {
    expect(found(text, 'sum-mismatch')).toEqual([]);
  });

  test('one part greater than its whole cannot be', () => {
    const [finding] = found('已签约项目 17 个，其中产业项目 19 个。', 'sum-mismatch');
    expect(finding).toMatchObject({ severity: 'error' });
    expect(finding?.text).toContain('多出2个');
  });

  test('a closing total is checked against what stands in front of it', () => {
    expect(errors('甲区20个、乙区15个，合计36个。')).toHaveLength(1);
    expect(errors('甲区20个、乙区15个，合计35个。')).toEqual([]);
  });

  const amount = fc.tuple(fc.integer({ min: 100_000, max: 9_999_999 }), fc.constantFrom(0, 1, 2, 3));

  test('parts that are only rounded never make a finding', () => {
    fc.assert(
      fc.property(fc.array(amount, { minLength: 2, maxLength: 6 }), fc.constantFrom(0, 1, 2, 3), (parts, digits) => {
        const exact = parts.map(([value]) => new Decimal(value).div(10_000));
        const total = exact.reduce((sum, value) => sum.plus(value), new Decimal(0));
        const printed = exact.map((value, index) => value.toFixed(parts[index]?.[1] ?? 0));
        expect(found(breakdownText(total.toFixed(digits), printed), 'sum-mismatch')).toEqual([]);
      }),
    );
  });

  test('a total moved beyond what rounding allows is always found', () => {
    fc.assert(
      fc.property(fc.array(amount, { minLength: 2, maxLength: 6 }), fc.boolean(), (parts, up) => {
        const exact = parts.map(([value]) => new Decimal(value).div(10_000));
        const total = exact.reduce((sum, value) => sum.plus(value), new Decimal(0));
        const margin = parts.reduce(
          (sum, [, digits]) => sum.plus(new Decimal(10).pow(-digits).div(2)),
          new Decimal('0.01'),
        );
        const moved = up ? total.plus(margin.times(2)) : total.minus(margin.times(2));
        fc.pre(moved.gt(0) && exact.every((value) => value.lt(moved)));
        const printed = exact.map((value, index) => value.toFixed(parts[index]?.[1] ?? 0));
        expect(found(breakdownText(moved.toFixed(2), printed), 'sum-mismatch')).toHaveLength(1);
      }),
    );
  });

  function breakdownText(total: string, parts: readonly string[]): string {
    const names = ['产业', '交通', '城建', '民生', '水利', '能源'];
    return `全年完成投资${total}亿元：${parts.map((part, index) => `${names[index]}项目${part}亿元`).join('、')}。`;
  }
});

describe('shares', () => {
  test.each([
    ['收入192.69亿元，其中税收收入180.64亿元，占92.75%。', '92.75%'],
    ['长三角46个、珠三角39个、其他地区27个，长三角占比45.1%。', '41.07%'],
    ['收回选票28张，满意20票、基本满意7票、不满意1票，分别占71.43%、26%、3.57%。', '25%'],
    ['交办问题50个，已整改45个，整改率95%。', '90%'],
  ])('%s', (text, told) => {
    const [finding] = found(text, 'share-mismatch');
    expect(finding?.text).toContain(told);
  });

  test.each([
    ['收入192.69亿元，其中税收收入180.64亿元，占93.75%。'],
    ['交办建议166件，解决114件，占68.68%。'],
    ['财政支出65.12亿元，占一般公共预算支出的80.1%。'],
    ['收回选票28张，满意20票、基本满意7票、不满意1票，分别占71.43%、25%、3.57%。'],
    ['问题154个，已整改149个，整改率96.75%。'],
    ['计划竣工60个，已竣工33个，竣工率55%。'],
    ['计划改造小区二十二个，截至8月底开工22个，开工率百分之百。'],
    ['完成投资35.5亿元，占年度计划的80.7%。'],
  ])('nothing to say: %s', (text) => {
    expect(found(text, 'share-mismatch')).toEqual([]);
  });

  test('a share that is only rounded never makes a finding', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 5000 }),
        fc.integer({ min: 1, max: 5000 }),
        fc.constantFrom(0, 1, 2),
        (whole, piece, digits) => {
          const part = Math.min(whole, piece);
          const share = new Decimal(part).div(whole).times(100).toFixed(digits);
          expect(found(`排查隐患${whole}处，其中重大隐患${part}处，占${share}%。`, 'share-mismatch')).toEqual([]);
        },
      ),
    );
  });
});

describe('growth', () => {
  test('a change and its rate that contradict', () => {
    const [finding] = found('收入192.69亿元，比上年增加11.65亿元，增长8.44%。', 'growth-mismatch');
    expect(finding).toMatchObject({ severity: 'error' });
    expect(finding?.text).toContain('6.44%');
  });

  test.each([
    ['收入192.69亿元，比上年增加11.65亿元，增长6.44%。'],
    ['支出90亿元，比上年减少10亿元，下降10%。'],
    ['送审金额9.75亿元，核减8287.5万元，核减率8.5%。'],
    ['床位由10张增加到15张，增长50%。'],
    ['税收1825.95亿元，增长8.13%，规模居首位。'],
  ])('nothing to say: %s', (text) => {
    expect(found(text, 'growth-mismatch')).toEqual([]);
  });

  test('the base of a growth is derived and said to be', () => {
    const [finding] = found('年度计划投资 73.39 亿元，同比增长 49.2%。', 'derived-base');
    expect(finding).toMatchObject({ severity: 'info' });
    expect(finding?.text).toContain('49.19亿元');
  });
});

describe('progress', () => {
  test.each([
    ['1-3月完成投资，占年度计划的31.9%，超序时进度6.9个百分点。', 0],
    ['1至4月完成投资，占年度计划的40.9%，超序时进度7.6个百分点。', 0],
    ['上半年完成投资，占年度计划的58.14%，超序时进度8.14个百分点。', 0],
    ['1-10月完成投资，占年度计划的97.2%，超序时进度13.8个百分点。', 0],
    ['1-9月完成投资，占年度计划的82.5%，快于序时进度9.5个百分点。', 1],
    ['1-9月完成投资，占年度计划的74.1%，慢于序时进度0.9个百分点。', 0],
  ])('%s', (text, count) => {
    expect(found(text, 'progress-mismatch')).toHaveLength(count);
  });
});

describe('counts and lists', () => {
  test.each([
    ['明确两项配套制度，即巡查销号制度、以奖代补制度和红黑榜制度。', 'error'],
    ['围绕宜居建设、绿色人文、交通通达、安全韧性、智慧管理等四大专项推进。', 'error'],
    ['涉及山腰、后龙、南埔三个片区。', null],
    ['涉及山腰、后龙、南埔四个片区。', 'warn'],
    ['启动工业区1-4幢、惠港大厦和海南街北侧等三个老旧小区改造。', null],
    ['实施甲路、乙路等15个项目。', null],
    ['文旅产业、凤安片区、新材料园区、北翼新城、高铁片区等“五大片区”指挥部推进。', null],
    ['建成邻里客厅12处、驿站8处、托育点三处。', null],
    ['新建、改造口袋公园9个。', null],
    ['深入贯彻党的二十大精神，抓好规划、建设、管理三大环节。', null],
  ])('%s', (text, severity) => {
    expect(found(text, 'count-mismatch')[0]?.severity ?? null).toBe(severity);
  });
});

const ordinary = [
  '一、工作情况\n2024年1-6月，全区完成投资58.14亿元，占年度计划100亿元的58.14%，超序时进度8.14个百分点。其中产业项目30.1亿元、交通项目18.04亿元、民生项目10亿元。新建口袋公园12个，提升改造8个，合计20个。',
  '一、审计情况\n查出问题154个，已整改149个，整改率96.75%，其中财政管理类60个、部门预算类50个、重点民生类44个。违规金额1,208.07万元，占2.1%。移送问题线索6件，追责问责11人。',
  '一、民生情况\n民生支出65.12亿元，占一般公共预算支出的80.1%，比上年提高1.3个百分点。新增学位3240个，较上年增加240个，增长8%。城镇新增就业1.2万人，其中高校毕业生3500人，困难人员再就业860人。',
  '一、改造情况\n2024年改造老旧小区22个、涉及居民4236户，开工22个，开工率100%，完工18个，完工率81.8%。加装电梯56部，另有30余部正在报批。供水管网38.6公里、排水管网52.3公里、燃气管网19.75公里。',
  '一、文旅情况\n接待游客320.5万人次，同比增长12.3%，旅游收入28.6亿元，同比增长15.1%。举办活动120多场次，参与群众约15万人次。培育民宿26家，其中甲级3家、乙级5家。',
];

test.each(ordinary)('an ordinary correct report has no error: %#', (text) => {
  expect(errors(text)).toEqual([]);
});
