import type { ControlRow, SiteStep, StepOutcome, WeightedControl } from '../contract.ts';
import { uncoveredM2, type SiteFeature } from '../measure.ts';
import { isBuilt } from '../rules.ts';
import { covered, isPlayed, partOf, stepOf, unplayed, type Situation } from '../situation.ts';
import { areaWords } from '../words.ts';

type Control = ControlRow['control'];

interface ControlRule {
  readonly control: Control;
  readonly label: string;
  readonly unit: string;
  /** Attributes that hold the limits, as plans of several years name them. */
  readonly upper: readonly string[];
  readonly lower: readonly string[];
  /** Plans write 0.35 and 35. */
  readonly isShare: boolean;
}

const CONTROLS: readonly ControlRule[] = [
  {
    control: 'far',
    label: '容积率',
    unit: '',
    upper: ['DSRJLSX', 'RJLSX', 'RJL', 'FAR', '容积率上限', '容积率'],
    lower: ['DSRJLXX', 'RJLXX', '容积率下限'],
    isShare: false,
  },
  {
    control: 'density',
    label: '建筑密度',
    unit: '%',
    upper: ['JZMDSX', 'JZMD', '建筑密度上限', '建筑密度'],
    lower: ['JZMDXX', '建筑密度下限'],
    isShare: true,
  },
  {
    control: 'green',
    label: '绿地率',
    unit: '%',
    upper: ['LDLSX', '绿地率上限'],
    lower: ['LDLXX', 'LDL', '绿地率下限', '绿地率'],
    isShare: true,
  },
  {
    control: 'height',
    label: '建筑高度',
    unit: '米',
    upper: ['JZGDSX', 'JZGD', 'XG', '建筑高度上限', '建筑高度', '限高'],
    lower: ['JZGDXX', '建筑高度下限'],
    isShare: false,
  },
];

export interface ControlsJudged {
  readonly step: SiteStep;
  readonly rows: readonly ControlRow[];
  readonly weighted: readonly WeightedControl[];
}

/** 步骤 8: each parcel by its own limits. */
export function controlsStep(here: Situation): ControlsJudged {
  const part = covered(here, 'detailed-parcel');
  if (!isPlayed(part)) return { step: stepOf(8, [unplayed(part)]), rows: [], weighted: [] };
  const basis = '详细规划地块控制指标';
  const only = (outcome: StepOutcome, sentence: string, rows: readonly ControlRow[] = []): ControlsJudged => ({
    step: stepOf(8, [partOf(part, outcome, sentence, basis)]),
    rows,
    weighted: new Set(rows.map(({ parcel }) => parcel)).size > 1 ? weightedOf(rows) : [],
  });
  if (!isBuilt(here.wish.use)) return only('pass', '拟用途不是建设用途，没有指标要求');
  const parcels = part.coverage.hits.filter(({ areaM2 }) => areaM2 > here.toleranceM2);
  const open = uncoveredM2(here.site, part.coverage);
  const rows = parcels.flatMap(({ feature, areaM2 }) => parcelRows(here, feature, areaM2));
  const gap = open > here.toleranceM2 ? `${areaWords(open)}没有详细规划地块` : null;
  if (parcels.length === 0) return only('unknown', `${gap ?? '没有详细规划地块'}，无法判定指标`);
  const limited = rows.filter(({ upper, lower }) => upper !== null || lower !== null);
  if (limited.length === 0) return only('unknown', '地块没有写明控制指标，无法判定', rows);
  const broken = rows.filter(({ outcome }) => outcome === 'fail');
  if (broken.length > 0) return only('fail', brokenSentence(broken), rows);
  if (gap !== null) return only('unknown', `${gap}，这一部分的指标无法判定`, rows);
  if (Object.keys(here.controls).length === 0) {
    return only('note', `没有提出指标，方案须符合各地块的控制要求（${summary(limited)}）`, rows);
  }
  const silent = CONTROLS.filter(
    ({ control }) => here.controls[control] === undefined && limited.some((row) => row.control === control),
  );
  if (silent.length > 0) {
    return only(
      'note',
      `提出的指标符合要求；没有提出${silent.map(({ label }) => label).join('、')}，须符合控制要求`,
      rows,
    );
  }
  return only('pass', `提出的指标符合 ${parcels.length} 个地块的控制要求`, rows);
}

