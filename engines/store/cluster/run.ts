import { spawn } from 'node:child_process';
import type { Account } from './account.ts';

export interface Ran {
  readonly code: number | null;
  readonly output: string;
}

/** How PostgreSQL's programs are started: in their own session, so that Ctrl-C reaches quantu alone. */
export function spawnOptions(account: Account | null): {
  detached: true;
  cwd: '/';
  env: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
} {
  const { PATH, TMPDIR } = process.env;
  const env = { PATH, LC_ALL: 'C', TZ: 'UTC', ...(TMPDIR === undefined ? {} : { TMPDIR }) };
  return { detached: true, cwd: '/', env, ...(account ? { uid: account.uid, gid: account.gid } : {}) };
}

/** Runs a program to its end and returns its exit code and what it printed. */
export function run(program: string, args: readonly string[], account: Account | null): Promise<Ran> {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(program, args, { ...spawnOptions(account), stdio: ['ignore', 'pipe', 'pipe'] });
    const take = (chunk: Buffer): void => void (output += chunk.toString());
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => resolve({ code: null, output: error.message }));
    child.on('close', (code) => resolve({ code, output }));
  });
}
