import path from 'node:path';
import { isDemoUnfinished, makeDemo } from '@quantu/demo';
import { serve as startServing } from '@quantu/server';
import type { Store } from '@quantu/store';
import { parse, say, UsageError, type Command } from '../command.ts';
import { whereabouts } from '../store.ts';

const OPTIONS = {
  port: { type: 'string', default: process.env.PORT ?? '8080' },
  host: { type: 'string', default: process.env.HOST ?? '127.0.0.1' },
  data: { type: 'string' },
  demo: { type: 'boolean' },
  empty: { type: 'boolean' },
} as const;
const USAGE = '[--port 8080] [--host 127.0.0.1] [--data 目录] [--demo | --empty]';

export const serve: Command = {
  usage: `serve ${USAGE}`,
  summary: '启动服务和网页；首次启动生成虚构的演示区，--empty 则不生成；--host 0.0.0.0 供其他电脑访问',
  run: (args) => run(args),
};

/** `npm start`; the door builds the pages first. */
export const start: Command = {
  ...serve,
  usage: `start ${USAGE}`,
  summary: '同 serve，并先构建有变化的网页（npm start 就是它）',
};

async function run(args: string[]): Promise<void> {
  const { values } = parse(args, OPTIONS);
  const port = values.port.trim() === '' ? Number.NaN : Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`端口 ${values.port} 不对，应为 0 到 65535`);
  if (values.demo && values.empty) throw new UsageError('--demo 和 --empty 不能同时使用');
  const serving = await startServing({
    ...whereabouts(values),
    port,
    host: values.host,
    webDir: path.resolve(import.meta.dirname, '..', '..', 'web', 'dist'),
    prepare: (store) => prepare(store, values),
    log: (line) => void process.stderr.write(`${line}\n`),
  });
  say(`泉图已启动：${serving.address}（按 Ctrl+C 停止）`);
  await serving.stopped;
}

/** A fresh installation gets the demonstration district, so that nobody meets an empty product; one begun is finished. */
async function prepare(store: Store, { demo, empty }: { demo?: boolean; empty?: boolean }): Promise<void> {
  if (empty) return;
  if (demo || (await store.districts()).length === 0 || (await isDemoUnfinished(store))) await makeDemo(store);
}
