import { accountabilityCodeSets, accountabilityRegisters } from '@quantu/accountability';
import { accountabilityDerivations } from '@quantu/accountability/server';
import { peopleCodeSets, peopleRegisters, ROLES } from '@quantu/people';
import { directoryDerivations } from '@quantu/people/server';
import { planCodeSets, planRegisters } from '@quantu/plans';
import { projectCodeSets, projectRegisters } from '@quantu/projects';
import { projectDerivations } from '@quantu/projects/server';
import { reportRegisters } from '@quantu/reports';
import { reportDerivations } from '@quantu/reports/server';
import { checkBooks, Registers, type Books, type Register } from '@quantu/registers';
import { driftOf } from '@quantu/registers/server';
import type { Store } from '@quantu/store';
import { VERSION } from './version.ts';

/** Every register of the program. A new one is added here: `[...projectRegisters, parks]`. */
const registers: readonly Register[] = [
  ...peopleRegisters,
  ...projectRegisters,
  ...planRegisters,
  ...accountabilityRegisters,
  ...reportRegisters,
];

const all = new Registers(registers);

/** The registers and code sets of this program; a district adds its own versions of code sets as data. */
export const books: Books = checkBooks(
  {
    registers: all,
    codeSets: [...peopleCodeSets, ...projectCodeSets, ...planCodeSets, ...accountabilityCodeSets],
    derivations: {
      ...directoryDerivations(all),
      ...projectDerivations,
      ...accountabilityDerivations(() => books),
      ...reportDerivations(() => books, VERSION),
    },
  },
  Object.keys(ROLES),
);

/** Sentences about districts whose tables are not as the registers are declared: a migration is missing. */
export async function driftsOf(store: Store): Promise<readonly string[]> {
  const drifts: string[] = [];
  for (const { code, name } of await store.districts()) {
    for (const sentence of await driftOf(store.read(code), all)) drifts.push(`${name}（${code}）：${sentence}`);
  }
  return drifts;
}
