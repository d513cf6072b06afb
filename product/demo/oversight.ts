import { TOWNS, placeIn } from './places.ts';
import { Random } from './random.ts';
import { finished, handedOver, made, progress, step, type ReviewStep } from './reviews.ts';
import { to } from './timeline.ts';

const SEED = 20_261_123;
const random = new Random(SEED);

/** A photo hung on a progress entry before it is handed in: the steps of an entry, with the photo between them. */
function withPhoto(steps: readonly ReviewStep[], share: number): ReviewStep[] {
  const town = random.pick(TOWNS);
  return steps.flatMap((one) => {
    if (one.register !== 'review-progress' || one.transition !== undefined) return [one];
    const photo = { progress: share, at: placeIn(random, town) };
    return [one, { on: one.on, register: one.register, key: one.key, file: 'photos', photo }];
  });
}

const WASTE = 'SY2026-02';
/** Reported on in time, and waiting for its vote. */
const reported: readonly ReviewStep[] = [
  ...handedOver(
    WASTE,
    {
      title: '关于生活垃圾分类工作情况的审议意见',
      session: '区三届人大常委会第二十二次会议',
      topic: '区政府关于生活垃圾分类工作情况的报告',
      number: '东人常〔2026〕13号',
    },
    ['2026-07-30', '2026-08-05', '2026-08-07', '2026-08-19'],
    [
      {
        key: '（一）',
        matter: '补齐分类投放设施',
        clause: '补齐老旧小区和城郊结合部的分类投放设施，合理布点，方便群众。',
        lead: 'D10',
        tasks: [
          ['新建改造分类投放点', '2026-10-30'],
          ['城郊结合部增设收集房', '2026-10-30'],
        ],
      },
      {
        key: '（二）',
        matter: '完善分类运输处理体系',
        clause: '完善分类收运体系，杜绝混装混运，提高处理能力。',
        lead: 'D04',
        tasks: [['更新分类运输车辆', '2026-10-30']],
      },
    ],
  ),
  ...withPhoto(finished('2026-10-15', `${WASTE}:（一）:1`, 'D10', '投放点全部投用', '投放点 86 处（分类设施台账）'), 1),
  ...withPhoto(
    finished('2026-10-20', `${WASTE}:（一）:2`, 'D10', '收集房建成 12 座', '收集房 12 座（分类设施台账）'),
    0.9,
  ),
  ...withPhoto(finished('2026-10-22', `${WASTE}:（二）:1`, 'D04', '分类运输车辆到位', '车辆 15 辆（车辆台账）'), 0.8),
  ...['（一）', '（二）'].map((key) =>
    step('2026-10-26', 'review-item', `${WASTE}:${key}`, 'finish', {
      values: { result: 'this-year', resultText: '年内已完成（虚构）' },
    }),
  ),
  { on: '2026-10-27', register: 'review-opinion', key: WASTE, file: 'report' },
  step('2026-10-27', 'review-opinion', WASTE, 'circulate'),
  step('2026-11-02', 'review-opinion', WASTE, 'comment', {
    values: { comment: '同意报送，请补充混装混运的整改台账。' },
  }),
  step('2026-11-06', 'review-opinion', WASTE, 'file', {
    values: { reportNumber: '东政综〔2026〕58号', reportSigner: to('person', 'R001') },
  }),
];

