import { to, type Planned } from './timeline.ts';

/** One thing that happened to an opinion or what hangs on it: a record made, changed, given a file, or moved on. */
export interface ReviewStep {
  readonly on: string;
  readonly register: string;
  readonly key: string;
  readonly values?: Readonly<Record<string, Planned>>;
  readonly transition?: string;
  readonly reason?: string;
  /** The field that a file is hung on. */
  readonly file?: string;
  /** That file is a photo: of what is built so far, taken there. */
  readonly photo?: { readonly progress: number; readonly at: readonly [lon: number, lat: number] };
}

const OPINION = 'review-opinion';
const ITEM = 'review-item';
const TASK = 'review-task';
const VIEW: Readonly<Record<string, Planned>> = {
  committee: to('organisation', 'RD2'),
  office: to('organisation', 'ZFB'),
  leader: to('person', 'R002'),
};

export const step = (
  on: string,
  register: string,
  key: string,
  transition: string,
  more: Partial<ReviewStep> = {},
): ReviewStep => ({
  on,
  register,
  key,
  transition,
  ...more,
});
export const made = (
  on: string,
  register: string,
  key: string,
  values: Readonly<Record<string, Planned>>,
): ReviewStep => ({
  on,
  register,
  key,
  values,
});

interface Wish {
  readonly key: string;
  readonly matter: string;
  readonly clause: string;
  readonly lead: string;
  readonly tasks: readonly (readonly [measure: string, dueOn: string])[];
}

/** Drafted, signed, adopted, handed over, taken apart. */
export function handedOver(
  key: string,
  head: Readonly<Record<string, Planned>>,
  [deliberated, adopted, delivered, decomposed]: readonly [string, string, string, string],
  items: readonly Wish[],
): ReviewStep[] {
  const ofItems = items.flatMap((item): ReviewStep[] => [
    made(deliberated, ITEM, `${key}:${item.key}`, {
      opinion: to(OPINION, key),
      number: item.key,
      matter: item.matter,
      clause: item.clause,
      category: 'proposal',
    }),
  ]);
  const leads = items.map(({ key: number, lead }): ReviewStep => ({
    on: delivered,
    register: ITEM,
    key: `${key}:${number}`,
    values: { lead: to('organisation', lead), proof: '台账数据和现场照片' },
  }));
  const tasks = items.flatMap(({ key: number, lead, tasks: own }) =>
    own.map(([measure, dueOn], at) =>
      made(delivered, TASK, `${key}:${number}:${at + 1}`, {
        item: to(ITEM, `${key}:${number}`),
        number: String(at + 1),
        measure,
        lead: to('organisation', lead),
        dueOn,
      }),
    ),
  );
  return [
    made(deliberated, OPINION, key, { code: key, deliberatedOn: deliberated, ...VIEW, ...head }),
    ...ofItems,
    step(deliberated, OPINION, key, 'submit'),
    step(adopted, OPINION, key, 'sign'),
    step(adopted, OPINION, key, 'adopt', { values: { adoptedOn: adopted } }),
    step(delivered, OPINION, key, 'deliver', { values: { deliveredOn: delivered } }),
    step(delivered, OPINION, key, 'accept'),
    ...leads,
    ...tasks,
    step(decomposed, OPINION, key, 'decompose'),
    step(decomposed, OPINION, key, 'approve'),
    ...items.map(({ key: number }) => step(decomposed, ITEM, `${key}:${number}`, 'start')),
  ];
}

/** A unit's progress, with its figure, handed in. */
export function progress(on: string, task: string, unit: string, summary: string, figure: string): ReviewStep[] {
  const key = `${task}:${on}`;
  return [
    made(on, 'review-progress', key, { task: to(TASK, task), unit: to('organisation', unit), on, summary, figure }),
    step(on, 'review-progress', key, 'file'),
  ];
}

/** Worked on, proven, applied for and verified. */
export const finished = (on: string, task: string, unit: string, summary: string, figure: string): ReviewStep[] => [
  step(on, TASK, task, 'accept'),
  ...progress(on, task, unit, summary, figure),
  step(on, TASK, task, 'apply', { values: { result: summary } }),
  step(on, TASK, task, 'verify'),
];

const LAST = 'SY2025-02';
const LAST_ITEMS: readonly Wish[] = [
  {
    key: '（一）',
    matter: '加快老旧小区改造进度',
    clause: '加快老旧小区改造进度，年内完成列入计划的小区，改造前充分征求居民意愿。',
    lead: 'D03',
    tasks: [['完成列入年度计划的老旧小区改造', '2025-07-30']],
  },
  {
    key: '（二）',
    matter: '健全改造后长效管理',
    clause: '健全改造后的长效管理机制，推动物业服务进小区。',
    lead: 'D10',
    tasks: [['改造完成的小区落实物业管理', '2025-07-30']],
  },
];
const done = { result: 'done-kept', resultText: '已完成并建立长效机制（虚构）' };

