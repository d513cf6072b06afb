import type { Field } from './fields.ts';

export interface FieldGroup {
  readonly label: string | null;
  readonly fields: readonly Field[];
}

/** Fields under their headings, in the order in which the headings first appear; those without one come first. */
export function groupsOf(fields: readonly Field[]): readonly FieldGroup[] {
  const labels = [...new Set(fields.map(({ group }) => group))].sort((a, b) => Number(a !== null) - Number(b !== null));
  return labels.map((label) => ({ label, fields: fields.filter(({ group }) => group === label) }));
}
