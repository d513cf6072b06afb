import type { OpinionColour, OpinionPicture, OpinionSection, OpinionSheet } from '@quantu/documents';
import { OUTCOME_LABELS, VERDICT_LABELS, type SitePart, type SiteResult, type StepOutcome } from './contract.ts';
import { cornersSection } from './opinion-corners.ts';
import { areaWords, hectaresOf, m2Of, muOf, percentWords } from './words.ts';

export interface OpinionParts {
  readonly number: string;
  readonly result: SiteResult;
  readonly district: string;
  readonly mark: string | null;
  readonly picture: OpinionPicture;
}

const LIGHTS: Readonly<Record<StepOutcome, OpinionColour>> = {
  pass: 'green',
  note: 'yellow',
  fail: 'red',
  unknown: 'grey',
};
const VERDICT_LIGHTS = { pass: 'green', conditional: 'yellow', fail: 'red', unknown: 'grey' } as const;

/** 审查意见书: what the check found, so that who signs it need look nothing up. */
export function opinionSheet({ number, result, district, mark, picture }: OpinionParts): OpinionSheet {
  const { areaM2, checkedOn, verdict } = result;
  return {
    title: '建设项目合规性审查意见书',
    subtitle: `${district}　编号 ${number}`,
    mark,
    verdict: {
      colour: VERDICT_LIGHTS[verdict],
      label: VERDICT_LABELS[verdict],
      text: result.summary.replace(/^[^。]*。/, ''),
    },
    facts: [
      { label: '项目（地块）', text: result.name },
      { label: '拟用途', text: result.useLabel },
      { label: '范围面积', text: `${m2Of(areaM2)} 平方米` },
      { label: '', text: `${muOf(areaM2)} 亩，${hectaresOf(areaM2)} 公顷` },
      { label: '审查日期', text: checkedOn },
      { label: '审查人', text: result.checkedBy },
      { label: '数据截至', text: result.asOf ?? checkedOn },
      { label: '规则', text: result.ruleSet },
      { label: '范围来源', text: result.wish.origin ?? '未说明' },
    ],
    sections: [
      { head: '位置', lines: [], table: null, picture },
      stepsSection(result),
      ...undecidedSection(result),
      ...conditionsSection(result),
      ...prerequisitesSection(result),
      hitsSection(result),
      ...presentSection(result),
      ...controlsSection(result),
      layersSection(result),
      ...cornersSection(result),
      ...changesSection(result),
    ].map((section, at) => ({ ...section, head: numbered(section.head, at) })),
    signatures: ['审查人：', '复核人：', '日期：', '承办单位（盖章）：'],
    foot: `面积为 CGCS2000 椭球面积；图层和版本见正文。${mark === null ? '' : mark}`,
    on: checkedOn,
  };
}

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];
const numbered = (head: string, at: number): string => `${NUMERALS[at]}、${head}`;

const stepsSection = ({ steps }: SiteResult): OpinionSection => ({
  head: '审查步骤',
  lines: [],
  picture: null,
  table: {
    columns: [
      { head: '步骤', width: 20 },
      { head: '结果', width: 11 },
      { head: '说明', width: 60 },
      { head: '规则', width: 12 },
    ],
    rows: steps.map(({ number, title, outcome, sentence, rule }) => [
      `${number} ${title}`,
      OUTCOME_LABELS[outcome],
      sentence,
      rule,
    ]),
    lights: steps.map(({ outcome }) => LIGHTS[outcome]),
  },
});

function conditionsSection({ conditions }: SiteResult): OpinionSection[] {
  if (conditions.length === 0) return [];
  const lines = conditions.map((condition, at) => `${at + 1}. ${condition}。`);
  return [{ head: '须落实的条件', lines, table: null, picture: null }];
}

/** What nobody can say from the layers there are, so that who signs knows what is left to look into. */
function undecidedSection({ steps }: SiteResult): OpinionSection[] {
  const open = steps.flatMap(({ number, parts }) =>
    parts.filter(({ outcome }) => outcome === 'unknown').map(({ sentence }) => `第 ${number} 步：${sentence}`),
  );
  if (open.length === 0) return [];
  const lines = open.map((text, at) => `${at + 1}. ${text}。`);
  return [{ head: '无法判定的事项', lines, table: null, picture: null }];
}

function prerequisitesSection({ prerequisites }: SiteResult): OpinionSection[] {
  if (prerequisites.length === 0) return [];
  return [
    {
      head: '报批前须办理的事项',
      lines: [],
      picture: null,
      table: {
        columns: [
          { head: '事项', width: 22 },
          { head: '原因', width: 50 },
          { head: '依据', width: 28 },
        ],
        rows: prerequisites.map(({ item, because, basis }) => [item, because, basis]),
        lights: prerequisites.map(() => null),
      },
    },
  ];
}

const MOST_HITS = 60;
/** Roles that a site is meant to lie in. */
const GROUND = ['district', 'development-boundary', 'present-use'];

