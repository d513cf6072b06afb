/**
 * A new identifier: UUID version 7 (RFC 9562), so that ids made later sort later.
 * Uses Web Crypto, so it runs in the browser and in Node alike.
 */
export function newId(now: number = Date.now()): string {
  if (used === POOL_IDS) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  const at = RANDOM_BYTES * used++;
  const time = now.toString(16).padStart(12, '0').slice(-12);
  const hex = (byte: number): string => HEX[pool[at + byte]!]!;
  const version = HEX[0x70 | (pool[at]! & 0x0f)]! + hex(1);
  const variant = HEX[0x80 | (pool[at + 2]! & 0x3f)]! + hex(3);
  const node = hex(4) + hex(5) + hex(6) + hex(7) + hex(8) + hex(9);
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}-${node}`;
}

/** Random bytes are fetched for many ids at a time: asking for each costs more than the rest of an id. */
const RANDOM_BYTES = 10;
const POOL_IDS = 400;
const pool = new Uint8Array(RANDOM_BYTES * POOL_IDS);
let used = POOL_IDS;
const HEX: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

const ID_TEXT = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export function isId(text: string): boolean {
  return ID_TEXT.test(text);
}
