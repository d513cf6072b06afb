import {
  describeRegister,
  mayPass,
  passesAlways,
  seesWhole,
  SYSTEM_FIELDS,
  type Register,
  type Viewer,
} from '@quantu/registers';
import { indicatorFault } from './faults.ts';
import { figureOf, plainKeys, type Asked } from './asked.ts';
import { definitionsOf } from '@quantu/figures';
import type { Books } from '@quantu/registers';

/** Who may read some record of a register sees its published figures; the rest does not know that they are there. */
export function maySee(register: Register, viewer: Viewer): boolean {
  return mayPass(register.access.read, viewer);
}

export function checkSees(books: Books, viewer: Viewer, register: string, figure: string): void {
  if (!maySee(figureOf(books, register, figure).register, viewer)) throw indicatorFault('indicator.unknown');
}

/**
 * A published figure is the program's sum over all rows. Its groups, periods and rows would tell single values: they are
 * only for who may read every record and sees whole every field that the figure looks at.
 */
export function mayNarrow(
  { register, figure, key }: Pick<Asked, 'register' | 'figure' | 'key'>,
  viewer: Viewer,
): boolean {
  if (!passesAlways(register.access.read, viewer)) return false;
  const open = new Set<string>(SYSTEM_FIELDS);
  for (const { key, isFilterable } of describeRegister(register, viewer).fields) {
    if (isFilterable && seesWhole(register, viewer, key)) open.add(key);
  }
  return plainKeys(figure, key).every((part) => {
    const plain = register.figures![part]!;
    const fields = [
      ...definitionsOf(plain).flatMap(({ where }) => where.map(({ field }) => field)),
      ...('of' in plain ? [plain.of] : []),
      ...(plain.period === undefined ? [] : [plain.period]),
    ];
    return fields.every((field) => open.has(field));
  });
}

export function checkNarrows(asked: Asked, viewer: Viewer): void {
  if (!mayNarrow(asked, viewer)) throw indicatorFault('indicator.hidden', { label: asked.figure.label });
}

/** The group fields that a viewer sees whole. */
export function isShown(register: Register, viewer: Viewer, field: string): boolean {
  const isThere = describeRegister(register, viewer).fields.some(
    ({ key, isFilterable }) => key === field && isFilterable,
  );
  return isThere && seesWhole(register, viewer, field);
}
