import { MACHINES } from '@quantu/people';
import type { ReadDb } from '@quantu/store';

/** From account names, which the records keep, to what people are called; what has no account has a name of ours. */
export async function displayNames(db: ReadDb, names: readonly (string | null)[]): Promise<(name: string) => string> {
  const asked = [...new Set(names.filter((name) => name !== null))];
  if (asked.length === 0) return (name) => name;
  const rows = await db.selectFrom('account').select(['name', 'display_name']).where('name', 'in', asked).execute();
  const known = new Map(rows.map(({ name, display_name: displayName }) => [name, displayName]));
  return (name) => known.get(name) ?? MACHINES.get(name) ?? name;
}
