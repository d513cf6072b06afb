import type { Prerequisite, PresentRow, SitePart, SiteStep } from './contract.ts';
import { coverageOf } from './measure.ts';
import { groupOf, isBuilt, LINE_RULES } from './rules.ts';
import type { Situation } from './situation.ts';
import { areaWords } from './words.ts';

/**
 * 报批前须办理的事项, by what the steps have found. The law that asks for it is named, without its
 * article: nobody has compared those with the law's text here; a district adds its own.
 */
export function prerequisitesOf(
  here: Situation,
  steps: readonly SiteStep[],
  present: readonly PresentRow[],
): Prerequisite[] {
  if (!isBuilt(here.wish.use)) return [];
  return merged([
    { item: '用地预审与选址', because: '建设项目用地', basis: '土地管理法、城乡规划法' },
    ...landPrerequisites(here, present),
    ...ownerPrerequisites(here),
    ...steps.flatMap((step) => step.parts.flatMap((part) => partPrerequisites(step, part))),
    { item: '建设用地规划许可', because: '建设项目用地', basis: '城乡规划法' },
  ]);
}

/** One line an item, with all its reasons. */
function merged(all: readonly Prerequisite[]): Prerequisite[] {
  const lines = new Map<string, Prerequisite>();
  for (const one of all) {
    const before = lines.get(one.item);
    lines.set(one.item, before ? { ...before, because: `${before.because}；${one.because}` } : one);
  }
  return [...lines.values()];
}

const LAND: readonly (Pick<Prerequisite, 'item' | 'basis'> & { readonly groups: readonly string[] })[] = [
  { groups: ['耕地', '林地', '农用地'], item: '农用地转用审批', basis: '土地管理法' },
  { groups: ['耕地'], item: '耕地占补平衡', basis: '土地管理法' },
  { groups: ['林地'], item: '使用林地审核', basis: '森林法' },
  { groups: ['未利用地'], item: '未利用地转用审批', basis: '土地管理法及本省规定' },
  { groups: ['海域'], item: '海域使用论证和审批', basis: '海域使用管理法' },
];

function landPrerequisites({ toleranceM2 }: Situation, present: readonly PresentRow[]): Prerequisite[] {
  return LAND.flatMap(({ groups, item, basis }) => {
    const own = present.filter(({ group }) => groups.includes(group));
    const m2 = own.reduce((sum, { areaM2 }) => sum + areaM2, 0);
    const words = groups.filter((group) => own.some((row) => row.group === group)).join('、');
    return m2 > toleranceM2 ? [{ item, basis, because: `现状${words} ${areaWords(m2)}` }] : [];
  });
}

/** 权属性质 of the land survey: 30 to 34 and 40 belong to collectives. */
const isCollective = (code: string | number | boolean | null | undefined): boolean => /^[34]/.test(String(code));

function ownerPrerequisites(here: Situation): Prerequisite[] {
  const { features, layers } = here.role('present-use');
  const land = features.filter(({ use }) => groupOf(use) !== '海域');
  if (layers.length === 0 || land.length === 0) return [];
  const basis = '土地管理法';
  if (land.every(({ attributes }) => attributes['QSXZ'] === undefined || attributes['QSXZ'] === null)) {
    return [{ item: '土地权属核实', because: '现状图层没有权属性质，是否征收集体土地无法判定', basis }];
  }
  const { areaM2 } = coverageOf(
    here.site,
    land.filter(({ attributes }) => isCollective(attributes['QSXZ'])),
  );
  return areaM2 > here.toleranceM2 ? [{ item: '集体土地征收', because: `集体所有 ${areaWords(areaM2)}`, basis }] : [];
}

/** What a part that is not passed leads to. */
function partPrerequisites({ number }: SiteStep, { role, outcome, sentence, layers }: SitePart): Prerequisite[] {
  if (outcome === 'pass' || outcome === 'unknown' || (layers.length === 0 && number !== 9)) return [];
  const line = LINE_RULES.find((rule) => rule.role === role);
  if (line) return outcome === 'note' ? [{ item: line.procedure, because: sentence, basis: line.basis }] : [];
  const found = PARTS.find(
    (one) => one.step === number && one.outcomes.includes(outcome) && (one.role === undefined || one.role === role),
  );
  return found ? [{ item: found.item, because: sentence, basis: found.basis }] : [];
}

const PARTS: readonly (Pick<Prerequisite, 'item' | 'basis'> & {
  readonly step: number;
  readonly role?: string;
  readonly outcomes: readonly SitePart['outcome'][];
})[] = [
  { step: 2, outcomes: ['note'], item: '永久基本农田边界核对', basis: '土地管理法、基本农田保护条例' },
  { step: 3, outcomes: ['note'], item: '允许有限人为活动认定', basis: '自然资发〔2022〕142号' },
  { step: 4, outcomes: ['note'], item: '城镇开发边界管控要求落实', basis: '全国国土空间规划纲要：城镇开发边界管控' },
  { step: 6, role: 'forest', outcomes: ['note'], item: '林业主管部门意见', basis: '森林法' },
  { step: 7, outcomes: ['note', 'fail'], item: '详细规划核对或修改', basis: '城乡规划法' },
  { step: 8, outcomes: ['note', 'fail'], item: '规划条件落实', basis: '城乡规划法' },
  { step: 9, outcomes: ['note', 'fail'], item: '用地重叠核实', basis: '已供、已批项目用地台账' },
];
