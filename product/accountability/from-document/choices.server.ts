import { departmentFunction } from '@quantu/documents';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';

/** A unit of the district that exists today. */
export interface Known {
  readonly id: string;
  readonly name: string;
  readonly shortName: string | null;
  readonly kind: string;
}

export async function knownUnits(db: ReadDb, today: string): Promise<readonly Known[]> {
  const { rows } = await sql<Known>`select id, name, short_name as "shortName", kind from organisation
    where until is null or until > ${today}::date order by rank nulls last, name`.execute(db);
  return rows;
}

/** How a unit may be written in a text of its own district. */
export const spellingsOf = ({ name, shortName }: Known): readonly string[] =>
  [...new Set([name, shortName ?? '', withoutPlace(name)])].filter((one) => one !== '');

const withoutPlace = (name: string): string => name.replace(/^.{1,8}?[区县市](?=.{3,})/u, '');

/** Which unit a text means: by a name of it, else by what a department is there for, when only one does that. */
export function unitCalled(called: string, known: readonly Known[]): Known | null {
  const plain = withoutPlace(called);
  const named = known.filter((one) =>
    spellingsOf(one).some((name) => name === called || name === plain || name === `区${plain}`),
  );
  if (named.length === 1) return named[0]!;
  const does = departmentFunction(called);
  if (does === null) return named[0] ?? null;
  const same = known.filter(({ name, kind }) => kind === 'department' && departmentFunction(name) === does);
  return same.length === 1 ? same[0]! : null;
}

/** The congress's own body, the more special the better: 城建环资工委 before 人大常委会. */
export function committeeIn(text: string, known: readonly Known[]): Known | null {
  const bodies = known.filter(({ kind }) => kind === 'congress');
  const named = bodies
    .filter((one) => spellingsOf(one).some((name) => name.length >= 4 && text.includes(name)))
    .toSorted((a, b) => Number(isSpecial(b)) - Number(isSpecial(a)) || b.name.length - a.name.length);
  return named[0] ?? bodies.find(isSpecial) ?? bodies[0] ?? null;
}

const isSpecial = ({ name }: Known): boolean => /工委|专委|委员会办公室|工作委员会/.test(name) && !/办公室$/.test(name);

/** Who handles: the government's office, else the government. */
export const officeOf = (known: readonly Known[]): Known | null => {
  const isOffice = ({ name }: Known): boolean => /(?:政府|^)办公室$|政府办$/.test(name);
  // Some districts list their office among the departments.
  return (
    known.find((one) => one.kind === 'government' && isOffice(one)) ??
    known.find((one) => one.kind !== 'congress' && isOffice(one)) ??
    known.find(({ kind }) => kind === 'government') ??
    null
  );
};

/** The kind a unit that is put in now is of, by its name. */
export const kindOf = (name: string): string =>
  /人大|人民代表大会/.test(name)
    ? 'congress'
    : /政府(?:办公室)?$|政府办$/.test(name)
      ? 'government'
      : /[镇乡]$|街道(?:办事处)?$/.test(name)
        ? 'territory'
        : /公司$|集团$/.test(name)
          ? 'state-company'
          : 'department';
