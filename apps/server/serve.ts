import { sealSecrets } from '@quantu/people/server';
import { openStore, type Store } from '@quantu/store';
import type { FastifyInstance } from 'fastify';
import { createServer } from './create-server.ts';
import { serverFault } from './faults.ts';
import { driftsOf } from './registers.ts';
import { rooms } from './rooms.ts';

export interface ServeOptions {
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
  readonly port: number;
  /** Which of the machine's addresses to listen on; `0.0.0.0` for all. */
  readonly host: string;
  readonly webDir?: string | undefined;
  /** Runs before the first call is taken: the demonstration district of a fresh installation. */
  readonly prepare?: (store: Store) => Promise<void>;
  /** Takes lines for the operator. */
  readonly log?: (line: string) => void;
}

export interface Serving {
  /** Where the pages are: `http://127.0.0.1:8080`. */
  readonly address: string;
  readonly store: Store;
  /** Resolves when the server has stopped, also by a signal. */
  readonly stopped: Promise<void>;
  stop(): Promise<void>;
}

/** Opens the store and serves until SIGTERM or SIGINT. Faults of the start are thrown, with nothing left running. */
export async function serve({
  dataDir,
  databaseUrl,
  port,
  host,
  webDir,
  prepare,
  log,
}: ServeOptions): Promise<Serving> {
  const store = await openStore({ dataDir, databaseUrl, rooms, ...(log ? { log } : {}) });
  let app: FastifyInstance | null = null;
  try {
    await sealSecrets(store, log);
    await prepare?.(store);
    app = await createServer({ store, webDir, log: process.stderr.isTTY ? 'warn' : 'info' });
    await listen(app, port, host);
    for (const drift of await driftsOf(store)) log?.(drift);
  } catch (error) {
    await app?.close();
    await store.close();
    throw error;
  }
  return serving(app, store);
}

async function listen(app: FastifyInstance, port: number, host: string): Promise<void> {
  try {
    await app.listen({ port, host });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE') throw serverFault('server.port-taken', { port });
    const reason = error instanceof Error ? error.message : String(error);
    throw code === undefined ? error : serverFault('server.address', { host, port, reason });
  }
}

function serving(app: FastifyInstance, store: Store): Serving {
  const bound = app.server.address();
  const port = typeof bound === 'object' && bound ? bound.port : 0;
  const at =
    typeof bound === 'object' && bound && !['0.0.0.0', '::'].includes(bound.address) ? bound.address : '127.0.0.1';
  let stopping: Promise<void> | null = null;
  const stopped = deferred();
  const stop = (): Promise<void> => {
    stopping ??= app
      .close()
      .then(() => store.close())
      .finally(() => {
        for (const signal of SIGNALS) process.off(signal, onSignal);
        stopped.resolve();
      });
    return stopping;
  };
  const onSignal = (): void => void stop();
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return { address: `http://${at.includes(':') ? `[${at}]` : at}:${port}`, store, stopped: stopped.promise, stop };
}

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
