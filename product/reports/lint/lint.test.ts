import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { loadGold } from '../../../fixtures/reports/gold.ts';
import { hostileInputs } from '../../../fixtures/reports/hostile.ts';
import { expect, test } from 'vitest';
import type { ReportBlock, ReportHead, ReportInline, ReportSection, ReportText } from '../text.ts';
import type { LintLook } from './bound-figures.ts';
import type { LintCode, LintFinding, LintPlace } from './finding.ts';
import { reportFromText } from './from-text.testing.ts';
import { Linter } from './linter.ts';
import { longReport, seeded, typed } from './long-report.testing.ts';
import { DEFAULT_WORDS, withWords } from './words.ts';

const HEAD: ReportHead = {
  title: ['东屿区人民政府关于“优环境 聚产业”审议意见研究办理情况的报告'],
  redHead: '东屿区人民政府文件',
  number: '东政综〔2026〕58号',
  signers: ['张三'],
  addressee: '区人大常委会',
  issuers: ['东屿区人民政府'],
  dated: '2026-11-20',
  attachments: ['审议意见任务清单', '佐证材料目录'],
  note: '此件主动公开',
  copyTo: [],
  printer: '东屿区人民政府办公室',
  printedOn: '2026-11-21',
};

/** ⟦33个⟧ is a bound figure, ⟦33个#key⟧ one of a declared figure that other places may be bound to as well. */
function inlines(said: string): ReportInline[] {
  return said.split(/(⟦[^⟧]*⟧)/u).flatMap((piece): ReportInline[] => {
    if (piece === '') return [];
    if (!piece.startsWith('⟦')) return [{ kind: 'text', text: piece }];
    const [text = '', key] = piece.slice(1, -1).split('#');
    const id = `f${piece.length}-${text}-${key ?? said.indexOf(piece)}`;
    const unit = text.replace(/^[\d.,]+[多余]?/u, '');
    const bound = {
      register: 'project',
      figure: key ?? `${id}-${said.length}`,
      scope: null,
      period: null,
      unit,
      decimals: 0,
    };
    return [{ kind: 'figure', id, text, bound }];
  });
}
const p = (said: string): ReportBlock => ({ kind: 'paragraph', inlines: inlines(said) });
const h = (level: 2 | 3 | 4, said: string): ReportBlock => ({ kind: 'heading', level, inlines: inlines(said) });

const s = (id: string, level: 1 | 2, title: string, ...blocks: ReportBlock[]): ReportSection => ({
  id,
  level,
  title,
  blocks,
});

const INTRO =
  '区三届人大常委会第二十一次会议听取和审议了区政府关于“优环境 聚产业”工作情况的报告。区政府高度重视，根据《中华人民共和国各级人民代表大会常务委员会监督法》和东人常〔2026〕7号文件要求，逐条研究办理。现将研究办理情况报告如下：';
const CLEAN: ReportText = {
  head: HEAD,
  sections: [
    s('s0', 1, '', p(INTRO)),
    s('s1', 1, '审议意见研究办理情况'),
    s(
      's2',
      2,
      '“聚焦产业集聚，增强城市承载力”办理情况',
      p(
        '一是强化招商引资。围绕新材料、现代物流等产业开展链式招商，洽谈对接项目⟦46个⟧、总投资⟦312.80亿元⟧；已签约项目⟦21个⟧、总投资⟦96.45亿元⟧，其中总投资10亿元以上的项目⟦3个⟧。2026年1—9月，实际到位资金⟦38.60亿元⟧，同比增长⟦12.4%⟧。',
      ),
      p('二是保障要素供给。盘活低效用地⟦1,280亩⟧，新增标准厂房⟦26万平方米⟧，惠企资金由“人找钱”变为“钱找人”。'),
      h(3, '重点项目'),
      p(
        '1997年建成的北门小区、500米见园等提法不变，“五乡”“十五五”规划、第3期工程、1-4幢住宅和12345热线均照旧，工作人员三五天走访一次。',
      ),
      h(3, '完成投资'),
      {
        kind: 'table',
        caption: '城建项目完成情况',
        head: ['专项', '项目数（个）', '完成投资（亿元）'],
        rows: [
          [inlines('道路交通'), inlines('⟦14⟧'), inlines('⟦12.30⟧')],
          [inlines('公园绿地'), inlines('⟦15⟧'), inlines('⟦4.10⟧')],
        ],
      },
    ),
    s(
      's3',
      2,
      '“聚焦精细管理，改善城市秩序”办理情况',
      p(
        '实施城建项目⟦52个⟧，其中道路交通项目⟦14个⟧、教育医疗项目⟦12个⟧、公园绿地项目⟦15个⟧、管网改造项目⟦11个⟧。占道经营投诉由⟦36件⟧减少到⟦22件⟧。详见附件1。',
      ),
      p('抽查点位⟦260个⟧，整改率⟦63%⟧～⟦68%⟧，区住房和城乡建设局每月通报。'),
    ),
    s('s4', 1, '下一步工作打算', p('区政府将认真落实审议意见。')),
    s('s5', 2, '加快项目建设', p('由区住建局牵头，2027年6月底前新建公园⟦5个⟧。')),
    s('s6', 2, '提升管理水平', p('由区城管局负责，2027年底前改造农贸市场⟦6家⟧。')),
  ],
};

