import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where data lives unless told otherwise: a place that an unprivileged database user can reach, for root. */
export function defaultDataDir(): string {
  return process.getuid?.() === 0 ? '/var/lib/quantu' : resolve('data');
}

/** Everything in a data directory. */
export interface Layout {
  readonly root: string;
  /** The PostgreSQL cluster. */
  readonly cluster: string;
  /** Uploaded files by hash. */
  readonly files: string;
  /** The sockets: of the database and of the lock. */
  readonly sockets: string;
  readonly log: string;
  /** What seals secrets in the database; kept apart from backups. */
  readonly key: string;
  /** Copies of PostgreSQL's programs, when those in node_modules cannot be run where they are. */
  readonly programs: string;
}

/** The longest path of a socket is 107 bytes on Linux and 103 on macOS; the database adds `/.s.PGSQL.5432.lock`. */
const LONGEST_SOCKET_DIR = 80;

export function layoutOf(dataDir: string): Layout {
  const root = resolve(dataDir);
  const sockets = join(root, 'run');
  const short = join(tmpdir(), `quantu-${createHash('sm3').update(root).digest('hex').slice(0, 16)}`);
  return {
    root,
    cluster: join(root, 'cluster'),
    files: join(root, 'files'),
    sockets: Buffer.byteLength(sockets) > LONGEST_SOCKET_DIR ? short : sockets,
    log: join(root, 'postgres.log'),
    key: join(root, 'secrets.key'),
    programs: join(root, 'postgres'),
  };
}
