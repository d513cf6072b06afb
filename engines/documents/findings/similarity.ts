/** Words every report uses; they say nothing about its themes. */
const COMMON: ReadonlySet<string> = new Set(
  `工作 推进 加强 提升 完善 落实 建设 发展 管理 服务 办理 情况 意见 审议 进一 一步 加快 强化 推动 实施 开展 组织 积极 全面
   着力 深入 持续 机制 制度 重点 项目 方面 有关 相关 部门 单位 问题 城市 区域 质量 水平 能力 体系 保障 措施 改进`.split(
    /\s+/u,
  ),
);

/** Weighted bigrams of Han text: a title counts more than the text below it. */
export type Profile = Map<string, number>;

export function profileOf(parts: readonly { text: string; weight: number }[]): Profile {
  const profile: Profile = new Map();
  for (const { text, weight } of parts) {
    for (const run of text.match(/\p{Script=Han}{2,}/gu) ?? []) {
      for (let index = 0; index + 2 <= run.length; index++) {
        const pair = run.slice(index, index + 2);
        if (!COMMON.has(pair)) profile.set(pair, Math.max(profile.get(pair) ?? 0, weight));
      }
    }
  }
  return profile;
}

/** What is in few profiles tells most: the weight of a bigram falls with the number of profiles that have it. */
export function rarity(profiles: readonly Profile[]): Map<string, number> {
  const spread = new Map<string, number>();
  for (const profile of profiles) for (const pair of profile.keys()) spread.set(pair, (spread.get(pair) ?? 0) + 1);
  return new Map([...spread].map(([pair, count]) => [pair, Math.log((profiles.length + 1) / count)]));
}

/** Cosine of two profiles, 0 to 1. */
export function similarity(a: Profile, b: Profile, rare: ReadonlyMap<string, number>): number {
  let shared = 0;
  for (const [pair, weight] of a) {
    const other = b.get(pair);
    if (other !== undefined) shared += weight * other * (rare.get(pair) ?? 0) ** 2;
  }
  const size = Math.sqrt(lengthOf(a, rare) * lengthOf(b, rare));
  return size === 0 ? 0 : shared / size;
}

function lengthOf(profile: Profile, rare: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [pair, weight] of profile) sum += (weight * (rare.get(pair) ?? 0)) ** 2;
  return sum;
}