/** One for all: what it says never depends on what it judged before. */
const linter = new Linter();
const lint = (text: ReportText, looks: ReadonlyMap<string, LintLook> = new Map()) =>
  linter.lint({ text, looks, words: DEFAULT_WORDS });

/** The text that a place speaks of. */
function textAt({ head, sections }: ReportText, place: LintPlace): string {
  const slice = (said: string) => {
    expect([place.start >= 0, place.end <= said.length, place.start <= place.end]).toEqual([true, true, true]);
    return said.slice(place.start, place.end);
  };
  const plain = (runs: readonly ReportInline[]) => runs.map(({ text }) => text).join('');
  if (place.in === 'head') {
    const said = head[place.field];
    return slice(typeof said === 'string' ? said : (said[place.index] ?? ''));
  }
  const section = sections.find(({ id }) => id === place.section)!;
  if (place.in === 'title') return slice(section.title);
  const block = section.blocks[place.block]!;
  if (block.kind === 'table') {
    if (place.in === 'caption') return slice(block.caption);
    if (place.in !== 'cell') throw new Error('a place in a table is a cell or its caption');
    return slice(place.row < 0 ? block.head[place.column]! : plain(block.rows[place.row]![place.column]!));
  }
  return slice(block.kind === 'pageBreak' ? '' : plain(block.inlines));
}

const told = (text: ReportText, found: readonly LintFinding[]) =>
  found.map(({ code, text: said, places, fix }) => ({ code, at: textAt(text, places[0]!), said, fix }));

/** `CLEAN` with a paragraph more in its first told part. */
function withTold(...blocks: readonly ReportBlock[]): ReportText {
  return withSection('s3', (section) => ({ ...section, blocks: [...section.blocks, ...blocks] }));
}
function withPlan(said: string): ReportText {
  return withSection('s6', (section) => ({ ...section, blocks: [...section.blocks, p(said)] }));
}
function withSection(id: string, change: (section: ReportSection) => ReportSection): ReportText {
  return { ...CLEAN, sections: CLEAN.sections.map((section) => (section.id === id ? change(section) : section)) };
}
const withHead = (head: Partial<ReportHead>): ReportText => ({ ...CLEAN, head: { ...HEAD, ...head } });

test('a report as it should be gives nothing to say', () => {
  expect(told(CLEAN, lint(CLEAN))).toEqual([]);
  const { text, looks } = longReport();
  expect(told(text, lint(text, looks))).toEqual([]);
});

