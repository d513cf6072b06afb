import { fork } from 'node:child_process';
import { once } from 'node:events';
import { OVERLAY_NODE_FLAGS } from '@quantu/geometry';
import { parse, say, UsageError, type Command } from '../command.ts';

/** Each prints its table and loads only what it measures. */
const benches: Record<string, (withPeers: boolean) => Promise<void>> = {
  reading: async () => say((await import('@quantu/documents/server')).benchReading()),
  typeset: async () => say(await (await import('@quantu/documents/server')).benchTypeset()),
  store: async () => say(await (await import('@quantu/store/testing')).benchStore()),
  import: async () => say(await (await import('../import.bench.ts')).benchImport()),
  'spatial-import': async () => say(await (await import('../spatial-import.bench.ts')).benchSpatialImport()),
  figures: async () => say(await (await import('../figures.bench.ts')).benchFigures()),
  indicators: async () => say(await (await import('../indicators.bench.ts')).benchIndicators()),
  registers: async () => say(await (await import('@quantu/registers/testing')).benchRegisters()),
  browser: async () => say(await (await import('../browser.bench.ts')).benchBrowser()),
  overlay: async (withPeers) => {
    if (OVERLAY_NODE_FLAGS.every((flag) => process.execArgv.includes(flag)))
      say(await (await import('@quantu/geometry/testing')).benchOverlay(withPeers));
    else await asWorker('overlay', withPeers, OVERLAY_NODE_FLAGS);
  },
  tiles: async () => {
    const { books, rooms } = await import('@quantu/server');
    say(await (await import('@quantu/plans/testing')).benchTiles(rooms, books));
  },
  'site-check': async () => {
    const { books, rooms } = await import('@quantu/server');
    say(await (await import('@quantu/plans/testing')).benchSites(rooms, books));
  },
  'report-lint': async () => say((await import('@quantu/reports/testing')).benchReportLint()),
  reports: async () => say(await (await import('../reports.bench.ts')).benchReports()),
  start: async () => say(await (await import('../start.bench.ts')).benchStart()),
};

/** In a process like the one that does this work in the product. */
async function asWorker(name: string, withPeers: boolean, flags: readonly string[]): Promise<void> {
  const args = ['bench', name, ...(withPeers ? ['--peers'] : [])];
  const child = fork(process.argv[1]!, args, { execArgv: [...flags], stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`bench ${name} ended with ${code}`);
}

export const bench: Command = {
  usage: `bench [${Object.keys(benches).join(' | ')}] [--peers]`,
  summary: '性能测试：固定随机种子，有同类软件时同场比较并给出倍数',
  async run(args) {
    const { positionals, values } = parse(args, { peers: { type: 'boolean', default: false } }, { min: 0, max: 1 });
    const [only] = positionals;
    if (only !== undefined && !Object.hasOwn(benches, only)) throw new UsageError(`没有名为 ${only} 的测试`);
    for (const [name, run] of Object.entries(benches)) if (only === undefined || only === name) await run(values.peers);
  },
};