/** Last year's: handled, voted on, closed. */
const closed: readonly ReviewStep[] = [
  ...handedOver(
    LAST,
    {
      title: '关于老旧小区改造工作情况的审议意见',
      session: '区三届人大常委会第十五次会议',
      topic: '区政府关于老旧小区改造工作情况的报告',
      number: '东人常〔2025〕12号',
    },
    ['2025-04-24', '2025-04-28', '2025-04-30', '2025-05-14'],
    LAST_ITEMS,
  ),
  ...finished('2025-07-10', `${LAST}:（一）:1`, 'D03', '列入计划的小区全部完工', '完工小区 6 个（老旧小区改造台账）'),
  ...finished(
    '2025-07-14',
    `${LAST}:（二）:1`,
    'D10',
    '改造完成的小区全部有物业服务',
    '落实物业 6 个（老旧小区改造台账）',
  ),
  ...LAST_ITEMS.map(({ key }) => step('2025-07-16', ITEM, `${LAST}:${key}`, 'finish', { values: done })),
  { on: '2025-07-16', register: OPINION, key: LAST, file: 'report' },
  step('2025-07-16', OPINION, LAST, 'circulate'),
  step('2025-07-21', OPINION, LAST, 'comment', { values: { comment: '同意报送，建议补充长效管理的资金来源。' } }),
  step('2025-07-28', OPINION, LAST, 'file', {
    values: { reportNumber: '东政综〔2025〕41号', reportSigner: to('person', 'R001') },
  }),
  made('2025-08-28', 'review-vote', `${LAST}:1`, {
    opinion: to(OPINION, LAST),
    round: 1,
    session: '区三届人大常委会第十七次会议',
    on: '2025-08-28',
    method: 'ballot',
    members: 31,
    attending: 29,
    sent: 29,
    returned: 29,
    invalid: 0,
    satisfied: 21,
    basic: 7,
    unsatisfied: 1,
  }),
  step('2025-08-28', 'review-vote', `${LAST}:1`, 'announce'),
  step('2025-08-29', OPINION, LAST, 'evaluate'),
  ...LAST_ITEMS.flatMap(({ key }) => [
    step('2025-09-10', ITEM, `${LAST}:${key}`, 'check', { values: { checkText: '现场抽查两处，属实。' } }),
    step('2025-09-12', ITEM, `${LAST}:${key}`, 'close'),
  ]),
  step('2025-09-15', OPINION, LAST, 'close', { values: { publicity: 'open' } }),
];

const NOW = 'SY2026-01';
const DUE = '2026-09-28';
/** This year's: extended, and its third item has lost the only measure that answered it. */
const open: readonly ReviewStep[] = [
  ...handedOver(
    NOW,
    {
      title: '关于“优环境 聚产业 惠民生”工作情况的审议意见',
      session: '区三届人大常委会第二十一次会议',
      topic: '区政府关于“优环境 聚产业 惠民生”工作情况的报告',
      number: '东人常〔2026〕9号',
    },
    ['2026-06-18', '2026-06-24', '2026-06-26', '2026-07-08'],
    [
      {
        key: '（一）',
        matter: '聚焦产业集聚，增强城市承载力',
        clause: '聚焦产业集聚，加强规划引领，加快园区配套，增强城市承载力。',
        lead: 'D05',
        tasks: [['推进签约项目落地开工', DUE]],
      },
      {
        key: '（二）',
        matter: '聚焦功能完善，提升城市承载品质',
        clause: '聚焦功能完善，加快城建项目、老旧小区和污水治理，提升城市承载品质。',
        lead: 'D03',
        tasks: [
          ['加快城建项目建设', DUE],
          ['完成污水管网年度任务', DUE],
        ],
      },
      {
        key: '（三）',
        matter: '聚焦精细管理，改善城市秩序',
        clause: '聚焦精细管理，规范市容环境，改善停车和交通秩序。',
        lead: 'D10',
        tasks: [['数字城管平台二期上线', DUE]],
      },
      {
        key: '（四）',
        matter: '聚焦消费活力，增添城市烟火气',
        clause: '聚焦消费活力，丰富消费场景，增添城市烟火气。',
        lead: 'D06',
        tasks: [['办好海岛音乐周等节会活动', DUE]],
      },
    ],
  ),
  step('2026-07-10', TASK, `${NOW}:（一）:1`, 'accept'),
  step('2026-07-10', TASK, `${NOW}:（二）:1`, 'accept'),
  made('2026-07-13', 'review-share', `${NOW}:（二）:1`, {
    task: to(TASK, `${NOW}:（二）:1`),
    unit: to('organisation', 'D04'),
    asked: '道路交通项目逐月完成投资',
  }),
  ...progress('2026-08-20', `${NOW}:（一）:1`, 'D05', '签约项目逐个明确开工时间', '本年签约项目（招商项目台账）'),
  ...progress('2026-08-21', `${NOW}:（二）:1`, 'D03', '城建项目按月调度', '年度城建项目 52 个（城建项目台账）'),
  step('2026-09-02', TASK, `${NOW}:（三）:1`, 'cancel', { reason: '平台二期并入全市统建，不再单独上线（虚构）' }),
  ...finished('2026-09-08', `${NOW}:（四）:1`, 'D06', '第三届海岛音乐周举办完毕', '活动 1 届（节会活动台账）'),
  made('2026-09-14', 'review-extension', NOW, {
    opinion: to(OPINION, NOW),
    unit: to('organisation', 'ZFB'),
    on: '2026-09-14',
    because: '部分城建项目受台风影响停工，需顺延验收（虚构）',
    to: '2026-12-25',
  }),
  step('2026-09-18', 'review-extension', NOW, 'grant'),
  ...progress('2026-10-22', `${NOW}:（二）:1`, 'D03', '受灾项目全部复工', '复工项目 9 个（城建项目台账）'),
];

/** What the invented congress asked and what became of it, oldest first. */
export const reviewSteps: readonly ReviewStep[] = [...closed, ...open];
