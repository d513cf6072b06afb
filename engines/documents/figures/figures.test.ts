import { decimal, plain } from '@quantu/base';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadGold } from '../../../fixtures/reports/gold.ts';
import { scoreFigures, scoreSubjects } from '../../../fixtures/reports/score.ts';
import { readOutline } from '../structure/index.ts';
import { fold } from './folded.ts';
import { readFigures } from './index.ts';
import { scan } from './scan.ts';

const read = (text: string) =>
  readFigures(readOutline(`情况如下。\n${text}`)).map((figure) => ({
    ...figure,
    start: figure.start - 6,
    end: figure.end - 6,
  }));

/** Sentences of our own, marked as the gold files are: ⟦surface|value|unit|approximation|subject⟧. */
const EXAMPLES: readonly (readonly [rule: string, marked: string])[] = [
  [
    'money, growth and its sign',
    '一般公共预算收入⟦38.2亿元|3820000000|元|exact|一般公共预算收入⟧，同比下降⟦3.2%|-3.2|%|exact|一般公共预算收入⟧；税收⟦20.1亿元|2010000000|元|exact|税收⟧，增长⟦-0.5%|-0.5|%|exact|税收⟧。',
  ],
  [
    'group marks of all kinds',
    '收入⟦1,825.95亿元|182595000000|元|exact|收入⟧，支出⟦215 587.84万元|2155878400|元|exact|支出⟧，结余⟦1，125.60万元|11256000|元|exact|结余⟧。',
  ],
  ['full-width digits', '新增企业⟦６４家|64|家|exact|企业⟧，占⟦３５．２％|35.2|%|exact|新增企业占比⟧。'],
  [
    'spaces and lost line ends inside a figure',
    '共有小区⟦1 2 7 个|127|个|exact|小区⟧、管网⟦304.36 公里|304.36|公里|exact|管网⟧。',
  ],
  [
    'approximation in front, among and behind',
    '近⟦2000场次|2000|场次|近|活动⟧活动，⟦200多家|200|家|多|企业⟧企业，约⟦1.2万余人|12000|人|余|群众⟧群众，不低于⟦85%|85|%|以上|⟧，⟦三成多|30|%|多|⟧。',
  ],
  [
    'words that only look like approximations',
    '节约⟦3吨|3|吨|exact|⟧，附近⟦5个|5|个|exact|小区⟧小区，最近⟦2家|2|家|exact|医院⟧医院。',
  ],
  [
    'a level is positive, a change keeps its direction',
    '失业率下降到⟦3.1%|3.1|%|exact|失业率⟧，贫困人口减少⟦1.2万人|-12000|人|exact|贫困人口⟧，核减⟦30万元|300000|元|exact|核减⟧，降幅达⟦12%|-12|%|exact|⟧。',
  ],
  [
    'from and to share the unit',
    '时限由⟦20个|20|个工作日|exact|时限⟧工作日'.replace(
      '⟦20个|20|个工作日|exact|时限⟧工作日',
      '⟦20|20|个工作日|exact|时限⟧压缩到⟦7个工作日|7|个工作日|exact|时限⟧。',
    ),
  ],
  [
    'a distributive list',
    '固定资产投资、社会消费品零售总额分别增长⟦6%|6|%|exact|固定资产投资⟧和⟦7.3%|7.3|%|exact|社会消费品零售总额⟧。',
  ],
  ['a list with one unit at its end', '各类站点分别为⟦12|12|个|exact|⟧、⟦8|8|个|exact|⟧和⟦5个|5|个|exact|⟧。'],
  [
    'ranges',
    '面积⟦100-150平方米|100..150|平方米|exact|面积⟧，利率⟦3.5%～4.2%|3.5..4.2|%|exact|利率⟧，产值⟦18亿—20亿元|1800000000..2000000000|元|exact|产值⟧，步行⟦五至十分钟|5..10|分钟|exact|步行⟧。',
  ],
  [
    'discounts, tenths, fractions, multiples, doublings',
    '门票⟦6折|0.6|折扣率|exact|门票⟧，⟦八成|80|%|exact|群众⟧群众，⟦七成五|75|%|exact|⟧，⟦三分之二|0.6667|比例|exact|⟧，⟦百分之八点五|8.5|%|exact|⟧，产值翻⟦两番|4|倍|exact|⟧，增长⟦1.5倍|1.5|倍|exact|⟧。',
  ],
  ['ratios', '供需比为⟦1∶3.2|1..3.2|比|exact|供需比⟧。'],
  [
    'spoken counts',
    '改造⟦三个|3|个|exact|老旧小区⟧老旧小区，涉及⟦三百余户|300|户|余|农户⟧农户，拨付⟦一百二十万元|1200000|元|exact|⟧，近⟦百家|100|家|近|企业⟧企业，⟦三四百元|300..400|元|exact|⟧。',
  ],
  [
    'each',
    '补助每亩⟦500元|500|元/亩|exact|⟧，低保标准每人每月⟦810元|810|元/人/月|exact|⟧，每日⟦200吨|200|吨/日|exact|⟧。',
  ],
  [
    'compound units',
    '水价⟦2.8元/立方米|2.8|元/立方米|exact|水价⟧，能力⟦5万m³/d|50000|m³/d|exact|能力⟧，氨氮⟦0.8mg/L|0.8|mg/L|exact|氨氮⟧，装机⟦12万千瓦|120000|千瓦|exact|装机⟧，绿地⟦3km²|3|平方公里|exact|绿地⟧。',
  ],
  [
    'a threshold and what it counts',
    '其中总投资⟦20亿元以上|2000000000|元|以上|总投资⟧的项目⟦1个|1|个|exact|总投资20亿元以上的项目⟧，⟦亿元以上|100000000|元|以上|项目⟧项目⟦9个|9|个|exact|项目⟧。',
  ],
  ['a standard', '实现⟦500米|500|米|exact|见园⟧见园、⟦300米|300|米|exact|见绿⟧见绿。'],
  ['a measure without unit', '综合指数达⟦2.85|2.85||exact|综合指数⟧，全县⟦43万|430000||exact|群众⟧群众。'],
  [
    'traditional characters keep their words',
    '新增學位⟦1.2萬個|12000|個|exact|學位⟧，惠及⟦30餘戶|30|戶|余|居民⟧居民。',
  ],
  [
    'other words that say the same approximation',
    '签约来宾逾⟦300人|300|人|超|来宾⟧，⟦十来家|10|家|多|企业⟧企业，至少⟦5个|5|个|以上|小区⟧小区，⟦30天以内|30|天|以下|⟧办结，⟦20个上下|20|个|左右|岗位⟧岗位，突破⟦2万户|20000|户|超|居民⟧居民。',
  ],
  [
    'traffic, two denominators, sizes behind a stroke',
    '旅客周转量⟦3.2亿人公里|320000000|人公里|exact|旅客周转量⟧，降尘量⟦2.9吨/平方公里·月|2.9|吨/平方公里·月|exact|降尘量⟧，改造桥梁⟦6座|6|座|exact|桥梁⟧/⟦210延米|210|延米|exact|桥梁⟧。',
  ],
  [
    'a rate of decrease, what is only counted behind 降低, a fall along a list',
    '机构压减率⟦85%|85|%|exact|机构压减率⟧，出台降低企业用工成本⟦12条|12|条|exact|措施⟧措施，案件、事故同比分别少⟦7起|-7|起|exact|案件⟧、⟦3起|-3|起|exact|事故⟧。',
  ],
  [
    'two units of one thing in a sub-list',
    '新增车位⟦2.1万个|21000|个|exact|新增车位⟧，其中地下车库⟦12座|12|座|exact|地下车库⟧、⟦1.6万个|16000|个|exact|地下车库车位⟧。',
  ],
  [
    'ages and classes',
    '护林员平均年龄⟦52岁|52|岁|exact|护林员平均年龄⟧，⟦55岁以上|55|岁|以上|护林员年龄⟧的占⟦43%|43|%|exact|55岁以上护林员占比⟧；新设企业⟦16家|16|家|exact|新设企业⟧，⟦5000万元以上|50000000|元|以上|⟧的⟦4家|4|家|exact|5000万元以上企业⟧。',
  ],
  [
    'a list that takes up the amounts before it, and a second one',
    '客运量⟦80万人|800000|人|exact|客运量⟧、货运量⟦95万吨|950000|吨|exact|货运量⟧，同比分别下降⟦4.1%|-4.1|%|exact|客运量⟧和⟦2%|-2|%|exact|货运量⟧；快递⟦6万件|60000|件|exact|快递⟧、邮包⟦2万件|20000|件|exact|邮包⟧，分别增长⟦5%|5|%|exact|快递⟧、⟦3%|3|%|exact|邮包⟧。',
  ],
  [
    'items that share all of the last one',
    '水稻、玉米种植面积分别为⟦8万亩|80000|亩|exact|水稻种植面积⟧、⟦5万亩|50000|亩|exact|玉米种植面积⟧。',
  ],
  [
    'a share of what a year planned',
    '下达金额⟦60亿元|6000000000|元|exact|下达金额⟧，占2022年预计规模的⟦75%|75|%|exact|下达金额占2022年预计规模比重⟧。',
  ],
  [
    'an aside is no topic, leftovers of change are no subject',
    '安排重点工程⟦40项|40|项|exact|重点工程⟧（子项拆开后共⟦66项|66|项|exact|⟧），总投资⟦90亿元|9000000000|元|exact|重点工程总投资⟧；优良率⟦92%|92|%|exact|优良率⟧，比上年高⟦1.5个百分点|1.5|个百分点|exact|优良率⟧，在校生⟦21万人|210000|人|exact|在校生⟧，2030年回落至⟦18万人|180000|人|exact|在校生⟧。',
  ],
  [
    'nouns that hold a verb, a plan and what is done of it',
    '有⟦3个|3|个|exact|新开工项目⟧新开工项目落地，监测的⟦12家|12|家|exact|大型超市⟧大型超市，规上工业增加值⟦66亿元|6600000000|元|exact|规上工业增加值⟧；到位资金⟦50亿元|5000000000|元|exact|到位资金⟧，完成年度目标任务⟦80亿元|8000000000|元|exact|年度目标任务⟧的⟦62.5%|62.5|%|exact|到位资金年度目标任务完成比例⟧，同比增长⟦7%|7|%|exact|到位资金⟧。',
  ],
];

