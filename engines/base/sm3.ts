import { createHash } from 'node:crypto';

/** SM3 (GB/T 32905-2016) of bytes or UTF-8 text, 64 hex digits. From Node's OpenSSL. */
export function sm3(data: Uint8Array | string): string {
  return createHash('sm3').update(data).digest('hex');
}

/** A running SM3, for streams of bytes or UTF-8 text. */
export function sm3Stream(): { update(chunk: Uint8Array | string): void; digest(): string } {
  const hash = createHash('sm3');
  return { update: (chunk) => void hash.update(chunk), digest: () => hash.digest('hex') };
}
