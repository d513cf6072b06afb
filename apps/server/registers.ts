import { peopleCodeSets, peopleRegisters } from '@quantu/people';
import { Registers, type Books } from '@quantu/registers';

/** Every register of the program. A new one is added here: `[...projectRegisters, parks]`. */
const registers: readonly unknown[] = [...peopleRegisters];

/** The registers and code sets of this program; a district adds its own versions of code sets as data. */
export const books: Books = { registers: new Registers(registers), codeSets: peopleCodeSets };