test.each(EXAMPLES)('reads %s', (_, marked) => {
  const gold = loadGold(`${marked}\n`);
  const figures = read(gold.text);
  const score = scoreFigures(gold, figures);
  expect([...score.misses, ...score.extras]).toEqual([]);
  const named = { ...gold, figures: gold.figures.filter(({ subject }) => subject !== '') };
  expect(scoreSubjects(named, figures).misses).toEqual([]);
});

test.each([
  '2024年7月10日，1-6月，2019—2023年，二〇二四年七月，2021915日，截至1031日，16:30，9时30分',
  '第十四次会议、第3个、全省第3位、前10名、列全市3位、七届人大四次会议、第27号建议',
  '2.0版、1+N、“1+6+N”、5G、5A级、4K、PM2.5、G228、A3/O、泉100、12345热线、世界500强',
  '1-4幢、1—9号楼、二期、三级医院、五保户、双向六车道、完成至三层、220千伏变电站',
  '“两个维护”、四个自信、三个方面、一个、一批、一系列、一座、三农、一心一意、七大专项、五大片区',
  '近三年来、三年行动、“十四五”期间、未来五年、7×24小时、24小时值班、15分钟生活圈',
  '《2024年10项措施》、海政发〔2024〕87号、第十五条、0595-87980000、[1]、数十个、若干、部门联合',
  '形势十分严峻、8小时滑动平均值、地上车库“智慧停车1件事”',
])('finds no figure in %s', (text) => {
  expect(read(`${text}。`).map(({ surface }) => surface)).toEqual([]);
});

