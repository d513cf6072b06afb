import { strFromU8, unzipSync } from 'fflate';
import { BUNDLE_FILES } from './bundle.ts';
import { BundleError, type BundleReader, type Damage } from './verify.ts';

/** More than any report has, and less than a machine's memory. */
const MOST_BYTES = 1_000_000_000;
const METHODS = [0, 8];

export interface OpenedBundle {
  readonly read: BundleReader;
  /** What was damaged or changed in the file since the bundle was made. */
  readonly damaged: readonly Damage[];
}

/** A bundle's files, and what is wrong with them as files. Runs in a browser too; `hash`: SM3 of bytes. */
export function openBundle(bytes: Uint8Array, hash: (data: Uint8Array) => string): OpenedBundle {
  const { files, damaged } = unpacked(bytes);
  const read: BundleReader = (name) => (Object.hasOwn(files, name) ? strFromU8(files[name]!) : null);
  return { read, damaged: [...damaged, ...unlike(files, read, hash, new Set(damaged.map(({ name }) => name)))] };
}

type Files = Readonly<Record<string, Uint8Array>>;

function unpacked(bytes: Uint8Array): { readonly files: Files; readonly damaged: readonly Damage[] } {
  const members = membersOf(bytes);
  const damaged = [...members].flatMap(([name, { count, method }]): Damage[] => {
    if (count > 1) return [{ name, text: `${name} 在证据包里有 ${count} 份，无法知道哪一份是签发的`, isChange: false }];
    return METHODS.includes(method) ? [] : [{ name, text: `${name} 用了本程序解不开的压缩方法`, isChange: false }];
  });
  const bad = new Set(damaged.map(({ name }) => name));
  const wanted = [...members.keys()].filter((name) => !bad.has(name));
  try {
    return { files: unzipSync(bytes, { filter: ({ name }) => !bad.has(name) }), damaged };
  } catch {
    // One member that cannot be unpacked keeps nobody from the others.
    const files: Record<string, Uint8Array> = {};
    for (const name of wanted) {
      try {
        Object.assign(files, unzipSync(bytes, { filter: (member) => member.name === name }));
      } catch {
        damaged.push({ name, text: `${name} 解不开，已损坏`, isChange: false });
      }
    }
    return { files, damaged };
  }
}

interface Member {
  readonly count: number;
  readonly method: number;
}

/** The list at the end of the file; a folder is no member. */
function membersOf(bytes: Uint8Array): ReadonlyMap<string, Member> {
  const members = new Map<string, Member>();
  let total = 0;
  try {
    unzipSync(bytes, {
      filter: ({ name, originalSize, compression }) => {
        total += originalSize;
        if (total > MOST_BYTES) throw new BundleError('证据包解开后超过 1 GB，不像是签发报告的证据包');
        if (!name.endsWith('/')) members.set(name, { count: (members.get(name)?.count ?? 0) + 1, method: compression });
        return false;
      },
    });
  } catch (error) {
    if (error instanceof BundleError) throw error;
    throw new BundleError('这不是证据包（zip），或文件已损坏');
  }
  return members;
}

/** Against the list of digests that the bundle was closed with. */
function unlike(
  files: Files,
  read: BundleReader,
  hash: (data: Uint8Array) => string,
  known: ReadonlySet<string>,
): Damage[] {
  const name = BUNDLE_FILES.files;
  const list = read(name);
  if (list === null) return [{ name, text: `证据包里没有 ${name}，无法知道其他文件是否完好`, isChange: false }];
  const digests = digestsIn(list);
  if (digests === null) return [{ name, text: `${name} 读不出来，文件可能已损坏`, isChange: false }];
  const listed = Object.entries(digests).flatMap(([one, digest]): Damage[] => {
    if (known.has(one)) return [];
    if (!Object.hasOwn(files, one)) return [{ name: one, text: `缺少 ${one}`, isChange: true }];
    return hash(files[one]!) === digest ? [] : [{ name: one, text: `${one} 被改动或损坏`, isChange: true }];
  });
  const added = Object.keys(files).filter((one) => one !== name && !one.endsWith('/') && !Object.hasOwn(digests, one));
  return [...listed, ...added.map((one) => ({ name: one, text: `${one} 是后来加进去的`, isChange: true }))];
}

function digestsIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
