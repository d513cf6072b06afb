import { readClass } from '../profiles/old-codes.ts';
import type { Purpose, Sensitive } from './purposes.ts';
import { READINGS, ROLE_PURPOSES, SENSITIVES } from './standard-readings.ts';

/** How a class is read. A purpose of null is undecided: it is listed, never guessed. */
export interface Reading {
  readonly purpose: Purpose | null;
  readonly sensitive: Sensitive | null;
  /** Whether people live, learn or are ill there cannot be told from the class. */
  readonly isSensitiveUnknown: boolean;
}

/** Readings of codes that a run decides itself. */
export type Overrides = Readonly<Record<string, Purpose>>;

export interface ReadingLayer {
  readonly role: string | null;
  readonly standard: string | null;
  readonly overrides: Overrides;
}

/** The override key of features without a code. */
export const NO_CODE = '';

/** A reader of one layer's codes; asked the same again it answers the same object. */
export function readerOf({ role, standard, overrides }: ReadingLayer): (code: string | null) => Reading {
  const known = new Map<string, Reading>();
  return (code) => {
    const key = code ?? NO_CODE;
    const found = known.get(key);
    if (found) return found;
    const purpose = overrides[key] ?? ROLE_PURPOSES[role ?? ''] ?? purposeOf(standard, code);
    const sensitive = sensitiveOf(standard, code);
    const reading: Reading = {
      purpose,
      sensitive: sensitive === 'none' ? null : sensitive,
      isSensitiveUnknown: sensitive === null && purpose !== null && isPossiblySensitive(standard, code),
    };
    known.set(key, reading);
    return reading;
  };
}

function purposeOf(standard: string | null, code: string | null): Purpose | null {
  if (code === null) return null;
  const own = longest(READINGS[standard ?? ''], code);
  if (own !== undefined) return own;
  const { use, mayBe } = readClass(standard, code);
  const purposes = new Set(
    (use === null ? mayBe : [use]).map((one) => longest(READINGS['land-use-2023'], one) ?? null),
  );
  // A class that became several is read when all of them are read the same.
  const [only] = purposes;
  return purposes.size === 1 ? (only ?? null) : null;
}

function sensitiveOf(standard: string | null, code: string | null): Sensitive | 'none' | null {
  if (code === null) return 'none';
  const found = longest(SENSITIVES[standard ?? ''], code);
  return found === undefined ? 'none' : found;
}

const isPossiblySensitive = (standard: string | null, code: string | null): boolean =>
  code !== null && longest(SENSITIVES[standard ?? ''], code) === null;

function longest<T>(table: Readonly<Record<string, T>> | undefined, code: string): T | undefined {
  if (!table) return undefined;
  const text = code.trim().toUpperCase();
  for (let length = text.length; length > 0; length--) {
    const beginning = text.slice(0, length);
    if (Object.hasOwn(table, beginning)) return table[beginning];
  }
  return undefined;
}
