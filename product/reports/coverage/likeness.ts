import type { CoveredItem, Likeness, ReportSentence } from './model.ts';

/** Words that every report uses tell nothing. */
const COMMON = new Set(
  '工作 推进 加强 提升 完善 落实 建设 发展 管理 服务 办理 情况 意见 加快 强化 推动 实施 开展 全面 着力 深入 持续 机制 重点 项目 我区 区委 区政 政府 完成 进一 一步'.split(
    ' ',
  ),
);
const LEAST = 0.22;
const MOST_A_SENTENCE = 3;

/** Pairs of Han characters, and whole numbers and quoted names: a number in common tells more than a word. */
function wordsOf(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (const run of text.match(/\p{Script=Han}{2,}/gu) ?? []) {
    for (let at = 0; at + 2 <= run.length; at++) {
      const pair = run.slice(at, at + 2);
      if (!COMMON.has(pair)) words.add(pair);
    }
  }
  for (const number of text.match(/\d+(?:\.\d+)?/g) ?? []) if (number.length > 1) words.add(`#${number}`);
  return words;
}

/** Which tasks sentences that cite nothing may be about: for a person to confirm. Linear in what is shared. */
export function likenesses(sentences: readonly ReportSentence[], items: readonly CoveredItem[]): readonly Likeness[] {
  const tasks = items.flatMap(({ matter, tasks: own }) =>
    own.map(({ id, measure, evidence }) => {
      const said = evidence.flatMap(({ summary, figure }) => [summary, figure]);
      return { id, words: wordsOf([measure, matter, ...said].join('。')) };
    }),
  );
  const holders = new Map<string, number[]>();
  for (const [at, { words }] of tasks.entries())
    for (const word of words) holders.set(word, [...(holders.get(word) ?? []), at]);
  return sentences.flatMap((sentence) => {
    const words = wordsOf(sentence.text);
    const shared = new Map<number, number>();
    for (const word of words) {
      const found = holders.get(word);
      if (!found || found.length > Math.max(4, tasks.length / 2)) continue;
      const weight = (word.startsWith('#') ? 3 : 1) / Math.sqrt(found.length);
      for (const at of found) shared.set(at, (shared.get(at) ?? 0) + weight);
    }
    return [...shared]
      .map(([at, weight]): Likeness => {
        const size = Math.sqrt(Math.max(1, Math.min(words.size, tasks[at]!.words.size)) * 4);
        return {
          sentence: sentence.id,
          record: tasks[at]!.id,
          score: Math.min(1, Math.round((weight / size) * 50) / 100),
        };
      })
      .filter(({ score }) => score >= LEAST)
      .toSorted((a, b) => b.score - a.score || (a.record < b.record ? -1 : 1))
      .slice(0, MOST_A_SENTENCE);
  });
}
