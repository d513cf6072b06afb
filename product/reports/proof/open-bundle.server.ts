import { sm3 } from '@quantu/base/server';
import { strFromU8, unzipSync } from 'fflate';
import { BUNDLE_FILES } from './bundle.ts';
import { BundleError, type BundleReader } from './verify.ts';

/** More than any report has, and less than a machine's memory. */
const MOST_BYTES = 1_000_000_000;

/** A bundle's files, and sentences about those that were damaged or changed since it was made. */
export function openBundle(bytes: Uint8Array): { readonly read: BundleReader; readonly damaged: readonly string[] } {
  const files = unpacked(bytes);
  const read: BundleReader = (name) => (Object.hasOwn(files, name) ? strFromU8(files[name]!) : null);
  return { read, damaged: damagedIn(files, read) };
}

function unpacked(bytes: Uint8Array): Readonly<Record<string, Uint8Array>> {
  let total = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ originalSize }) => {
        total += originalSize;
        if (total > MOST_BYTES) throw new BundleError('证据包解开后超过 1 GB，不像是签发报告的证据包');
        return true;
      },
    });
  } catch (error) {
    if (error instanceof BundleError) throw error;
    throw new BundleError('这不是证据包（zip），或文件已损坏');
  }
}

function damagedIn(files: Readonly<Record<string, Uint8Array>>, read: BundleReader): string[] {
  const list = read(BUNDLE_FILES.files);
  if (list === null) return [`证据包里没有 ${BUNDLE_FILES.files}，无法知道其他文件是否完好`];
  const digests = digestsIn(list);
  if (digests === null) return [`${BUNDLE_FILES.files} 读不出来，文件可能已损坏`];
  const listed = Object.entries(digests).flatMap(([name, digest]) => {
    if (!Object.hasOwn(files, name)) return [`缺少 ${name}`];
    return sm3(files[name]!) === digest ? [] : [`${name} 被改动或损坏`];
  });
  const added = Object.keys(files).filter((name) => name !== BUNDLE_FILES.files && !Object.hasOwn(digests, name));
  return [...listed, ...added.map((name) => `${name} 是后来加进去的`)];
}

function digestsIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