/** A fault, what is found, the characters it is found at, and what is offered instead. */
type Planted = readonly [code: LintCode, text: ReportText, at: string, fix?: string | null];
const PLANTED: readonly Planted[] = [
  ['unsupported', withTold(p('新建停车泊位820个。')), '820个', null],
  ['unit-twice', withTold(p('完成投资⟦37.44亿元⟧亿元。')), '亿元', ''],
  ['inconsistent', withTold(p('全区洽谈项目⟦46个#talks⟧。'), p('截至9月底，对接洽谈项目⟦47个#talks⟧。')), '47个'],
  ['sum-mismatch', withTold(p('排查问题⟦50个⟧，其中道路⟦20个⟧、管网⟦25个⟧、绿地⟦11个⟧。')), '50个'],
  ['number-large', withTold(p('全年走访120000000人次。')), '120000000', '1.2亿'],
  ['growth-mismatch', withTold(p('年度投资⟦46.80亿元⟧，比上年增加⟦8.60亿元⟧，增长⟦32.5%⟧。')), '32.5%'],
  ['share-mismatch', withTold(p('交办建议⟦50件⟧，办结⟦45件⟧，办结率⟦95%⟧。')), '95%'],
  ['count-mismatch', withTold(p('推进创城、创卫、创安三大行动。建立巡查制度、奖补制度和红黑榜制度两项制度。')), '两项'],
  ['progress-mismatch', withTold(p('1—9月，完成年度计划的⟦80.0%⟧，超序时进度⟦8个百分点⟧。')), '8个百分点'],
  ['former-name', withTold(p('会同区环保局开展检查。')), '环保局', '生态环境局'],
  ['misspelt', withTold(p('截止目前，各项工作进展顺利。')), '截止目前', '截至目前'],
  [
    'formula',
    withTold(p('坚持以习近平新时代特色社会主义思想为指导。')),
    '习近平新时代特色社会主义思想',
    '习近平新时代中国特色社会主义思想',
  ],
  ['name-variant', withTold(p('会同区住房城乡建设局开展检查。')), '住房城乡建设局', '住房和城乡建设局'],
  ['half-width', withTold(p('加强巡查,及时整改。')), ',', '，'],
  ['unbalanced', withTold(p('开展“双随机检查。')), '“', null],
  ['unbalanced', withTold(p('开展“双随机“检查。')), '“', '”'],
  ['quotes-nested', withTold(p('推行“党建+“红色物业”模式”。')), '“红色物业”', '‘红色物业’'],
  ['doubled-mark', withTold(p('加强巡查，，及时整改。')), '，，', '，'],
  ['mark-between', withTold(p('推进“三个一批”、“四个一批”项目。')), '、', ''],
  ['document-number', withTold(p('落实东政办[2026]012号要求。')), '[2026]012号', '〔2026〕12号'],
  ['number-mixed', withTold(p('发放资料5千份。')), '5千', '5000'],
  ['number-approx', withTold(p('工作人员三、五天走访一次。')), '三、五', '三五'],
  ['number-range', withTold(p('预计提高到63-68%。')), '63-68%', '63%～68%'],
  ['number-zero', withTold(p('比例为.5%的项目不予安排。')), '.5', '0.5'],
  ['date-form', withTold(p('2026.9.30前全部完成。')), '2026.9.30', '2026年9月30日'],
  ['date-impossible', withTold(p('2026年2月30日召开会议。')), '2026年2月30日'],
  ['unit-variant', withTold(p('新增厂房⟦3万㎡⟧。')), '㎡', null],
  ['title-marks', withHead({ title: ['关于加强管理。推进整改情况的报告'] }), '。', null],
  ['heading-marks', withSection('s6', (section) => ({ ...section, title: '提升管理水平。' })), '。', ''],
  ['level-jump', withTold(h(4, '第四层'), p('内容。'), h(4, '又一条'), p('内容。')), '第四层'],
  ['ordinal-order', withTold(p('一是抓投资。三是抓民生。')), '三', '二'],
  ['one-item', withTold(p('一是抓投资，全力以赴。')), '一是'],
  ['empty-section', withSection('s6', (section) => ({ ...section, blocks: [] })), '提升管理水平'],
  ['typed-marker', withTold(p('（三）提升管理水平。')), '（三）'],
  ['no-end-mark', withTold(p('开展占道经营、违规广告专项整治，市容环境得到明显改善')), '善', '善。'],
  ['head-number', withHead({ number: '东政综[2026]058号' }), '东政综[2026]058号', '东政综〔2026〕58号'],
  ['head-number', withHead({ number: '东政综〔2025〕58号' }), '东政综〔2025〕58号'],
  ['head-signer', withHead({ signers: [] }), ''],
  ['head-addressee', withHead({ addressee: '' }), ''],
  ['head-addressee', withHead({ title: ['关于拨付资金的请示'], addressee: '市政府、市财政局' }), '市政府、市财政局'],
  ['head-note', withHead({ note: '' }), ''],
  ['head-day', withHead({ dated: '2026-02-30' }), '2026-02-30'],
  ['head-printed', withHead({ printedOn: '2026-11-19' }), '2026-11-19'],
  ['head-attachment', withHead({ attachments: ['审议意见任务清单。'] }), '。', ''],
  ['head-attachment', withHead({ attachments: [] }), '详见附件1'],
  ['vague-promise', withPlan('由区交通局负责，适时新建道路⟦3条⟧。'), '适时'],
  ['vague-promise', withPlan('视情推进建设。'), '视情'],
  ['promise-incomplete', withPlan('打通断头路，完善城市路网。'), '打通断头路'],
  ['request-in-report', withTold(p('建议增加编制，请予批准。')), '请予批准'],
  ['placeholder', withTold(p('整改问题XX处。')), 'XX', null],
  ['doubled-word', withTold(p('推进项目项目建设。')), '项目项目', '项目'],
  ['blank', withTold(p('  推进项目建设。')), '  ', ''],
];
/** What may follow from the fault besides, and is right to be said. */
const BESIDES: Partial<Record<LintCode, readonly LintCode[]>> = {
  'number-mixed': ['unsupported'],
  'number-range': ['unsupported'],
  'vague-promise': ['promise-incomplete'],
  'number-large': ['number-grouping', 'unsupported'],
};

