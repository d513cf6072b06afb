import type { Register, Value } from '@quantu/registers';
import type { ReadDb } from '@quantu/store';
import { idsByKey } from './keys.server.ts';

const MOST_DIGITS = 12;

/** One form of all ways in which a key is written: full width, spaces, zeros in front. */
export function plainKey(text: string): string {
  const plain = text.normalize('NFKC').replace(/\s/g, '');
  return /^\d+$/.test(plain) ? plain.replace(/^0+(?=\d)/, '') : plain;
}

/** What else a key may have been: 12 was 0012 before a spreadsheet took it for a number. */
function formsOf(text: string): readonly string[] {
  const narrow = text.normalize('NFKC').replace(/\s/g, '');
  const forms = new Set([narrow]);
  if (/^\d+$/.test(narrow) && narrow.length <= MOST_DIGITS) {
    const bare = plainKey(narrow);
    for (let length = bare.length; length <= MOST_DIGITS; length++) forms.add(bare.padStart(length, '0'));
  }
  forms.delete(text);
  return [...forms];
}

/** Of rows that seem new, by their places: the key of a record that is there and differs only in how it is written. */
export async function alikeKeys(
  db: ReadDb,
  register: Register,
  rows: readonly { readonly place: number; readonly values: Readonly<Record<string, Value>> }[],
): Promise<ReadonlyMap<number, string>> {
  const name = textKey(register);
  if (name === null) return new Map();
  const asked = rows.flatMap(({ place, values }) => formsOf(keyOf(values, name)).map((form) => ({ place, form })));
  const found = await idsByKey(
    db,
    register,
    asked.map(({ form }) => ({ [name]: form })),
  );
  return new Map([...found.keys()].map((at) => [asked[at]!.place, asked[at]!.form]));
}

/** What a row has for such a field. */
export function keyOf(values: Readonly<Record<string, Value>>, name: string): string {
  const value = values[name];
  return typeof value === 'string' ? value : '';
}

/** The field that alone names a record by a text, or null. */
export function textKey({ key, fields }: Register): string | null {
  const [name] = key;
  return key.length === 1 && fields[name!]!.kind === 'text' ? name! : null;
}
