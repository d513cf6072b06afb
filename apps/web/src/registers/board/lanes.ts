import type { Group, RegisterDescription } from '@quantu/registers';
import type { Field } from '../model/fields.ts';

/** The columns of a board: every state in its order, also the empty ones; other fields as the server groups them. */
export function lanesOf(register: RegisterDescription, field: Field, groups: readonly Group[]): readonly Group[] {
  if (field.key !== 'state') return groups;
  const known = register.states.map(
    ({ key, label }): Group => groups.find(({ value }) => value === key) ?? { value: key, label, count: 0, sums: {} },
  );
  const others = groups.filter(({ value }) => !register.states.some(({ key }) => key === value));
  return [...known, ...others];
}
