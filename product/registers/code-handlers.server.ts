import { dayInChina, instantOf, parseDay, type Code, type Day } from '@quantu/base';
import { answer, type Mounted } from '@quantu/people/server';
import { mayPass, type Books, type Viewer } from '@quantu/registers';
import { codeVersions, isChosenFrom, putCodeVersion, removeCodeVersion } from '@quantu/registers/server';
import type { ReadDb, Store } from '@quantu/store';
import { Value } from '@sinclair/typebox/value';
import { CodeRow, MOST_CODES, codeRoutes as routes, type CodeSetRow } from './codes.contract.ts';
import { deskFault } from './faults.ts';

/** What answers for code sets. */
export function codeHandlers(store: Store, books: Books): Mounted[] {
  const sets = async (district: string, viewer: Viewer) => ({
    data: await codeSetsFor(store.read(district), books, viewer),
  });
  return [
    answer(routes.codeSets, ({ params, person }) => sets(params.district, person.viewer)),
    answer(routes.putCodes, async ({ params: { district, set: key }, person, body }) => {
      const label = body.label ?? books.codeSets.find((set) => set.key === key)?.label ?? key;
      const wish = { ...body, key, label, from: dayOf(body.from), codes: body.codes.map(codeOf) };
      const change = { district, actor: person.name, action: 'codes.put', subject: key, reason: body.source };
      await store.transact(change, (tx) => putCodeVersion(tx, books, wish));
      return sets(district, person.viewer);
    }),
    answer(routes.removeCodes, async ({ params: { district, set, version }, person }) => {
      const change = { district, actor: person.name, action: 'codes.remove', subject: set };
      await store.transact(change, (tx) => removeCodeVersion(tx, books, set, version));
      return sets(district, person.viewer);
    }),
  ];
}

/** Every set of the program in its versions, with the fields that are filled from it. */
export async function codeSetsFor(db: ReadDb, books: Books, viewer: Viewer): Promise<CodeSetRow[]> {
  const versions = await codeVersions(db, books, dayInChina(instantOf(new Date())));
  return books.codeSets.map(({ key, label }) => ({
    key,
    label,
    usedBy: usesOf(books, viewer, key),
    isOpen: isChosenFrom(books, key),
    versions: versions
      .filter((version) => version.key === key)
      .map(({ version, label, source, from, standing, codes }) => ({
        version,
        label,
        source,
        from,
        standing,
        codes: codes.map((code) => ({ ...code })),
      })),
  }));
}

function usesOf({ registers }: Books, viewer: Viewer, set: string): CodeSetRow['usedBy'] {
  return registers.all
    .filter(({ access }) => mayPass(access.read, viewer))
    .flatMap((register) =>
      Object.values(register.fields).flatMap((field) => {
        const isHere = field.kind === 'code' && field.set === set && (!field.read || mayPass(field.read, viewer));
        return isHere ? [{ register: register.name, label: register.label, field: field.label }] : [];
      }),
    );
}

/** A list of codes as it stands in a file or a call; null when it is none. Throws the sentence of a day that is none. */
export function codesFrom(list: unknown): readonly Code[] | null {
  const isList = Array.isArray(list) && list.length > 0 && list.length <= MOST_CODES;
  if (!isList) return null;
  const rows = list.filter((row): row is CodeRow => Value.Check(CodeRow, row));
  return rows.length === list.length ? rows.map(codeOf) : null;
}

function dayOf(text: string): Day {
  const day = parseDay(text);
  if (!day) throw deskFault('selection.day', { day: text });
  return day;
}

function codeOf({ code, label, parent, from, until }: CodeRow): Code {
  return {
    code,
    label: label.trim(),
    ...(parent === undefined ? {} : { parent }),
    ...(from === undefined ? {} : { from: dayOf(from) }),
    ...(until === undefined ? {} : { until: dayOf(until) }),
  };
}
