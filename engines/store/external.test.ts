import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from './index.ts';
import { oldHome, startOldServer, type OldServer } from './testing-server.ts';

const open = (databaseUrl: string) => openStore({ dataDir: join(tmpdir(), 'quantu-never'), databaseUrl, rooms: [] });

describe('a DATABASE_URL that is', () => {
  test.each([
    ['', '内容是空的'],
    ['  ', '内容是空的'],
    ['localhost:5432', '不以 postgres:// 开头'],
    ['just words', '不是一个网址'],
    ['mysql://u:p@localhost/db', '不以 postgres:// 开头'],
    ['postgres:///db', '没有主机'],
    ['postgres://u:p@localhost', '没有数据库名'],
    ['postgres://u:p@localhost/', '没有数据库名'],
  ])('%j stops the start: %s', async (url, reason) => {
    await expect(open(url)).rejects.toThrow(reason);
  });

  test('right but answered by nobody stops the start, without its password in the sentence', async () => {
    const port = await unusedPort();
    const url = `postgres://u:hidden@127.0.0.1:${port}/db`;
    const failing = open(url);
    await expect(failing).rejects.toThrow(
      `连不上 DATABASE_URL 指向的数据库 127.0.0.1:${port}/db：没有程序在该端口应答`,
    );
    await expect(failing).rejects.not.toThrow('hidden');
  });

  test('answered by something that is no PostgreSQL stops the start', async () => {
    const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)); // TCP: never text
    });
    await expect(open(`postgres://u:p@127.0.0.1:${port}/db`)).rejects.toMatchObject({ code: 'store.url-unreachable' });
    server.close();
  });
});

async function unusedPort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo; // TCP: never text
      server.close(() => resolve(port));
    });
  });
}

describe.skipIf(oldHome() === null)('a server whose', () => {
  let server: OldServer;
  let url: string;
  beforeAll(async () => {
    server = await startOldServer(oldHome()!);
    url = await server.database('office');
  });
  afterAll(() => server.stop());
  const at = (database: string): string => url.replace(/[^/]+$/, database);

  test('database is not there, or not to be written to, or not UTF-8, is refused with the reason', async () => {
    await expect(open(at('nowhere'))).rejects.toThrow('没有这个数据库');
    const client = new pg.Client(url);
    await client.connect();
    await client.query("create database latin encoding 'LATIN1' locale 'C' template template0");
    await client.end();
    await expect(open(at('latin'))).rejects.toThrow('编码是 LATIN1，需要 UTF8');
    await expect(open(at('postgres'))).rejects.toMatchObject({ code: 'store.url-rights' });
  });
});
