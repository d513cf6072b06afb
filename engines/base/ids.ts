/**
 * A new identifier: UUID version 7 (RFC 9562), so that ids made later sort later.
 * Uses Web Crypto, so it runs in the browser and in Node alike.
 */
export function newId(now: number = Date.now()): string {
  const bytes = randomBytes16();
  for (let i = 5, rest = now; i >= 0; i--, rest = Math.floor(rest / 256)) bytes[i] = rest % 256;
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const POOL_IDS = 256;
const pool = new Uint8Array(16 * POOL_IDS);
let used = POOL_IDS;

/** Random bytes are fetched for many ids at a time: asking for each costs more than the rest of an id. */
function randomBytes16(): Uint8Array {
  if (used === POOL_IDS) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  const start = 16 * used++;
  return pool.slice(start, start + 16);
}

const ID_TEXT = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export function isId(text: string): boolean {
  return ID_TEXT.test(text);
}
