import type { Slip } from './finding.ts';
import type { LintWords } from './words.ts';

/** Names and words that have one right form. */
export function termSlips(text: string, words: LintWords): Slip[] {
  return [...formerNames(text, words), ...misspelt(text, words), ...formulas(text, words), ...nearNames(text, words)];
}

/** All places of a word in a text. */
export function placesOf(text: string, word: string): number[] {
  const found: number[] = [];
  if (word === '') return found;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) found.push(at);
  return found;
}

/** 区环保局, but not 生态环保局, not 原环保局 and no office that the district has. */
function formerNames(text: string, { former, organisations }: LintWords): Slip[] {
  const known = organisations.flatMap(({ name, short }) => [name, ...short]);
  const longestFirst = former.toSorted((a, b) => b.was.length - a.was.length);
  const taken: [from: number, to: number][] = [];
  return longestFirst.flatMap(({ was, now }) =>
    placesOf(text, was).flatMap((from) => {
      const to = from + was.length;
      if (taken.some((one) => one[0] < to && from < one[1])) return [];
      const before = text.slice(Math.max(0, from - 6), from);
      if (!/(?:^|[^\p{Script=Han}]|[省市州区县旗国][级属直]?|与|和|由|向|会同|及|原)$/u.test(before)) return [];
      if (/原[^，。；]{0,5}$/u.test(before) || known.some((name) => name.endsWith(was))) return [];
      taken.push([from, to]);
      return [
        {
          code: 'former-name' as const,
          severity: was.endsWith('部门') ? ('info' as const) : ('warn' as const),
          from,
          to,
          text: `“${was}”是机构改革前的名称，现为“${now}”（名称以本地“三定”规定为准）；说的是当时的机构，请在前面加“原”`,
          fix: now,
        },
      ];
    }),
  );
}

function misspelt(text: string, { spellings }: LintWords): Slip[] {
  return spellings.flatMap(({ wrong, right }) =>
    placesOf(text, wrong).map((from) => ({
      code: 'misspelt' as const,
      severity: 'warn' as const,
      from,
      to: from + wrong.length,
      text: `“${wrong}”应为“${right}”`,
      fix: right,
    })),
  );
}

const LONGEST_FORMULA = 24;

function formulas(text: string, words: LintWords): Slip[] {
  return words.formulas.flatMap(({ begins, ends, whole }) =>
    placesOf(text, begins).flatMap((from) => {
      const at = text.indexOf(ends, from + begins.length);
      const said = text.slice(from, at + ends.length);
      if (at < 0 || said.length > LONGEST_FORMULA || said === whole || /[，。；]/u.test(said)) return [];
      return [
        {
          code: 'formula' as const,
          severity: 'error' as const,
          from,
          to: from + said.length,
          text: `固定表述应为“${whole}”，文中是“${said}”`,
          fix: whole,
        },
      ];
    }),
  );
}

const SHORTEST_NAME = 5;

/** 区住房和乡城建设局: one character wrong, missing or too many in the name of an office that the district has. */
function nearNames(text: string, { organisations }: LintWords): Slip[] {
  const names = [...new Set(organisations.flatMap(({ name, short }) => [name, ...short]))];
  return names
    .filter((name) => name.length >= SHORTEST_NAME)
    .flatMap((name) =>
      placesOf(text, name.slice(0, 3))
        .map((from) => nearAt(text, from, name))
        .filter((said) => said !== null)
        .filter(({ said }) => !names.includes(said) && !names.some((other) => said.endsWith(other)))
        .map(({ from, said }) => ({
          code: 'unknown-name' as const,
          severity: 'warn' as const,
          from,
          to: from + said.length,
          text: `机构名录里没有“${said}”，是否为“${name}”`,
          fix: name,
        })),
    );
}

/** The text at `from` when it ends like the name and differs from it by one swap or one character. */
function nearAt(text: string, from: number, name: string): { from: number; said: string } | null {
  if (text.startsWith(name, from)) return null;
  for (const length of [name.length, name.length - 1, name.length + 1]) {
    const said = text.slice(from, from + length);
    if (said.length === length && said.at(-1) === name.at(-1) && isNear(said, name)) return { from, said };
  }
  return null;
}

/** Characters by which two offices differ on purpose: 第一中学 and 第二中学. */
const TELLING = /[一二三四五六七八九十\d甲乙东西南北中上下大小新老省市县区镇乡村总分]/u;

function isNear(said: string, name: string): boolean {
  let from = 0;
  while (from < said.length && said[from] === name[from]) from++;
  let tail = 0;
  while (tail < Math.min(said.length, name.length) - from && said.at(-1 - tail) === name.at(-1 - tail)) tail++;
  const [mine, theirs] = [said.slice(from, said.length - tail), name.slice(from, name.length - tail)];
  const isSwap = mine.length === 2 && theirs.length === 2 && mine[0] === theirs[1] && mine[1] === theirs[0];
  return isSwap || (mine.length <= 1 && theirs.length <= 1 && !TELLING.test(mine + theirs));
}
