import { parseDay } from '@quantu/base';
import { askedOf, seriesOf, valueOf, waterfallBetween } from '@quantu/indicators/server';
import { programViewer } from '@quantu/registers';
import { books } from '@quantu/server';
import { DISTRICT, manyProjects, PROJECTS } from './many-projects.ts';

const TURNS = 5;
const MONTHS = 24;
const REGISTER = 'city-project';

/** Figures of a register of 200,000 records: the number, its line over months, and why it changed. */
export async function benchIndicators(): Promise<string> {
  const { store, close } = await manyProjects();
  try {
    const db = store.read(DISTRICT);
    const ask = (key: string, words = {}) => askedOf(books, REGISTER, key, words);
    const fall = (key: string, from: string, words = {}) =>
      waterfallBetween(db, books, ask(key, words), parseDay(from)!, programViewer('bench'));
    const scope = { scope: 'programme:traffic' };
    const lines = [
      await measured('数字：计数', () => valueOf(db, books, ask('projects'))),
      await measured('数字：求和', () => valueOf(db, books, ask('total'))),
      await measured('数字：求和，截至 6 月 30 日', () => valueOf(db, books, ask('total', { asOf: '2026-06-30' }))),
      await measured(`${MONTHS} 个月月末：计数`, () => seriesOf(db, books, ask('projects'), MONTHS)),
      await measured(`${MONTHS} 个月月末：求和`, () => seriesOf(db, books, ask('total'), MONTHS)),
      await measured(`${MONTHS} 个月月末：一个专项`, () => seriesOf(db, books, ask('total', scope), MONTHS)),
      await measured(`${MONTHS} 个月月末：比率`, () => seriesOf(db, books, ask('rate'), MONTHS)),
      await measured('瀑布：全部是新增', () => fall('total', '2025-12-31')),
      await measured('瀑布：一半是新增', () => fall('total', '2026-05-31')),
      await measured('瀑布：只有二十分之一改过', () => fall('total', '2026-10-31')),
      await measured('瀑布：比率', () => fall('rate', '2026-05-31')),
    ];
    return [`${PROJECTS} 条记录上的指标（毫秒）\t中位数\t最慢`, ...lines, ''].join('\n');
  } finally {
    await close();
  }
}

async function measured(name: string, run: () => Promise<unknown>): Promise<string> {
  await run();
  const times: number[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    const from = performance.now();
    await run();
    times.push(performance.now() - from);
  }
  const sorted = times.toSorted((a, b) => a - b);
  return `${name}\t${sorted[TURNS >> 1]!.toFixed(0)}\t${sorted.at(-1)!.toFixed(0)}`;
}
