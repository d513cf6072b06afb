import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
export const KEY_BYTES = 32;

/**
 * Seals what has to be read again but must not lie open in the database or a backup: `sealed:1:KEY:…`, with the first
 * signs of the key's digest, a nonce, the text under AES-256-GCM and its tag. `place` says where a value belongs, so that
 * one cannot be put in another's stead.
 */
export interface SecretBox {
  readonly keyId: string;
  seal(text: string, place: string): string;
  /** Null: sealed by another key, for another place, or not at all. */
  open(sealed: string, place: string): string | null;
}

const SEALED = /^sealed:1:([0-9a-f]{8}):([A-Za-z0-9_-]+)$/;

export function isSealed(value: string): boolean {
  return SEALED.test(value);
}

export function secretBox(key: Uint8Array): SecretBox {
  const keyId = createHash('sm3').update(key).digest('hex').slice(0, 8);
  return {
    keyId,
    seal(text, place) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(place));
      const body = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `sealed:1:${keyId}:${body.toString('base64url')}`;
    },
    open(sealed, place) {
      const [, by, text = ''] = SEALED.exec(sealed) ?? [];
      const body = Buffer.from(text, 'base64url');
      if (by !== keyId || body.length < NONCE_BYTES + TAG_BYTES) return null;
      const decipher = createDecipheriv(CIPHER, key, body.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(place))
        .setAuthTag(body.subarray(-TAG_BYTES));
      try {
        return decipher.update(body.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
      } catch {
        return null; // the tag does not fit: changed, or put in another's stead
      }
    },
  };
}
