import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const RUNS = 5;

/** Time from the command to an answering `/healthz`: on an empty data directory, and on one that is there. */
export async function benchStart(): Promise<string> {
  const cold: number[] = [];
  const warm: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const data = await mkdtemp(path.join(tmpdir(), 'quantu-start-'));
    cold.push(await secondsToAnswer(data));
    warm.push(await secondsToAnswer(data));
    await rm(data, { recursive: true, force: true });
  }
  const row = (name: string, times: number[]) =>
    `${name}\t${median(times).toFixed(2)}\t${Math.min(...times).toFixed(2)}–${Math.max(...times).toFixed(2)}`;
  return [
    '启动到 /healthz 应答（秒）\t中位数\t最小–最大',
    row('首次（建库、建演示区）', cold),
    row('再次', warm),
    '',
  ].join('\n');
}

async function secondsToAnswer(data: string): Promise<number> {
  const from = performance.now();
  const door = path.resolve(import.meta.dirname, 'quantu.mjs');
  const server = spawn(process.execPath, [door, 'serve', '--port', '0', '--data', data], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    for await (const line of createInterface({ input: server.stdout })) {
      const address = /http:\/\/[\d.:]+/.exec(line)?.[0];
      if (address && (await fetch(`${address}/healthz`)).ok) return (performance.now() - from) / 1000;
    }
    throw new Error('the server stopped before it answered');
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