describe('what the words around a figure say', () => {
  test('其中 makes a part of the nearest earlier figure of the same unit', () => {
    const figures = read('签约项目17个、总投资80亿元，其中开工5个、投资20亿元。');
    expect(figures.map(({ subsetOf }) => subsetOf)).toEqual([null, null, 0, 1]);
  });

  test('comparison, period, kind and section are kept', () => {
    const text = '一、情况\n2024年上半年，投资30亿元，比上年增长5%，超序时进度2个百分点，占年度计划的60%。';
    const figures = readFigures(readOutline(text));
    expect(figures.map(({ comparison }) => comparison?.type ?? null)).toEqual([null, '较上年', '序时', '占计划']);
    expect(figures.map(({ kind }) => kind)).toEqual(['amount', 'growth', 'pp_diff', 'rate']);
    expect(figures.every(({ period, section }) => period === '2024年上半年' && section === 's1')).toBe(true);
  });

  test('cells of a table take unit, multiplier and subject from their column and row', () => {
    const figures = read('序号\t项目\t投资（万元）\t完成率（%）\n1\t东湖公园\t4 860\t62.5\n2\t西湖路\t105\t100');
    expect(figures.map(({ value, unit, subject }) => [value, unit, subject])).toEqual([
      ['48600000', '元', '东湖公园投资'],
      ['62.5', '%', '东湖公园完成率'],
      ['1050000', '元', '西湖路投资'],
      ['100', '%', '西湖路完成率'],
    ]);
  });
});

