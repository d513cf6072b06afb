import pg, { type PoolConfig } from 'pg';
import { Fault } from '@quantu/base';
import { storeFault } from './faults.ts';

const OLDEST = 150_000;

/** The server of `DATABASE_URL`, looked at before it is used: complete, reachable, new enough, UTF-8, with rights. */
export async function externalServer(url: string): Promise<PoolConfig> {
  const server = nameOf(url);
  const config: PoolConfig = { connectionString: url };
  const client = new pg.Client({ ...config, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await assertUsable(client, server);
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw storeFault('store.url-unreachable', { server, reason: reasonOf(error) });
  } finally {
    await client.end().catch(() => undefined);
  }
  return config;
}

/** `host:port/database`: what may be shown of an address that holds a password. */
function nameOf(url: string): string {
  const reason = (text: string): Error => storeFault('store.url', { reason: text });
  if (url.trim() === '') throw reason('内容是空的');
  if (!URL.canParse(url)) throw reason('不是一个网址');
  const { protocol, hostname, port, pathname, searchParams } = new URL(url);
  if (protocol !== 'postgres:' && protocol !== 'postgresql:') throw reason('不以 postgres:// 开头');
  const host = hostname || searchParams.get('host');
  if (!host) throw reason('没有主机');
  if (pathname.length <= 1) throw reason('没有数据库名');
  return `${host}${port ? `:${port}` : ''}${pathname}`;
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reasons: Readonly<Record<string, string>> = {
    ECONNREFUSED: '没有程序在该端口应答',
    ENOTFOUND: '找不到该主机',
    ETIMEDOUT: '没有回应',
    '28P01': '用户名或密码不对',
    '28000': '不允许该用户登录',
    '3D000': '没有这个数据库',
    '42501': '没有权限',
  };
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}

async function assertUsable(client: pg.Client, server: string): Promise<void> {
  const { rows } = await client.query<{
    number: string;
    version: string;
    encoding: string;
    user: string;
    may: boolean;
  }>(
    `select current_setting('server_version_num') as number, current_setting('server_version') as version,
       current_setting('server_encoding') as encoding, current_user as user,
       has_database_privilege(current_database(), 'create') as may`,
  );
  const found = rows[0]!;
  if (Number(found.number) < OLDEST) throw storeFault('store.url-version', { server, found: found.version });
  if (found.encoding !== 'UTF8') throw storeFault('store.url-encoding', { server, found: found.encoding });
  if (!found.may) throw storeFault('store.url-rights', { server, user: found.user });
}
