/** A plan of the invented district, as far as it has come. */
export interface WorldPlan {
  readonly code: string;
  readonly name: string;
  readonly kind: 'overall' | 'detailed' | 'special' | 'village' | 'old-city' | 'old-land' | 'sector' | 'other';
  readonly level: 'county' | 'town' | 'zone' | 'village';
  readonly state: 'planned' | 'compiling' | 'draft' | 'consulting' | 'reviewing' | 'submitted' | 'approved' | 'updating' | 'superseded'; // prettier-ignore
  readonly from: string;
  readonly until: string;
  /** Days of the steps it has taken, in their order: 编制, 初步成果, 征求意见, 评审, 上报, 批复. */
  readonly days: readonly string[];
  readonly number?: string;
  readonly supersedes?: string;
}

type Told = readonly [
  code: string,
  name: string,
  kind: WorldPlan['kind'],
  level: WorldPlan['level'],
  state: WorldPlan['state'],
  years: string,
  ...days: readonly string[],
];

/** All are invented. */
const TOLD: readonly Told[] = [
  ['GH-01', '东屿区国土空间总体规划', 'overall', 'county', 'submitted', '2021-2035', '2020-03-10', '2022-06-20', '2023-05-15', '2024-09-12', '2026-04-20'], // prettier-ignore
  ['GH-02', '东屿城市总体规划', 'old-city', 'county', 'approved', '2011-2030', '2009-04-01', '2010-06-01', '2010-10-12', '2011-05-20', '2011-12-08', '2012-08-15'], // prettier-ignore
  ['GH-03', '东屿区土地利用总体规划', 'old-land', 'county', 'approved', '2006-2020', '2008-03-01', '2009-02-10', '2009-07-20', '2010-01-15', '2010-06-30', '2010-12-30'], // prettier-ignore
  ['GH-04', '中山片区控制性详细规划', 'detailed', 'zone', 'approved', '2016-2030', '2014-09-01', '2015-06-10', '2015-11-20', '2016-04-12', '2016-08-01', '2016-11-08'], // prettier-ignore
  ['GH-05', '滨海新城片区控制性详细规划', 'detailed', 'zone', 'approved', '2022-2035', '2020-11-02', '2021-07-15', '2021-10-18', '2022-01-20', '2022-04-06', '2022-06-17'], // prettier-ignore
  ['GH-06', '北港园区控制性详细规划', 'detailed', 'zone', 'approved', '2025-2035', '2023-08-01', '2024-05-10', '2024-09-18', '2025-03-06', '2025-07-22', '2025-11-10'], // prettier-ignore
  ['GH-07', '石桥片区控制性详细规划', 'detailed', 'zone', 'approved', '2025-2035', '2023-09-10', '2024-06-15', '2024-11-02', '2025-04-11', '2025-09-03', '2026-01-16'], // prettier-ignore
  ['GH-08', '南湾片区控制性详细规划', 'detailed', 'zone', 'reviewing', '2026-2035', '2024-10-08', '2025-12-10', '2026-05-06', '2026-09-15'], // prettier-ignore
  ['GH-09', '东屿区林地保护利用规划', 'sector', 'county', 'approved', '2021-2030', '2019-06-01', '2020-05-08', '2020-11-10', '2021-04-15', '2021-08-20', '2021-12-01'], // prettier-ignore
  ['GH-10', '北港石化基地安全控制区规划', 'special', 'zone', 'approved', '2019-2030', '2018-02-05', '2018-09-11', '2019-01-22', '2019-05-16', '2019-07-30', '2019-09-30'], // prettier-ignore
  ['GH-11', '东屿区地质灾害防治规划', 'sector', 'county', 'approved', '2021-2025', '2020-10-12', '2021-05-20', '2021-08-11', '2021-11-05', '2021-12-28', '2022-03-18'], // prettier-ignore
  ['GH-12', '东溪片区控制性详细规划', 'detailed', 'zone', 'consulting', '2026-2035', '2025-03-01', '2026-04-20', '2026-08-31'], // prettier-ignore
  ['GH-13', '东港片区控制性详细规划修编', 'detailed', 'zone', 'compiling', '2026-2035', '2026-05-11'],
  ['GH-14', '东屿区停车场专项规划', 'special', 'county', 'compiling', '2026-2035', '2026-06-18'],
  ['GH-15', '东屿区低效用地再开发专项规划', 'special', 'county', 'draft', '2025-2030', '2025-08-12', '2026-07-30'],
  ['GH-16', '滨海风景道专项规划', 'special', 'zone', 'draft', '2025-2035', '2025-10-20', '2026-09-28'],
  ['GH-17', '东屿区工业区块线划定规划', 'special', 'county', 'consulting', '2026-2035', '2025-05-06', '2026-02-14', '2026-08-05'], // prettier-ignore
  ['GH-18', '东屿区规划单元划定', 'special', 'county', 'reviewing', '2026-2035', '2025-04-08', '2025-11-19', '2026-03-20', '2026-07-08'], // prettier-ignore
  ['GH-19', '东屿区临港产业发展规划', 'sector', 'county', 'approved', '2026-2035', '2025-01-10', '2025-06-30', '2025-09-26', '2026-01-15', '2026-04-03', '2026-06-26'], // prettier-ignore
  ['GH-20', '东屿区新型储能产业规划', 'sector', 'county', 'draft', '2026-2030', '2026-01-20', '2026-09-10'],
  ['GH-21', '东屿区排水防涝综合规划', 'special', 'county', 'updating', '2020-2035', '2019-03-01', '2019-10-18', '2020-03-12', '2020-06-30', '2020-09-22', '2020-12-18'], // prettier-ignore
  ['GH-22', '西岭镇后厝村村庄规划', 'village', 'village', 'approved', '2023-2035', '2022-05-10', '2022-11-01', '2023-02-15', '2023-05-18', '2023-08-09', '2023-10-12'], // prettier-ignore
  ['GH-23', '东屿区一刻钟便民生活圈规划', 'special', 'county', 'planned', '2027-2035'],
];

/** The catalogue: 23 plans in every state from 拟编制 to 动态更新. */
export function worldPlans(): readonly WorldPlan[] {
  return TOLD.map(([code, name, kind, level, state, years, ...days]) => {
    const [from, until] = years.split('-') as [string, string];
    const number =
      days[5] === undefined
        ? {}
        : { number: `东政综〔${days[5].slice(0, 4)}〕${Number(code.slice(3)) + 40}号（虚构）` };
    return {
      code,
      name: `${name}（${from}—${until}年）（虚构）`,
      kind,
      level,
      state,
      from,
      until,
      days,
      ...number,
      ...(code === 'GH-01' ? { supersedes: 'GH-03' } : {}),
    };
  });
}