const planted = PLANTED.map(([code, text, at, fix]) => ({ code, text, at, fix }));

test.each(planted)('$code is found once, where it was planted', ({ code, text, at, fix }) => {
  const found = told(text, lint(text));
  const others = found
    .filter((one) => one.code !== code)
    .map((one) => one.code)
    .toSorted();
  expect({ found: found.filter((one) => one.code === code), others }).toMatchObject({
    found: [{ at, ...(fix === undefined ? {} : { fix }) }],
    others: others.filter((one) => BESIDES[code]?.includes(one)),
  });
});

const look = (state: LintLook['state'], value: string | null, expected: string | null, note = ''): LintLook => ({
  state,
  value,
  expected,
  note,
});

/** The id of the only bound figure of a paragraph that is added. */
function bound(said: string) {
  const block = p(said);
  const figure = block.kind === 'paragraph' ? block.inlines.find(({ kind }) => kind === 'figure') : undefined;
  if (figure?.kind !== 'figure') throw new Error('the paragraph has a bound figure');
  return { text: withTold(block), id: figure.id };
}

test.each([
  ['洽谈项目⟦33个⟧。', look('drifted', '34', '34个', '昨日新增1个'), 'drifted', '34个'],
  ['洽谈项目⟦33个⟧。', look('unjudged', null, null, '该期没有数据'), 'unjudged', null],
  ['洽谈项目⟦33个⟧。', look('provisional', '33', '33个'), 'provisional', null],
  ['洽谈项目⟦33个⟧。', look('matched', '33', '33个'), null, null],
  ['举办活动⟦200多场次⟧。', look('drifted', '190', '190场次'), 'approx-contradicts', '190场次'],
  ['举办活动⟦200多场次⟧。', look('matched', '214', '200多场次'), 'loose-number', null],
  ['洽谈项目超过⟦33个⟧。', look('matched', '33', '33个'), 'approx-contradicts', '33个'],
  ['完成投资近⟦50亿元⟧。', look('matched', '5030000000', '50.3亿元'), 'approx-contradicts', '50.3亿元'],
  ['完成投资近⟦50亿元⟧。', look('matched', '4960000000', '49.6亿元'), null, null],
] as const)('a bound figure is held against its register: %s %o', (said, held, code, fix) => {
  const { text, id } = bound(said);
  const found = lint(text, new Map([[id, held]])).filter(
    (one) => one.code !== 'loose-number' || code === 'loose-number',
  );
  expect(found.map((one) => [one.code, one.fix])).toEqual(code === null ? [] : [[code, fix]]);
});

