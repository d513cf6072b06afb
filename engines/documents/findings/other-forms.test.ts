import { describe, expect, test } from 'vitest';
import { readText } from '../read.ts';
import type { Finding, FindingCode } from '../reading.ts';
import { missingPart } from './spelling.ts';

function found(text: string, code: FindingCode): Finding[] {
  return readText(text).findings.filter((finding) => finding.code === code);
}

describe('a whole and what it includes', () => {
  test.each([
    ['支出总计920万元，包括人员支出610万元、公用支出200万元、项目支出90万元。', '＝900万元'],
    ['贷款余额90.5亿元（短期贷款40.2亿元、中长期贷款52.3亿元）。', '＝92.5亿元'],
  ])('%s', (text, sum) => {
    expect(found(text, 'sum-mismatch').map((finding) => finding.text)).toEqual([expect.stringContaining(sum)]);
  });

  test.each([
    ['支出总计900万元，包括人员支出610万元、公用支出200万元、项目支出90万元。'],
    ['贷款余额90.5亿元（短期贷款40.2亿元、中长期贷款50.3亿元）。'],
    ['实施项目50个，包括道路项目12个、管网项目8个等。'],
    ['投资20.5亿元（较上年增加1.2亿元、较年初增加3亿元）。'],
  ])('nothing to say: %s', (text) => {
    expect(found(text, 'sum-mismatch')).toEqual([]);
  });
});

describe('shares of one whole', () => {
  const shares = (last: string) =>
    `一、受理情况\n全年受理投诉800件，同比下降5%。\n从类别看，物业类400件，占50%；噪声类200件，占25%；停车类120件，占${last}。`;

  test('the share that does not fit is an error against the whole that the others prove', () => {
    const [finding, ...more] = found(shares('25%'), 'share-mismatch');
    expect(more).toEqual([]);
    expect(finding?.severity).toBe('error');
    expect(finding?.text).toContain('120件÷800件＝15%');
  });

  test('a rate is not of a whole that has its own rate', () => {
    const text = '年度计划投资118亿元，完成投资22.4亿元，完成率19%，其中续建项目完成投资20.9亿元，完成率21.6%。';
    expect(found(text, 'share-mismatch')).toEqual([]);
  });

  test('a mean growth of several years is none of one step', () => {
    expect(found('出口额由4500万美元提高到2.3亿美元，年均增长38%。', 'growth-mismatch')).toEqual([]);
  });

  test('shares that fit are fine', () => {
    expect(found(shares('15%'), 'share-mismatch')).toEqual([]);
  });
});

describe('the pace of the year', () => {
  test.each([
    ['1—6月完成投资54亿元，完成年度计划的54%，超时序进度6个百分点。', 1],
    ['1—6月完成投资54亿元，完成年度计划的54%，超时序进度4个百分点。', 0],
    ['1—9月完成年度计划的70%，比序时进度慢5个百分点。', 0],
    ['1—9月完成年度计划的70%，比序时进度慢8个百分点。', 1],
    ['1—8月完成年度计划的66.7%，与序时进度持平。', 0],
  ])('%s', (text, count) => {
    expect(found(text, 'progress-mismatch')).toHaveLength(count);
  });
});

describe('names in a bracket behind their count', () => {
  test.each([
    ['三个镇（清溪镇、白石镇）尚未报送材料。', 1],
    ['三个镇（清溪镇、白石镇、青石镇）尚未报送材料。', 0],
    ['18座泵站建管一体：包括甲河、乙河改造维护；新建丙河、丁河泵站。', 0],
    ['12个乡镇（街道、园区）均已报送。', 0],
    ['五家单位（区住建局、区财政局等）尚未报送。', 0],
    ['三个项目（含续建项目、新建项目）进展顺利。', 0],
  ])('%s', (text, count) => {
    expect(found(text, 'count-mismatch')).toHaveLength(count);
  });
});

describe('one thing with two values', () => {
  test('a count of all of them against the count given before', () => {
    const text = '一、成效\n累计建成社区食堂助餐点57个。\n二、困难\n12个亏损，占全部59个社区食堂助餐点的两成。';
    expect(found(text, 'value-conflict').map((finding) => finding.text)).toEqual([
      '“社区食堂助餐点”在这里是59个，前文是57个，请核对',
    ]);
  });

  test.each([
    ['现有乡镇农贸市场203个。改造提升商业街8条、乡镇农贸市场67个。'],
    [
      '一、2023年决算情况\n一般公共预算收入完成25.1亿元。\n二、2024年上半年预算执行情况\n一般公共预算收入完成13.8亿元。',
    ],
    ['新增公交线路30条。 | 已新增公交线路34条。 | 区交通局'],
    ['一般公共预算收入完成25.1亿元。上半年，一般公共预算收入完成13.8亿元。'],
  ])('two facts: %s', (text) => {
    expect(found(text, 'value-conflict')).toEqual([]);
  });
});

describe('a name that lacks a part', () => {
  test('is told once, also when the zone in it stands alone', () => {
    const text =
      '实施河西园区绿色产业园及配套基础设施项目。建设河西园区绿色产业园。加快河西园区绿色产业园及配套项目建设。';
    expect(found(text, 'spelling-variant').map((finding) => finding.text)).toEqual([
      '“河西园区绿色产业园及配套项目”比“河西园区绿色产业园及配套基础设施项目”少“基础设施”，如为同一项目请统一写法',
    ]);
  });

  test.each([
    ['河西园区绿色产业园及配套基础设施', '河西园区绿色产业园及配套', '基础设施'],
    ['河西新城中央绿色花园酒店', '河西新城中央花园酒店', '绿色'],
    ['河西新城安置房配套道路', '河西新城安置房', null],
    ['河西新城安置房二期一组团', '河西新城安置房一组团', null],
    ['河西新城', '河西新城', null],
  ])('%s and %s', (long, short, missing) => {
    expect(missingPart(long, short)).toBe(missing);
  });
});

describe('words in place of a number', () => {
  test.each([
    ['举办活动200多场次。', ['200多场次']],
    ['推出一批“两日游”“过夜游”精品线路。', ['一批']],
    ['服务群众2,100余户，销售约600万元，接待近120万人次。', []],
    ['一批群众身边的烦心事得到解决，工作中还有一些不足。', []],
    ['出台若干措施，多个部门联动。', []],
  ])('%s', (text, said) => {
    expect(found(text, 'placeholder-figure').map(({ at }) => text.slice(...at))).toEqual(said);
  });

  test('a growth that two figures share is no base of one of them', () => {
    const text = '游客消费8.6亿元，旅游收入7.2亿元，同比分别增长14.3%和16.9%。';
    expect(found(text, 'derived-base')).toEqual([]);
  });
});

test('a heading of an unanswered opinion is named without the text below it', () => {
  const text =
    '关于审议意见办理情况的报告\n\n一、关于“产业集聚”的意见\n整合低效用地，培育龙头企业。\n二、关于“教育供给”的意见\n建成实验小学，新增学位。\n三、下一步工作\n（一）抓好产业。盘活低效用地，壮大龙头企业。\n（二）抓好企业服务。走访企业，兑现政策。';
  const [finding] = found(text, 'opinion-without-next-step');
  expect(text.slice(...(finding?.at ?? [0, 0]))).toBe('二、关于“教育供给”的意见');
  expect(finding?.text).toContain('审议意见二“关于‘教育供给’的意见”在');
});
