import { endOfDayInChina, parseDay } from '@quantu/base';
import {
  describeRegister,
  mayPass,
  parseFilter,
  type Books,
  type Condition,
  type Register,
  type RegisterDescription,
  type Selection,
  type Sort,
  type Viewer,
} from '@quantu/registers';
import { deskFault } from './faults.ts';

/** The register of an address, when the viewer may read any of it. */
export function registerOf(books: Books, viewer: Viewer, key: string): Register {
  const register = books.registers.get(key);
  if (!register || !mayPass(register.access.read, viewer)) throw deskFault('register.unknown', { register: key });
  return register;
}

/** Every register the viewer may read, as they are told of it. */
export function catalogueFor(books: Books, viewer: Viewer): RegisterDescription[] {
  return books.registers.all
    .filter(({ access }) => mayPass(access.read, viewer))
    .map((register) => describeRegister(register, viewer));
}

export interface SelectionWords {
  readonly filter?: string | undefined;
  readonly text?: string | undefined;
  readonly asOf?: string | undefined;
}

/** What an address asks for. Whether its fields exist is asked by whoever reads. */
export function selectionOf({ filter, text, asOf }: SelectionWords): Selection {
  return { conditions: conditionsOf(filter), text, asOf: instantOfDay(asOf) };
}

function conditionsOf(filter = ''): readonly Condition[] {
  const conditions = parseFilter(filter);
  if (conditions === null) throw deskFault('selection.filter');
  return conditions;
}

/** As of a day means: when that day ended in China. */
export function instantOfDay(asOf: string | undefined): string | undefined {
  if (asOf === undefined) return undefined;
  const day = parseDay(asOf);
  if (!day) throw deskFault('selection.day', { day: asOf });
  return endOfDayInChina(day);
}

export const listOf = (text: string | undefined): string[] => (text ?? '').split(',').filter((part) => part !== '');

export function sortsOf(text: string | undefined): Sort[] {
  return listOf(text).map((part) => ({ field: part.replace(/^-/, ''), isDescending: part.startsWith('-') }));
}
