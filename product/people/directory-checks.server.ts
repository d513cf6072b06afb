import { dayInChina } from '@quantu/base';
import type { Registers } from '@quantu/registers';
import type { Derivation } from '@quantu/registers/server';
import { peopleFault } from './faults.ts';
import { countWords, openRecords } from './open-records.server.ts';

/**
 * What is looked at whenever an organisation or a person is written, however that happens: neither ends while open
 * records name it.
 */
export function directoryDerivations(registers: Registers): Readonly<Record<string, Derivation>> {
  return {
    organisation: endsEmpty(registers, 'organisation', 'organisation.open-records'),
    person: endsEmpty(registers, 'person', 'person.open-records'),
  };
}

function endsEmpty(
  registers: Registers,
  key: string,
  fault: 'organisation.open-records' | 'person.open-records',
): Derivation {
  return async (tx, rows) => {
    for (const { id, before, after } of rows) {
      const isEnding = before !== null && after !== null && after['until'] !== null && before['until'] === null;
      if (!isEnding) continue;
      const open = await openRecords(tx, registers, key, id, dayInChina(tx.at));
      if (open.length === 0) continue;
      const name = typeof after['name'] === 'string' ? after['name'] : id;
      throw peopleFault(fault, { name, counts: countWords(open) });
    }
  };
}
