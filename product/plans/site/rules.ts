/** The rules by which a site is judged; all of it the district's to change. */
export const RULE_SET = '2026-11-23 默认规则（区划可改）';

/** A surveyed boundary has hundreds of corners; what has more is traced from pixels, and each hit repeats them. */
export const MOST_CORNERS = 20_000;

/** 步骤 10: m², and share of the site; the larger one counts. */
const TOLERANCE = { m2: 10, share: 0.001 };
export const toleranceOf = (siteM2: number): number => Math.max(TOLERANCE.m2, TOLERANCE.share * siteM2);

export interface Exception {
  readonly key: string;
  readonly label: string;
}
const exceptions = (entries: Readonly<Record<string, string>>): readonly Exception[] =>
  Object.entries(entries).map(([key, label]) => ({ key, label }));

/** 自然资发〔2022〕142号: limited human activity that a red line allows outside the core of protected land. */
export const RED_LINE_EXCEPTIONS = exceptions({
  patrol: '管护巡护、保护执法、科研监测等必要活动',
  residents: '原住居民等在不扩大规模前提下的生产生活设施',
  heritage: '经依法批准的考古调查发掘和文物保护',
  tourism: '不破坏生态功能的适度参观旅游及必要公共设施',
  linear: '必须且无法避让、符合县级以上国土空间规划的线性基础设施、防洪供水、航道等',
  minerals: '地质调查与已依法设立矿业权的勘查开采',
  restoration: '依据县级以上国土空间规划开展的生态修复',
  other: '法律法规规定允许的其他人为活动',
});

/** What may be built outside the development boundary. */
export const BOUNDARY_EXCEPTIONS = exceptions({
  village: '村庄建设',
  transport: '交通设施',
  water: '水利设施',
  energy: '能源、市政及其他线性设施',
  scenic: '风景旅游、文物古迹等特殊选址',
  hazard: '有安全、邻避要求须独立选址',
});

/** Uses that build nothing: no boundary, no controls concern them. */
const NOT_BUILT = ['01', '02', '03', '04', '05', '06', '17', '18', '21', '22', '23', '24'];
export const isBuilt = (use: string): boolean => !NOT_BUILT.includes(use.slice(0, 2));

export interface LineRule {
  readonly role: string;
  /** Uses that may not lie there at all, by the beginning of their code; `*`: none may but those in `allowed`. */
  readonly forbidden: readonly string[];
  readonly allowed: readonly string[];
  /** What is asked for where the use is not forbidden. */
  readonly condition: string;
  /** What is gone through for it before approval. */
  readonly procedure: string;
  readonly basis: string;
}

const PEOPLE = ['07', '0803', '0804', '0805', '0806', '0807', '09'];
/** 步骤 5, in the order in which they are shown. */
export const LINE_RULES: readonly LineRule[] = [
  {
    role: 'blue-line',
    forbidden: [],
    allowed: ['17'],
    condition: '须符合蓝线保护要求并办理许可',
    procedure: '蓝线范围内建设许可',
    basis: '城市蓝线管理办法',
  },
  {
    role: 'green-line',
    forbidden: ['*'],
    allowed: ['14'],
    condition: '',
    procedure: '绿线管理部门意见',
    basis: '城市绿线管理办法：绿线内的用地不得改作他用',
  },
  {
    role: 'yellow-line',
    forbidden: [],
    allowed: ['12', '13'],
    condition: '须不影响基础设施用地，并经规划主管部门同意',
    procedure: '黄线范围内建设许可',
    basis: '城市黄线管理办法',
  },
  {
    role: 'purple-line',
    forbidden: [],
    allowed: [],
    condition: '须符合保护规划并征求文物、住建部门意见',
    procedure: '文物、住建部门意见',
    basis: '城市紫线管理办法',
  },
  {
    role: 'heritage',
    forbidden: [],
    allowed: ['1504'],
    condition: '须征得文物主管部门同意',
    procedure: '文物主管部门意见',
    basis: '文物保护法、历史文化名城名镇名村保护条例',
  },
  {
    role: 'flood',
    forbidden: [],
    allowed: ['1311', '17'],
    condition: '须作洪水影响评价',
    procedure: '洪水影响评价',
    basis: '防洪法',
  },
  {
    role: 'coast',
    forbidden: ['*'],
    allowed: ['1204', '1205', '1311', '1501', '18', '19', '20', '21', '22'],
    condition: '须符合海岸建筑退缩线管控要求',
    procedure: '海岸建筑退缩线准入核查',
    basis: '海岸建筑退缩线：除港口、防灾减灾等外不得新建',
  },
  {
    role: 'safety-zone',
    forbidden: PEOPLE,
    allowed: [],
    condition: '须作安全评价，符合安全控制区准入要求',
    procedure: '安全评价',
    basis: '石化安全控制区：不得新增居住、教育、医疗、养老等人员密集用途',
  },
  {
    role: 'geohazard',
    forbidden: [],
    allowed: [],
    condition: '须作地质灾害危险性评估',
    procedure: '地质灾害危险性评估',
    basis: '地质灾害防治条例',
  },
];

export const ruleForbids = ({ forbidden, allowed }: LineRule, use: string): boolean =>
  !begins(allowed, use) && (forbidden.includes('*') || begins(forbidden, use));
export const ruleAllows = ({ allowed }: LineRule, use: string): boolean => begins(allowed, use);

/** Roles whose layers a district may lack because it has no such thing: a person declares it, and it is printed. */
export const DECLARABLE_ROLES: readonly string[] = [...LINE_RULES.map(({ role }) => role), 'project-site'];

export const STEP_TITLES = [
  '范围',
  '永久基本农田',
  '生态保护红线',
  '城镇开发边界',
  '控制线和安全',
  '土地利用现状',
  '规划用途',
  '规划指标',
  '与其他项目重叠',
  '制图误差',
] as const;
export const ruleId = (step: number): string => `SITE-${String(step).padStart(2, '0')}`;

export const begins = (prefixes: readonly string[], code: string): boolean =>
  prefixes.some((prefix) => code.startsWith(prefix));

/** 农转用 thinks in three groups; the classes of 2023 by the beginning of their code, the longest first. */
const GROUPS: readonly (readonly [prefix: string, group: string])[] = [
  ['1704', '农用地'],
  ['1705', '农用地'],
  ['2303', '农用地'],
  ['01', '耕地'],
  ['02', '农用地'],
  ['03', '林地'],
  ['04', '农用地'],
  ['05', '未利用地'],
  ['06', '农用地'],
  ['1703', '建设用地'],
  ['17', '未利用地'],
  ['18', '海域'],
  ['19', '海域'],
  ['20', '海域'],
  ['21', '海域'],
  ['22', '海域'],
  ['23', '未利用地'],
  ['24', '海域'],
];
export const UNREAD_GROUP = '未对应 2023 分类';
export const UNCOVERED_GROUP = '现状图层没有覆盖';
export function groupOf(use: string | null): string {
  if (use === null) return UNREAD_GROUP;
  return GROUPS.find(([prefix]) => use.startsWith(prefix))?.[1] ?? '建设用地';
}