test('sound prose is left alone', () => {
  const sound = [
    '近20多年来，对照GB/T 9704—2012和GB/T 15835—2011，落实第十四个五年规划和二〇三五年远景目标，服务2024—2026年重点任务。',
    '2024-2026年实施的项目（含5G、C919配套）纳入4A级景区、12345热线和“3·15”专项，项目已报请批准、申请拨付资金。',
    '原区环保局移交的事项，由东屿生态环境局承接；工作人员说：“‘马上就办’要落到实处。”走访实实在在，是是非非一一厘清。',
    '一、二期工程和三、四年级、第一、二产业并无变化，约谈3千瓦以下设备业主，电压为500千伏，比例为1∶500的图幅照旧。',
    '（2024）闽05民终123号民事判决已执行，网址为https://example.gov.cn/a,b，时间为8:30，2月29日照常值班。',
    '不是一时一地，而是久久为功；既要绿水青山，也要金山银山；唯一是办实事，任何时候都不能松劲！',
  ];
  const found = sound.flatMap((said) => {
    const text = withTold({ kind: 'paragraph', inlines: [{ kind: 'text', text: said, source: '例句' }] });
    return told(text, lint(text));
  });
  expect(found).toEqual([]);
});

test('numbers that have a source, and names, dates and criteria, are not asked about', () => {
  const sourced: ReportBlock = {
    kind: 'paragraph',
    inlines: [
      { kind: 'text', text: '按照《城市绿地分类标准》，人均面积为15.3平方米。', source: '《城市绿地分类标准》' },
    ],
  };
  expect(told(CLEAN, lint(withTold(sourced)))).toEqual([]);
});

test('numbers of several parts that cannot all be true are told once, by the fewest that show it', () => {
  const parts = '道路项目完成投资⟦2.04亿元#road⟧、绿地项目完成投资⟦2.96亿元#green⟧，合计⟦5.0亿元#both⟧。';
  const text = (said: string): ReportText => {
    const { sections } = withTold(p(parts));
    return {
      ...CLEAN,
      sections: [
        ...sections,
        s('s9', 2, '投资完成情况', p(`由区住建局牵头，2027年6月底前新建公园⟦2个⟧。此前两类项目投入⟦${said}#both⟧。`)),
      ],
    };
  };
  for (const said of ['5.0亿元', '5.00亿元', '5.01亿元', '4.99亿元'])
    expect(told(text(said), lint(text(said)))).toEqual([]);
  // 4.96 may be printed 5.0, but 2.04 and 2.96 are at least 4.99: the 5.0 is not needed to show it.
  const found = lint(text('4.96亿元'));
  expect(found.map(({ code, places }) => [code, places.map((place) => textAt(text('4.96亿元'), place))])).toEqual([
    ['inconsistent', ['4.96亿元', '2.04亿元', '2.96亿元']],
  ]);
  expect(found[0]!.text).toContain('2.04亿元＋2.96亿元＝5亿元，总数却是4.96亿元');
});

test('hostile text is judged without a throw, and every place lies in the text', () => {
  for (const { make, size } of hostileInputs) {
    const text = withTold(p(make(size).slice(0, 1500)));
    const found = lint(text);
    for (const { places } of found) for (const place of places) textAt(text, place);
    expect(found.every(({ places }) => places.length > 0)).toBe(true);
  }
});

test('parts that are more than their whole are told with the fewest that already are', () => {
  const text = withTold(p('排查问题⟦40个⟧，其中道路⟦20个⟧、管网⟦5个⟧、绿地⟦25个⟧。'));
  const [found, ...others] = lint(text);
  expect(others).toEqual([]);
  expect(found!.places.map((place) => textAt(text, place))).toEqual(['40个', '20个', '25个']);
  expect(found!.text).toContain('仅20个＋25个＝45个就已超过总数');
});

