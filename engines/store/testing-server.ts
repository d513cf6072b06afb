import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { databaseAccount } from './cluster/account.ts';
import { findBinaries, installedHome } from './cluster/binaries.ts';
import { prepareDirectories } from './cluster/directories.ts';
import { makeCluster } from './cluster/initdb.ts';
import { layoutOf } from './cluster/paths.ts';
import { connectionOf, startPostmaster } from './cluster/postmaster.ts';

/** A server of the oldest version that `DATABASE_URL` may point at, as an administrator would hand it out. */
export interface OldServer {
  /** A new empty database whose owner is an ordinary user, not a superuser. */
  database(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** The programs of PostgreSQL 15, or null, said aloud, when they are not installed for this platform. */
export function oldHome(): string | null {
  const home = installedHome(`postgres-15-${process.platform}-${process.arch}`);
  if (home === null) console.warn('PostgreSQL 15 is not installed for this platform: what needs it is skipped');
  return home;
}

/** Starts it over TCP on a free port of the loopback interface. */
export async function startOldServer(home: string): Promise<OldServer> {
  const dir = mkdtempSync(join(tmpdir(), 'quantu-old-'));
  const layout = layoutOf(dir);
  const account = databaseAccount(layout.cluster);
  await prepareDirectories(layout, account);
  const binaries = await findBinaries(layout.programs, account, home);
  await makeCluster(layout.cluster, binaries, account);
  const port = await freePort();
  const settings = [
    ['listen_addresses', '127.0.0.1'] as const,
    ['port', String(port)] as const,
    ['fsync', 'off'] as const,
  ];
  const child = await startPostmaster({ ...layout, port, binaries, account, settings });
  const clean = (): void => {
    child.kill('SIGQUIT');
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', clean);
  const admin = connectionOf(layout.sockets, 'postgres', port);
  await run(admin, "create role office login createdb password 'secret'");
  return {
    database: async (name) => {
      await run(admin, `create database ${name} owner office`);
      return `postgres://office:secret@127.0.0.1:${port}/${name}`;
    },
    stop: () =>
      new Promise((resolve) => {
        process.off('exit', clean);
        child.once('exit', () => {
          rmSync(dir, { recursive: true, force: true });
          resolve();
        });
        child.kill('SIGINT');
      }),
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo; // a TCP server's address is never text
      server.close(() => resolve(port));
    });
  });
}

async function run(config: pg.ClientConfig, statement: string): Promise<void> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