const POWERS = [
  ['', 0],
  ['万', 4],
  ['亿', 8],
] as const;

test('a printed number is read back as what was printed', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 999_999n }),
      fc.integer({ min: 0, max: 3 }),
      fc.constantFrom(...POWERS),
      fc.boolean(),
      (digits, places, [word, power], grouped) => {
        const number = plain(decimal(digits.toString()).div(decimal(10).pow(places)));
        const [whole = '', fraction] = number.split('.');
        const printed =
          (grouped ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole) + (fraction === undefined ? '' : `.${fraction}`);
        const [figure, ...others] = read(`完成投资${printed}${word}元，`);
        expect(others).toEqual([]);
        expect([figure?.surface, figure?.value]).toEqual([
          `${printed}${word}元`,
          plain(decimal(number).times(decimal(10).pow(power))),
        ]);
      },
    ),
  );
});

const pieces = fc.array(
  fc.constantFrom(
    '3',
    '12',
    '1,825',
    '.',
    '，',
    '、',
    '。',
    '亿',
    '万',
    '元',
    '%',
    '个',
    '三',
    '百',
    '一',
    '分之',
    '折',
    '成',
    '由',
    '提高到',
    '分别',
    '增长',
    '下降',
    '其中',
    '占',
    '-',
    '至',
    '～',
    '：',
    '每',
    '日',
    '年',
    '2024年',
    '以上',
    '近',
    '多',
    '“',
    '”',
    '（',
    '）',
    '《',
    ' ',
    '\t',
    '\n',
    '项目',
    '\u200b',
    '/',
    '+',
  ),
  { maxLength: 40 },
);

test('on any text nothing is thrown, figures rise, do not overlap and are their characters', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        pieces.map((parts) => parts.join('')),
        fc.string({ unit: 'binary' }),
      ),
      (text) => {
        let last = 0;
        for (const [i, figure] of readFigures(readOutline(text)).entries()) {
          expect(figure.surface).toBe(text.slice(figure.start, figure.end));
          expect(figure.start).toBeGreaterThanOrEqual(last);
          expect(figure.value).toMatch(/^-?\d+(\.\d+)?$/);
          expect(figure.confidence > 0 && figure.confidence <= 1).toBe(true);
          if (figure.subsetOf !== null) expect(figure.subsetOf).toBeLessThan(i);
          last = figure.end;
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('the scanner looks at each character at most once', () => {
  fc.assert(
    fc.property(pieces, fc.integer({ min: 1, max: 50 }), (parts, times) => {
      const text = parts.join('').repeat(times);
      const block = { text, start: 0, end: text.length, at: (index: number) => index };
      expect(scan(fold(block), (at) => at).steps).toBeLessThanOrEqual(text.length);
    }),
  );
});

test.each(['比', '每', '幅', '年度计划', '达到', '占', '三分之', '（', '“', '其中', '1/', '3：', '分别'])(
  'a thousand times %s in front of figures is read to its end (a pattern that tries all ways would not come back)',
  (word) => {
    expect(() => read(`${`${word.repeat(1000)}3%，`.repeat(3)}${`${word}3亿元`.repeat(300)}。`)).not.toThrow();
  },
);
