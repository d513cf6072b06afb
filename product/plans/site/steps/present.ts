import type { PresentRow, SiteStep } from '../contract.ts';
import { uncoveredM2 } from '../measure.ts';
import { groupOf, isBuilt, UNCOVERED_GROUP, UNREAD_GROUP } from '../rules.ts';
import { covered, isPlayed, partOf, stepOf, unplayed, type Covered, type Situation } from '../situation.ts';
import { areaWords } from '../words.ts';

export interface PresentUse {
  readonly step: SiteStep;
  /** The table that 农转用 asks for. */
  readonly rows: readonly PresentRow[];
}

const ASKS: Readonly<Record<string, string>> = {
  耕地: '须办理农用地转用并落实耕地占补平衡',
  林地: '须办理农用地转用和使用林地审核',
  农用地: '须办理农用地转用',
  未利用地: '须办理未利用地转用',
  海域: '须办理用海手续',
};

/** 步骤 6: what the ground is today, and what that asks for. */
export function presentStep(here: Situation): PresentUse {
  const part = covered(here, 'present-use');
  if (!isPlayed(part)) return { step: stepOf(6, [unplayed(part)]), rows: [] };
  const rows = presentRows(here, part);
  const asks = isBuilt(here.wish.use) ? told(here, rows) : [];
  const unclear = rows.filter(({ group }) => group === UNREAD_GROUP || group === UNCOVERED_GROUP);
  const open = unclear.reduce((sum, { areaM2 }) => sum + areaM2, 0);
  const parts = [...forestPart(here)];
  if (open > here.toleranceM2) {
    const sentence = `${areaWords(open)}现状用途不明（${unclear.map(({ group }) => group).join('、')}），无法判定`;
    return { step: stepOf(6, [partOf(part, 'unknown', [...asks, sentence].join('；')), ...parts]), rows };
  }
  const outcome = asks.length > 0 ? 'note' : 'pass';
  const sentence = asks.join('；') || '现状都是建设用地，不涉及农用地转用';
  return {
    step: stepOf(6, [partOf(part, outcome, isBuilt(here.wish.use) ? sentence : '拟用途不涉及转用'), ...parts]),
    rows,
  };
}

function told(here: Situation, rows: readonly PresentRow[]): string[] {
  return Object.entries(ASKS).flatMap(([group, ask]) => {
    const own = rows.filter((row) => row.group === group).reduce((sum, { areaM2 }) => sum + areaM2, 0);
    return own > here.toleranceM2 ? [`现状${group} ${areaWords(own)}，${ask}`] : [];
  });
}

/** Forest as the forestry office has it, where it has given its layer: the survey of land use says it too. */
function forestPart(here: Situation) {
  const forest = covered(here, 'forest');
  if (!isPlayed(forest)) return [];
  const isOn = forest.areaM2 > here.toleranceM2;
  const sentence = isOn ? `占林地、公益林 ${areaWords(forest.areaM2)}，须征得林业主管部门同意` : '不占林地、公益林';
  return [partOf(forest, isOn && isBuilt(here.wish.use) ? 'note' : 'pass', sentence, '森林法')];
}

function presentRows(here: Situation, { coverage }: Covered): PresentRow[] {
  const sums = new Map<string, PresentRow>();
  for (const { feature, areaM2 } of coverage.hits) {
    const { code, codeLabel, use } = feature;
    const key = code ?? '';
    const before = sums.get(key)?.areaM2 ?? 0;
    const all = before + areaM2;
    sums.set(key, { group: groupOf(use), code, label: codeLabel ?? '未分类', areaM2: all, share: all / here.areaM2 });
  }
  const left = uncoveredM2(here.site, coverage);
  const rows = [...sums.values()].filter(({ areaM2 }) => areaM2 > 0).sort((a, b) => b.areaM2 - a.areaM2);
  if (left <= 0.005) return rows;
  return [...rows, { group: UNCOVERED_GROUP, code: null, label: '没有图斑', areaM2: left, share: left / here.areaM2 }];
}
