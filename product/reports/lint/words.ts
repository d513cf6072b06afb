/** What the linter knows by name. Data: a district adds its own by `withWords`. Every entry is plain text, no pattern. */
export interface LintWords {
  /** 东屿区; empty where it is not known. */
  readonly district: string;
  readonly organisations: readonly Organisation[];
  /** Names of offices that a reform replaced. */
  readonly former: readonly Former[];
  /** Slips of the pen and terms of the committee that have one right form. */
  readonly spellings: readonly Spelling[];
  /** Phrases that are quoted whole or not at all: how they begin, how they end, and the whole. */
  readonly formulas: readonly Formula[];
  readonly vague: readonly Vague[];
  /** Words in a promise that count as its owner or as its time although they name no office and no day. */
  readonly ownerWords: readonly string[];
  readonly dueWords: readonly string[];
  /** What only a 请示 may ask. */
  readonly requests: readonly string[];
  /** 附注 that are allowed. */
  readonly notes: readonly string[];
  readonly placeholders: readonly string[];
  /** Ways to write one unit; the first is the one of running text. */
  readonly units: readonly (readonly string[])[];
}

export interface Organisation {
  readonly name: string;
  readonly short: readonly string[];
}
export interface Former {
  readonly was: string;
  readonly now: string;
}
export interface Spelling {
  readonly wrong: string;
  readonly right: string;
}
export interface Formula {
  readonly begins: string;
  readonly ends: string;
  readonly whole: string;
}
/** A phrase that promises nothing one can check, unless the promise has what it needs. */
export interface Vague {
  readonly phrase: string;
  readonly needs: 'due' | 'measure';
}

const pairs = <T>(text: string, make: (first: string, second: string) => T): readonly T[] =>
  text
    .trim()
    .split(/\s+/u)
    .map((pair) => pair.split('→'))
    .map(([first, second]) => make(first!, second!));
const list = (text: string): readonly string[] => text.trim().split(/\s+/u);

/** Names from before the reform of 2018 and the merging of the tax offices. */
const FORMER = pairs(
  `环保局→生态环境局 环境保护局→生态环境局 国土局→自然资源局 国土资源局→自然资源局 卫计局→卫生健康局
   卫生和计划生育局→卫生健康局 卫计委→卫生健康委 卫生和计划生育委员会→卫生健康委员会 工商局→市场监督管理局
   工商行政管理局→市场监督管理局 质监局→市场监督管理局 质量技术监督局→市场监督管理局 食药监局→市场监督管理局
   食品药品监督管理局→市场监督管理局 安监局→应急管理局 安全生产监督管理局→应急管理局 国税局→税务局 地税局→税务局
   环保部→生态环境部 国土资源部→自然资源部 卫计部门→卫生健康部门 国土部门→自然资源部门 环保部门→生态环境部门
   安监部门→应急管理部门 工商部门→市场监管部门`,
  (was, now) => ({ was, now }),
);

const SPELLINGS = pairs(
  `截止目前→截至目前 截止到目前→截至目前 其它→其他 布署→部署 做为→作为 座落→坐落 按排→安排 既使→即使 份内→分内
   撤消→撤销 通迅→通讯 渡假→度假 松驰→松弛 震憾→震撼 幅射→辐射 再接再励→再接再厉 防犯→防范 签定→签订 水份→水分
   身分证→身份证 复盖→覆盖 台帐→台账 帐户→账户 帐目→账目 建帐→建账 结帐→结账 欠帐→欠账 记帐→记账 付主任→副主任
   付区长→副区长 既将→即将 己经→已经 己完成→已完成 己建成→已建成 贯策→贯彻 精减→精简 泄秘→泄密 明查暗访→明察暗访
   融汇贯通→融会贯通 名符其实→名副其实 迫不急待→迫不及待 粗旷→粗犷 追朔→追溯 重迭→重叠`,
  (wrong, right) => ({ wrong, right }),
);

const FORMULAS: readonly Formula[] = [
  { begins: '习近平新时代', ends: '思想', whole: '习近平新时代中国特色社会主义思想' },
];

/** A time that is no day, and a degree that is no number. */
const VAGUE: readonly Vague[] = [
  ...list('视情 适时 逐步 择机 尽快 尽早 早日 条件成熟时 待条件成熟 力所能及 有计划地 分步 稳步').map((phrase) => ({
    phrase,
    needs: 'due' as const,
  })),
  ...list(
    '进一步加强 进一步加大 进一步提升 进一步提高 进一步完善 进一步强化 进一步优化 努力 尽量 尽可能 争取 加大力度 不断加强 不断提升 不断提高 不断完善 积极探索',
  ).map((phrase) => ({ phrase, needs: 'measure' as const })),
];

export const DEFAULT_WORDS: LintWords = {
  district: '',
  organisations: [],
  former: FORMER,
  spellings: SPELLINGS,
  formulas: FORMULAS,
  vague: VAGUE,
  ownerWords: [],
  dueWords: list('长期坚持 常态化 每年 每季度 每半年 每月 每周 每日 定期 全年'),
  requests: list(
    '请批示 请批复 请予批准 请予审批 请予批复 请予核准 请给予批准 恳请批准 恳请支持资金 恳请解决 恳请安排资金 恳请给予资金 请求批准 请求解决 请求给予资金 请求拨付 请拨付 妥否，请 当否，请 可否，请',
  ),
  notes: ['此件主动公开', '此件依申请公开', '此件不予公开', '主动公开', '依申请公开', '不予公开'],
  placeholders: list('待补 待定 待核实 待确认 待填 某某 TBD （此处 ？？ __ ＿＿'),
  units: [
    ['平方米', '㎡', 'm²', 'm2', '平米'],
    ['平方公里', '平方千米', 'km²', 'km2', '㎢'],
    ['公里', '千米', 'km', 'KM', 'Km', '㎞'],
    ['米', 'm'],
    ['千克', '公斤', 'kg', 'KG', '㎏'],
    ['立方米', 'm³', 'm3', '㎥'],
    ['公顷', 'hm²', 'hm2', 'ha'],
  ],
};

/** The shipped words with what a district adds; what it says comes first. */
export function withWords(more: Partial<LintWords>, words: LintWords = DEFAULT_WORDS): LintWords {
  return {
    district: more.district ?? words.district,
    organisations: [...(more.organisations ?? []), ...words.organisations],
    former: [...(more.former ?? []), ...words.former],
    spellings: [...(more.spellings ?? []), ...words.spellings],
    formulas: [...(more.formulas ?? []), ...words.formulas],
    vague: [...(more.vague ?? []), ...words.vague],
    ownerWords: [...(more.ownerWords ?? []), ...words.ownerWords],
    dueWords: [...(more.dueWords ?? []), ...words.dueWords],
    requests: [...(more.requests ?? []), ...words.requests],
    notes: [...(more.notes ?? []), ...words.notes],
    placeholders: [...(more.placeholders ?? []), ...words.placeholders],
    units: [...(more.units ?? []), ...words.units],
  };
}
