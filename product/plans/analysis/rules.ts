import type { Purpose } from './purposes.ts';
import type { AloneRule, PairRule, RuleBody, Side } from './rule-schema.ts';
import { CONFLICT_KINDS } from './kinds.ts';
import { USE_ROLES } from './standard-readings.ts';

export interface ControlField {
  readonly label: string;
  /** Names the attribute has in files. */
  readonly names: readonly string[];
  /** Differences up to this are none. */
  readonly tolerance: number;
}

/** How plans are held against each other. All of it is data: a district has its own copy and changes it. */
export interface RuleSet extends RuleBody {
  readonly key: string;
  readonly version: number;
  readonly label: string;
  readonly controls: readonly ControlField[];
}

const BUILT: Purpose[] = ['built-city', 'built-village', 'transport-hydraulic', 'industry'];
const OPEN: Purpose[] = ['farmland', 'forest', 'ecological', 'water'];
const LAND: Purpose[] = [...BUILT, ...OPEN, 'permanent-farmland', 'reserve'];
const plan = (purposes: Purpose[]): Side => ({ roles: null, purposes });
const of = (role: string, purposes: Purpose[] | null = null): Side => ({ roles: [role], purposes });
const BY_APPROVAL = '按批准先后和新的总体规划确定，先批准的一方让';

const PAIRS: PairRule[] = [
  {
    kind: 'C1',
    a: plan(BUILT),
    b: of('permanent-farmland'),
    yielding: 'a',
    yields: '建设一方让；法律规定的重点项目确实避不开的，报国务院批准',
    clause: '土地管理法、基本农田保护条例',
  },
  {
    kind: 'C1',
    a: plan(BUILT),
    b: plan(['permanent-farmland']),
    yielding: 'a',
    yields: '建设一方让；法律规定的重点项目确实避不开的，报国务院批准',
    clause: '土地管理法、基本农田保护条例',
  },
  {
    kind: 'C2',
    a: plan(BUILT),
    b: of('ecological-red-line'),
    yielding: 'a',
    yields: '建设一方让；自然资发〔2022〕142号列明的有限人为活动除外',
    clause: '自然资发〔2022〕142号',
  },
  {
    kind: 'C3',
    a: plan(['built-city', 'industry']),
    b: { roles: ['development-boundary'], purposes: null, isAbsent: true },
    yielding: 'a',
    yields: '城镇集中建设一方让；村庄、交通、能源、风景旅游等项目另行判断',
    clause: '城镇开发边界管理的有关规定',
  },
  {
    kind: 'C4',
    a: of('city-plan', BUILT),
    b: of('land-plan', OPEN),
    yielding: 'earlier',
    yields: BY_APPROVAL,
    clause: '中共中央、国务院关于建立国土空间规划体系并监督实施的若干意见',
  },
  {
    kind: 'C5',
    a: of('land-plan', BUILT),
    b: of('city-plan', OPEN),
    yielding: 'earlier',
    yields: BY_APPROVAL,
    clause: '中共中央、国务院关于建立国土空间规划体系并监督实施的若干意见',
  },
  {
    kind: 'C6',
    a: plan(BUILT),
    b: of('forest'),
    yielding: 'a',
    yields: '建设一方让，或者先取得林业主管部门同意',
    clause: '森林法',
  },
  {
    kind: 'C7',
    a: plan(BUILT),
    b: plan(BUILT),
    isDifferent: true,
    yielding: 'earlier',
    yields: '详细规划优先于较早的专项规划；先批准的一方让',
    clause: '城乡规划法',
  },
  {
    kind: 'C8',
    a: of('detailed-parcel'),
    b: of('detailed-parcel'),
    comparesControls: true,
    yielding: null,
    yields: '以后批准的为准，标出不同的指标',
    clause: '城市、镇控制性详细规划编制审批办法',
  },
  {
    kind: 'C11',
    a: plan(['sea']),
    b: plan(LAND),
    yielding: null,
    yields: '两个版本的海岸线都列出，以批准的修测海岸线为准',
    clause: '海岸线保护与利用管理办法',
  },
  {
    kind: 'C12',
    a: { roles: [...USE_ROLES], purposes: null, isSensitive: true },
    b: of('safety-zone'),
    yielding: 'a',
    yields: '敏感用途（居住、学校、医院）一方让',
    clause: '区划规定：石化安全控制区内不得安排敏感用途',
  },
];

const ALONE: AloneRule[] = [
  { kind: 'C9', yields: '列出，由规划补齐', clause: '一张图全域覆盖的要求' },
  { kind: 'C10', yields: '数据错误，不是规划矛盾：由图层的数据单位改正', clause: '成果数据质量检查要求' },
  { kind: 'C11', yields: '两个版本的海岸线都列出，以批准的修测海岸线为准', clause: '海岸线保护与利用管理办法' },
];

const CONTROLS: readonly ControlField[] = [
  { label: '容积率上限', names: ['DSRJLSX', '容积率上限', '容积率'], tolerance: 0.005 },
  { label: '容积率下限', names: ['DSRJLXX', '容积率下限'], tolerance: 0.005 },
  { label: '建筑密度上限', names: ['JZMDSX', '建筑密度上限', '建筑密度'], tolerance: 0.05 },
  { label: '建筑密度下限', names: ['JZMDXX', '建筑密度下限'], tolerance: 0.05 },
  { label: '绿地率上限', names: ['LDLSX', '绿地率上限'], tolerance: 0.05 },
  { label: '绿地率下限', names: ['LDLXX', '绿地率下限', '绿地率'], tolerance: 0.05 },
  { label: '建筑高度上限', names: ['JZGDSX', '建筑高度上限', '建筑限高', '限高'], tolerance: 0.05 },
  { label: '建筑高度下限', names: ['JZGDXX', '建筑高度下限'], tolerance: 0.05 },
];

/** Comes with the program; a district copies it and changes the copy. */
export const STANDARD_KEY = 'standard';
export const STANDARD_RULES: RuleSet = {
  key: STANDARD_KEY,
  version: 1,
  label: '多规合一差异规则',
  pairs: PAIRS,
  alone: ALONE,
  controls: CONTROLS,
  sliver: { minM2: 10, widthM: 2 },
  kinds: [...CONFLICT_KINDS],
};

/** What a district wrote as a whole rule set: control values are compared the same everywhere. */
export const ruleSet = (name: Pick<RuleSet, 'key' | 'version' | 'label'>, body: RuleBody): RuleSet => ({
  ...name,
  ...body,
  controls: CONTROLS,
});

/** A rule set with what a run decides otherwise. */
export const rulesWith = (change: Partial<Pick<RuleSet, 'sliver' | 'kinds'>>, rules = STANDARD_RULES): RuleSet => ({
  ...rules,
  ...change,
});