function parcelRows(here: Situation, feature: SiteFeature, areaM2: number): ControlRow[] {
  return CONTROLS.map((rule) => {
    const [upper, lower] = [limitOf(feature, rule, rule.upper), limitOf(feature, rule, rule.lower)];
    const proposed = here.controls[rule.control] ?? null;
    const margins =
      proposed === null
        ? []
        : [...(upper === null ? [] : [upper - proposed]), ...(lower === null ? [] : [proposed - lower])];
    const margin = margins.length === 0 ? null : Number(Math.min(...margins).toFixed(4));
    const outcome: StepOutcome = margin === null ? 'note' : margin < 0 ? 'fail' : 'pass';
    const { control, label } = rule;
    return {
      parcel: feature.name,
      share: areaM2 / here.areaM2,
      control,
      label,
      proposed,
      lower,
      upper,
      margin,
      outcome,
    };
  });
}

/** Plans write a limit that is none as 0, `/` or nothing. */
function limitOf({ attributes }: SiteFeature, { isShare }: ControlRule, names: readonly string[]): number | null {
  for (const name of names) {
    const value = attributes[name] ?? attributes[name.toLowerCase()];
    if (value === undefined || value === null || typeof value === 'boolean') continue;
    const number = typeof value === 'number' ? value : Number.parseFloat(value.replace(/^[≤<≥>]=?/, ''));
    if (!Number.isFinite(number) || number <= 0) continue;
    return isShare && number <= 1 ? Number((number * 100).toFixed(6)) : number;
  }
  return null;
}

const MOST_TOLD = 6;

function brokenSentence(broken: readonly ControlRow[]): string {
  const all = [...new Set(broken.map(brokenWords))];
  const more = all.length > MOST_TOLD ? `；等 ${all.length} 项，见控制指标表` : '';
  return `${all.slice(0, MOST_TOLD).join('；')}${more}`;
}

function brokenWords({ parcel, control, label, proposed, lower, upper }: ControlRow): string {
  const { unit } = CONTROLS.find((rule) => rule.control === control)!;
  const isOver = upper !== null && proposed! > upper;
  const limit = isOver ? `高于上限 ${upper}${unit}` : `低于下限 ${lower}${unit}`;
  return `地块 ${parcel} ${label} ${proposed}${unit} ${limit}`;
}

/** By how much of the site each limit holds: information, never what is judged by. */
function weightedOf(rows: readonly ControlRow[]): WeightedControl[] {
  return CONTROLS.flatMap(({ control, label, unit }) => {
    const own = rows.filter((row) => row.control === control);
    const [lower, upper] = [weighted(own, 'lower'), weighted(own, 'upper')];
    return lower === null && upper === null ? [] : [{ label, unit, lower, upper }];
  });
}

function summary(rows: readonly ControlRow[]): string {
  return weightedOf(rows)
    .map(({ label, unit, lower, upper }) => {
      const words = [
        lower === null ? null : `不低于 ${lower}${unit}`,
        upper === null ? null : `不高于 ${upper}${unit}`,
      ];
      return `${label}${words.filter((word) => word !== null).join('、')}`;
    })
    .join('，')
    .concat('，按面积加权，仅供参考');
}

function weighted(rows: readonly ControlRow[], limit: 'upper' | 'lower'): number | null {
  const own = rows.flatMap((row) => (row[limit] === null ? [] : [{ value: row[limit], share: row.share }]));
  const total = own.reduce((sum, { share }) => sum + share, 0);
  if (total === 0) return null;
  return Number((own.reduce((sum, { value, share }) => sum + value * share, 0) / total).toFixed(2));
}
