import { figuresOf, inlinesOf, plainOf } from '../text.ts';
import { Linter } from './linter.ts';
import { longReport, seeded, typed } from './long-report.testing.ts';
import { DEFAULT_WORDS } from './words.ts';

const KEYSTROKES = 400;
const WARM_UP = 60;

interface Took {
  readonly wall: number;
  readonly cpu: number;
}

const ranked = (times: readonly Took[], what: keyof Took, share: number): number =>
  times.map((one) => one[what]).toSorted((a, b) => a - b)[Math.floor(times.length * share)]!;

/** From a keystroke to what the linter says of a report of 30 pages with 400 bound figures. Gives a table to print. */
export function benchReportLint(): string {
  const random = seeded(7);
  const { text: begin, looks } = longReport();
  const linter = new Linter();
  let text = begin;
  const took = (by: Linter): Took => {
    const [start, cpu] = [performance.now(), process.cpuUsage()];
    by.lint({ text, looks, words: DEFAULT_WORDS });
    const wall = performance.now() - start;
    const { user, system } = process.cpuUsage(cpu);
    return { wall, cpu: (user + system) / 1000 };
  };
  const first = took(linter);
  for (let key = 0; key < WARM_UP; key++) {
    text = typed(text, random);
    took(linter);
  }
  const times = Array.from({ length: KEYSTROKES }, () => {
    text = typed(text, random);
    return took(linter);
  });
  const again = took(new Linter());
  const characters = begin.sections
    .flatMap(({ blocks }) => blocks)
    .reduce((sum, block) => sum + plainOf(inlinesOf(block)).length, 0);
  const line = (name: string, { wall, cpu }: Took) =>
    `${wall.toFixed(1).padStart(8)} ${cpu.toFixed(1).padStart(8)}  ${name}`;
  const rank = (share: number): Took => ({ wall: ranked(times, 'wall', share), cpu: ranked(times, 'cpu', share) });
  return [
    `报告校核：${characters} 字、${figuresOf(begin.sections).length} 个绑定数字；预算：一次按键到结果 100 毫秒`,
    '毫秒：经过的和处理器的',
    line('第一次（进程刚启动）', first),
    line('第一次（程序已热）', again),
    line(`按键后，中位数（${KEYSTROKES} 次）`, rank(0.5)),
    line('按键后，99% 以内', rank(0.99)),
  ].join('\n');
}