const PARKING = 'SY2026-03';
/** Under way: one task was sent back, one handed back, one is late, an extension is asked for. */
const underWay: readonly ReviewStep[] = [
  ...handedOver(
    PARKING,
    {
      title: '关于城市停车设施规划建设工作情况的审议意见',
      session: '区三届人大常委会第二十三次会议',
      topic: '区政府关于城市停车设施规划建设工作情况的报告',
      number: '东人常〔2026〕16号',
    },
    ['2026-09-28', '2026-10-09', '2026-10-12', '2026-10-20'],
    [
      {
        key: '（一）',
        matter: '加快公共停车场建设',
        clause: '加快医院、学校周边公共停车场建设，挖掘存量空间。',
        lead: 'D03',
        tasks: [
          ['区医院停车楼开工', '2026-12-18'],
          ['利用边角地增设车位', '2026-11-30'],
          ['老旧小区增设车位', '2026-11-13'],
        ],
      },
      {
        key: '（二）',
        matter: '规范道路停车秩序',
        clause: '规范道路停车秩序，清理占道停放，完善标志标线。',
        lead: 'D10',
        tasks: [
          ['整治占道停放', '2026-11-27'],
          ['完善停车标志标线', '2026-12-25'],
        ],
      },
    ],
  ),
  step('2026-10-21', 'review-task', `${PARKING}:（一）:1`, 'accept'),
  step('2026-10-21', 'review-task', `${PARKING}:（一）:2`, 'accept'),
  step('2026-10-22', 'review-task', `${PARKING}:（一）:3`, 'accept'),
  step('2026-10-22', 'review-task', `${PARKING}:（二）:1`, 'accept'),
  step('2026-10-26', 'review-task', `${PARKING}:（二）:2`, 'refuse', {
    reason: '标志标线由交警大队管护，请调整主办单位（虚构）',
  }),
  made('2026-10-27', 'review-share', `${PARKING}:（一）:1`, {
    task: to('review-task', `${PARKING}:（一）:1`),
    unit: to('organisation', 'D09'),
    asked: '停车楼用地规划条件',
  }),
  ...withPhoto(progress('2026-11-04', `${PARKING}:（一）:1`, 'D03', '停车楼桩基施工', '桩基完成 40%（项目月报）'), 0.3),
  ...withPhoto(progress('2026-11-09', `${PARKING}:（一）:2`, 'D03', '边角地车位划线', '车位 120 个（停车台账）'), 0.5),
  step('2026-11-11', 'review-task', `${PARKING}:（一）:2`, 'apply', { values: { result: '已增设车位 120 个' } }),
  step('2026-11-13', 'review-task', `${PARKING}:（一）:2`, 'sendBack', {
    reason: '计划 200 个，只完成 120 个，请补齐后再申请销号（虚构）',
  }),
  ...withPhoto(progress('2026-11-16', `${PARKING}:（二）:1`, 'D10', '整治占道停放路段', '路段 6 条（秩序台账）'), 0.6),
  made('2026-11-17', 'review-extension', PARKING, {
    opinion: to('review-opinion', PARKING),
    unit: to('organisation', 'ZFB'),
    on: '2026-11-17',
    because: '停车楼用地调整需重新公示（虚构）',
    to: '2027-03-12',
  }),
];

interface Motion {
  readonly code: string;
  readonly kind: 'suggestion' | 'proposal';
  readonly title: string;
  readonly lead: string;
}
const TOPICS = [
  ['关于增设滨海公园夜间照明', 'D10'],
  ['关于改善东溪镇公交线路', 'D04'],
  ['关于加装老旧小区电梯', 'D03'],
  ['关于扩建中山街道小学', 'D07'],
  ['关于完善社区卫生服务', 'D08'],
  ['关于培育海岛旅游', 'D06'],
  ['关于整治石桥镇排水', 'D03'],
  ['关于规范电动车停放', 'D10'],
] as const;

const motionsOf = (year: number): Motion[] =>
  TOPICS.map(([title, lead], at) => ({
    code: `${year}-${String(at + 1).padStart(3, '0')}`,
    kind: at % 3 === 0 ? 'proposal' : 'suggestion',
    title: `${title}的${at % 3 === 0 ? '提案' : '建议'}`,
    lead,
  }));

/** Handed out in spring, answered by summer; `open`: the last ones are still being worked on. */
function handled(year: number, open: number): ReviewStep[] {
  return motionsOf(year).flatMap(({ code, kind, title, lead }, at) => {
    const head = {
      code,
      kind,
      title,
      lead: to('organisation', lead),
      proposers: `${10 + at} 号代表（虚构）`,
      mode: 'alone',
    };
    const day = (month: number): string =>
      `${year}-${String(month).padStart(2, '0')}-${String(8 + at).padStart(2, '0')}`;
    const from = at >= TOPICS.length - open ? 9 : 3;
    const begun = [
      made(day(from), 'motion', code, head),
      step(day(from), 'motion', code, 'assign'),
      step(day(from), 'motion', code, 'accept'),
    ];
    if (from === 9) return begun;
    const answeredOn = day(random.whole(5, 7));
    const values = {
      answerNumber: `东建〔${year}〕${at + 1}号`,
      answerClass: random.pick(['A', 'A', 'B', 'B', 'C', 'D']),
      ...(random.next() < 0.8 ? { metOn: answeredOn } : {}),
    };
    const satisfaction = random.pick(['satisfied', 'satisfied', 'basic', 'unsatisfied']);
    const answered = [
      ...begun,
      { on: answeredOn, register: 'motion', key: code, file: 'answer' },
      step(answeredOn, 'motion', code, 'answer', { values }),
    ];
    return at % 4 === 3 ? answered : [...answered, step(day(8), 'motion', code, 'close', { values: { satisfaction } })];
  });
}

/** What the pages that look across opinions show besides: evidence with places, what came back, suggestions of two years. */
export const oversightSteps: readonly ReviewStep[] = [
  ...reported,
  ...underWay,
  ...handled(2025, 0),
  ...handled(2026, 2),
];
