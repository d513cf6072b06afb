import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { PASSWORD } from './office.ts';

/** The program as operators start it: built when it is up to date, as `npm test` leaves it, which starts sooner. */
const DOOR = fileURLToPath(new URL('../../cli/quantu.mjs', import.meta.url));
const SERVE = [DOOR, 'serve', '--empty', '--port', '0', '--host', '127.0.0.1', '--data'];
const children: ChildProcess[] = [];

export interface ServerProcess {
  readonly child: ChildProcess;
  readonly address: string;
}

/** Starts a server of its own on a data directory, which may be that of one before; resolves when it serves. */
export async function startProcess(dataDir: string): Promise<ServerProcess> {
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn(process.execPath, [...SERVE, dataDir], { stdio: ['ignore', 'pipe', 'pipe'], env });
  children.push(child);
  const told: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => told.push(chunk.toString()));
  const lines = createInterface({ input: child.stdout });
  const address = await Promise.race([
    once(lines, 'line').then(([line]) => /http:[^（]+/.exec(String(line))![0]),
    once(child, 'exit').then(() => Promise.reject(new Error(told.join('')))),
  ]);
  return { child, address };
}

export async function killed({ child }: ServerProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Ends as an operator ends it; the exit code and signal. */
export async function ended({ child }: ServerProcess): Promise<unknown[]> {
  child.kill('SIGTERM');
  return once(child, 'exit');
}

/** For when a test failed half-way. */
export function killAll(): void {
  for (const child of children) child.kill('SIGKILL');
}

/** Makes the first administrator and the district, or signs in; the headers of every call from then on. */
export async function signedIn(
  address: string,
  path: '/api/first-administrator' | '/api/sign-in',
): Promise<Record<string, string>> {
  const answer = await fetch(`${address}${path}`, {
    method: 'POST',
    headers: { 'x-quantu-csrf': '-', 'content-type': 'application/json' },
    body: JSON.stringify({ name: '管理员', password: PASSWORD }),
  });
  const session = (await answer.json()) as { data: { csrf: string } };
  const headers = { cookie: answer.headers.get('set-cookie')!.split(';')[0]!, 'x-quantu-csrf': session.data.csrf };
  if (path === '/api/first-administrator') await makeDistrict(address, headers);
  return headers;
}

async function makeDistrict(address: string, headers: Record<string, string>): Promise<void> {
  const made = await fetch(`${address}/api/districts`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ code: '350505', name: '测试区' }),
  });
  if (!made.ok) throw new Error(`${made.status} ${await made.text()}`);
}

/** Calls below one address of a server that may be started anew between them: a step without a body, or an upload. */
export function callerOf(
  now: () => { readonly address: string; readonly headers: Record<string, string> },
  below: string,
) {
  return async <T>(method: 'GET' | 'POST', path: string, body?: FormData): Promise<T> => {
    const { address, headers } = now();
    const isStep = method === 'POST' && body === undefined;
    const answer = await fetch(`${address}${below}${path}`, {
      method,
      headers: isStep ? { ...headers, 'content-type': 'application/json' } : headers,
      ...(isStep ? { body: '{}' } : body ? { body } : {}),
    });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
}