function hitsSection({ steps }: SiteResult): OpinionSection {
  // Step 8 looks at the parcels of step 7 once more.
  const parts = steps
    .filter(({ number }) => number !== 8)
    .flatMap(({ parts }) => parts)
    .filter(({ role }) => !GROUND.includes(role));
  const all = parts.flatMap((part) => part.hits.map((hit) => ({ part, hit })));
  const shown = all.slice(0, MOST_HITS);
  const more = all.length > MOST_HITS ? [`只列前 ${MOST_HITS} 处，其余见系统。`] : [];
  return {
    head: '涉及的图斑和地块',
    lines: all.length === 0 ? ['没有。'] : more,
    picture: null,
    table:
      all.length === 0
        ? null
        : {
            columns: [
              { head: '图层', width: 22 },
              { head: '图斑（地块）', width: 24 },
              { head: '平方米', width: 16, isNumber: true },
              { head: '亩', width: 12, isNumber: true },
              { head: '公顷', width: 12, isNumber: true },
              { head: '占比', width: 11, isNumber: true },
              { head: '说明', width: 14 },
            ],
            rows: shown.map(({ part, hit }) => [
              part.roleLabel,
              [hit.name, hit.codeLabel].filter((word) => word !== null).join(' '),
              m2Of(hit.areaM2),
              muOf(hit.areaM2),
              hectaresOf(hit.areaM2),
              percentWords(hit.share),
              [hit.note, hit.isWithinTolerance && hit.areaM2 > 0 ? '误差之内' : null]
                .filter((word) => word !== null)
                .join('，'),
            ]),
            lights: shown.map(({ part }) => LIGHTS[part.outcome]),
          },
  };
}

function presentSection({ present }: SiteResult): OpinionSection[] {
  if (present.length === 0) return [];
  return [
    {
      head: '土地利用现状',
      lines: [],
      picture: null,
      table: {
        columns: [
          { head: '类别', width: 20 },
          { head: '地类', width: 30 },
          { head: '平方米', width: 18, isNumber: true },
          { head: '亩', width: 14, isNumber: true },
          { head: '公顷', width: 14, isNumber: true },
          { head: '占比', width: 12, isNumber: true },
        ],
        rows: present.map(({ group, label, areaM2, share }) => [
          group,
          label,
          m2Of(areaM2),
          muOf(areaM2),
          hectaresOf(areaM2),
          percentWords(share),
        ]),
        lights: present.map(() => null),
      },
    },
  ];
}

const number = (value: number | null): string => (value === null ? '—' : String(value));

function controlsSection({ controls, weighted }: SiteResult): OpinionSection[] {
  if (controls.length === 0) return [];
  const limits = weighted.map(({ label, unit, lower, upper }) =>
    [label, lower === null ? '' : `不低于 ${lower}${unit}`, upper === null ? '' : `不高于 ${upper}${unit}`].join(' '),
  );
  return [
    {
      head: '控制指标（按地块）',
      lines: limits.length === 0 ? [] : [`各地块按面积加权（仅供参考，不作判定）：${limits.join('；')}。`],
      picture: null,
      table: {
        columns: [
          { head: '地块', width: 24 },
          { head: '占范围', width: 12, isNumber: true },
          { head: '指标', width: 18 },
          { head: '提出', width: 11, isNumber: true },
          { head: '下限', width: 11, isNumber: true },
          { head: '上限', width: 11, isNumber: true },
          { head: '余量', width: 11, isNumber: true },
          { head: '结果', width: 12 },
        ],
        rows: controls.map(({ parcel, share, label, proposed, lower, upper, margin, outcome }) => [
          parcel,
          percentWords(share),
          label,
          ...[proposed, lower, upper, margin].map(number),
          margin === null ? '—' : OUTCOME_LABELS[outcome],
        ]),
        lights: controls.map(({ outcome, margin }) => (margin === null ? null : LIGHTS[outcome])),
      },
    },
  ];
}

/** Every role that was asked, with the version it was judged by: 无 where there is none. */
function layersSection({ steps, wish, checkedBy }: SiteResult): OpinionSection {
  const parts = steps
    .flatMap(({ parts }) => parts)
    .filter(({ role }, at, all) => all.findIndex((one) => one.role === role) === at)
    .filter(({ role }) => role !== 'project' && role !== 'site-check');
  const reasonOf = (role: string): string | undefined => {
    const told = wish.notConcerned?.find((one) => one.role === role);
    return told && `声明不涉及（${checkedBy}）：${told.reason}`;
  };
  const row = (part: SitePart): string[][] =>
    part.layers.length === 0
      ? [[part.roleLabel, reasonOf(part.role) ?? '无', '', '', '']]
      : part.layers.map(({ name, code, number: version, publishedOn }) => [
          part.roleLabel,
          name,
          code,
          `第 ${version} 版`,
          publishedOn ?? '',
        ]);
  const rows = parts.flatMap(row);
  return {
    head: '所用图层',
    lines: [],
    picture: null,
    table: {
      columns: [
        { head: '作用', width: 24 },
        { head: '图层', width: 30 },
        { head: '标识', width: 18 },
        { head: '版本', width: 12 },
        { head: '发布日期', width: 16 },
      ],
      rows,
      lights: rows.map(([, , code]) => (code === '' ? 'grey' : null)),
    },
  };
}

function changesSection({ previous, changes }: SiteResult): OpinionSection[] {
  if (previous === null) return [];
  const first = `上次审查 ${previous.number}（${previous.checkedOn}）。`;
  const lines = changes.map(({ step, text }) => `${step === null ? '' : `第 ${step} 步：`}${text}。`);
  return [
    {
      head: '与上次的不同',
      lines: [first, ...(lines.length === 0 ? ['没有不同。'] : lines)],
      table: null,
      picture: null,
    },
  ];
}

/** Said under the map: also what its marks say, for who sees the drawing without its letters. */
export const captionOf = (scale: number, bar: string, areaM2: number): string =>
  `比例尺 1:${scale.toLocaleString('en-US')}，左下线段长 ${bar}，上为北；蓝色粗线内为审查范围（${areaWords(areaM2)}）；CGCS2000 3 度带投影`;
