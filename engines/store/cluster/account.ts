import { readFileSync, statSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { storeFault } from '../faults.ts';

/** The user the database runs as, when it cannot be ours: PostgreSQL refuses to run as root. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
}

/** Null: the database runs as we do. For root: who owns the cluster already, else `quantu` if there is one, else nobody. */
export function databaseAccount(clusterDir: string): Account | null {
  if (process.getuid?.() !== 0) return null;
  const users = passwd();
  const owner = statOrNull(clusterDir);
  if (owner && owner.uid !== 0) {
    return users.find(({ uid }) => uid === owner.uid) ?? { uid: owner.uid, gid: owner.gid, name: String(owner.uid) };
  }
  const named = (name: string): Account | undefined => users.find((user) => user.name === name && user.uid !== 0);
  return named('quantu') ?? named('nobody') ?? { uid: 65534, gid: 65534, name: 'nobody' };
}

/** Null also when there can be nothing: a part of the path is a file. */
function statOrNull(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}

function passwd(): Account[] {
  let text: string;
  try {
    text = readFileSync('/etc/passwd', 'utf8');
  } catch {
    return []; // an image without /etc/passwd: the usual numbers are used
  }
  return text.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}

/** The first directory on the way to `path`, itself included, that the account may not enter, or null. */
export function unreachable(path: string, account: Account): string | null {
  const way = [path];
  while (dirname(way[0]!) !== way[0]) way.unshift(dirname(way[0]!));
  return way.find((directory) => !mayEnter(directory, account)) ?? null;
}

function mayEnter(directory: string, { uid, gid }: Account): boolean {
  const found = statOrNull(directory);
  if (!found) return true;
  const bit = found.uid === uid ? 0o100 : found.gid === gid ? 0o010 : 0o001;
  return (found.mode & bit) !== 0;
}

/** Says in one sentence which directory keeps the database out. */
export function assertReachable(path: string, account: Account): void {
  const directory = unreachable(path, account);
  if (directory !== null) throw storeFault('store.unreachable-directory', { directory, user: account.name });
}