test('the total of a column is the sum of its rows, given how they are rounded', () => {
  const table = (total: string, share = '8.20'): ReportBlock => ({
    kind: 'table',
    caption: '完成情况',
    head: ['专项', '项目数（个）', '投资（亿元）', '完成率（%）'],
    rows: [
      ['道路', '⟦14⟧', '⟦4.10⟧', '⟦90⟧'],
      ['绿地', '⟦15⟧', '⟦4.10⟧', '⟦80⟧'],
      ['合计', `⟦${total}⟧`, `⟦${share}⟧`, '⟦85⟧'],
    ].map((row) => row.map(inlines)),
  });
  expect(told(CLEAN, lint(withTold(table('29', '8.21'))))).toEqual([]);
  const text = withTold(table('30'));
  expect(told(text, lint(text)).map(({ code, at }) => [code, at])).toEqual([['sum-mismatch', '30']]);
});

test('a district adds its own words, offices and terms', () => {
  const words = withWords({
    district: '东屿区',
    organisations: [
      { name: '东屿区住房和城乡建设局', short: ['区住建局'] },
      { name: '东屿区第一中学', short: [] },
    ],
    spellings: [{ wrong: '督办件', right: '督办事项' }],
    former: [{ was: '招商局', now: '商务局' }],
  });
  const text = withTold(
    p('会同区招商局、东屿区住房和乡城建设局、东屿区住房和城乡建设局办结督办件，东屿区第二中学协办。'),
  );
  expect(told(text, new Linter().lint({ text, looks: new Map(), words })).map(({ at, fix }) => [at, fix])).toEqual([
    ['招商局', '商务局'],
    ['东屿区住房和乡城建设局', '东屿区住房和城乡建设局'],
    ['督办件', '督办事项'],
  ]);
});

test('judging again after each of 200 keystrokes says what a fresh judgement says', () => {
  const random = seeded(11);
  const kept = new Linter();
  let { text } = longReport(3);
  const { looks } = longReport(3);
  text = { ...text, sections: [...text.sections.slice(0, 2), ...CLEAN.sections.slice(2)] };
  for (let key = 0; key < 200; key++) {
    text = typed(text, random);
    const found = kept.lint({ text, looks, words: DEFAULT_WORDS });
    for (const { places } of found)
      for (const place of places) expect(textAt(text, place).length).toBe(place.end - place.start);
    if (key % 50 === 49) expect(found).toEqual(new Linter().lint({ text, looks, words: DEFAULT_WORDS }));
  }
});

/** What a person labelled as wrong arithmetic, under the linter's codes; the rest of the labels are not about numbers. */
const LABELLED: Readonly<Record<string, LintCode>> = {
  'sum-mismatch': 'sum-mismatch',
  'share-mismatch': 'share-mismatch',
  'growth-mismatch': 'growth-mismatch',
  'count-mismatch': 'count-mismatch',
  'progress-mismatch': 'progress-mismatch',
  'value-conflict': 'inconsistent',
};
const GOLD = new URL('../../../fixtures/reports/dev/', import.meta.url).pathname;

test('of twenty labelled reports the arithmetic that is wrong is found, and no other', () => {
  for (const file of readdirSync(GOLD)) {
    const { text, expect: label } = loadGold(`${GOLD}${file}`);
    const codes = lint(reportFromText(text)).map(({ code }) => code);
    const arithmetic = codes.filter((code) => Object.values(LABELLED).includes(code));
    expect([file, arithmetic.toSorted()]).toEqual([
      file,
      (label.findings ?? []).flatMap((code) => LABELLED[code] ?? []).toSorted(),
    ]);
  }
});

const FOUNDING = new URL('../../../../shared/samples/reports/00-quangang-2024-87.txt', import.meta.url);

test.skipIf(!existsSync(FOUNDING))('the founding report: its slips, its promises, and no other warning', () => {
  const text = reportFromText(readFileSync(FOUNDING, 'utf8'));
  const found = lint(text).filter(({ code, severity }) => severity !== 'info' && code !== 'unsupported');
  expect(told(text, found).map(({ code, at }) => [code, at.slice(0, 8)])).toEqual([
    ['promise-incomplete', '融入泉州“一湾两'],
    ['promise-incomplete', '把服务产业发展作'],
    ['name-variant', '泉港石化工业区绿'],
    ['no-end-mark', '市'],
    ['promise-incomplete', '建设发展'],
    ['promise-incomplete', '着力强化“中国长'],
  ]);
});
