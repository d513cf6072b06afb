import { dayInChina, instantOf, canonicalJson } from '@quantu/base';
import { sm3 } from '@quantu/base/server';
import type { Candidate, Scope } from '@quantu/figures';
import { normalSubject } from '@quantu/product-documents';
import type { Books, Register } from '@quantu/registers';
import { codeBook } from '@quantu/registers/server';
import type { ReadDb } from '@quantu/store';
import { groupFields, hasPeriod } from './asked.ts';

/** Every declared figure with what it can be called by in a report, and a fingerprint of all that. */
export interface Catalogue {
  readonly candidates: readonly Candidate[];
  readonly fingerprint: string;
}

/** Raised when the matching itself changes, so that what was found before is looked at again. */
const MATCHER = 1;

export async function catalogueOf(db: ReadDb, books: Books): Promise<Catalogue> {
  const codes = await codeBook(db, books, dayInChina(instantOf(new Date())));
  const scopesOf = (register: Register, key: string): Scope[] =>
    groupFields(register, key).flatMap((field) => {
      const declared = register.fields[field];
      if (declared?.kind !== 'code') return [];
      return codes.all(declared.set).map(({ code, label }) => ({ field, value: code, label }));
    });
  const candidates = books.registers.all.flatMap((register) =>
    Object.entries(register.figures ?? {}).map(([key, figure]) => ({
      register: register.name,
      figure: key,
      how: figure.figure,
      names: [figure.label, ...(figure.names ?? [])].map(normalSubject),
      unit: figure.unit,
      hasPeriod: hasPeriod(register, key),
      scopes: scopesOf(register, key),
    })),
  );
  const facts = candidates.map(({ scopes, names, hasPeriod: isByPeriod, ...rest }) => ({
    ...rest,
    names: [...names],
    isByPeriod,
    scopes: scopes.map(({ field, value, label }) => [field, value, label]),
  }));
  return { candidates, fingerprint: sm3(canonicalJson([MATCHER, facts])).slice(0, 16) };
}
