import { organisations } from './organisation.register.ts';
import { persons, postings } from './person.register.ts';

/** Organisations and persons are registers like any other; others refer to them. */
export const peopleRegisters = [organisations, persons, postings] as const;
