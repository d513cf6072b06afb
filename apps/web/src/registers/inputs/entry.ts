import type { Value } from '@quantu/registers';
import { editText, readTyped } from '../model/typed.ts';
import type { Field } from '../model/fields.ts';

/** What stands in an input: a value, or a text that is none yet and why. */
export interface Entry {
  readonly value: Value;
  /** What people read in place of a chosen code or reference. */
  readonly label?: string | undefined;
  readonly problem?: { readonly text: string; readonly says: string } | undefined;
}

export interface InputProps {
  readonly field: Field;
  readonly entry: Entry;
  readonly onChange: (entry: Entry) => void;
  readonly id?: string;
  readonly autoFocus?: boolean;
  readonly isDisabled?: boolean;
  /** Read aloud where no label element points at the input. */
  readonly ariaLabel?: string;
}

/** The entry of a typed text. */
export function typedEntry(field: Field, text: string): Entry {
  const { value, problem } = readTyped(field, text);
  return problem === null ? { value } : { value: null, problem: { text, says: problem } };
}

export function entryText(field: Field, { value, problem }: Entry): string {
  return problem ? problem.text : editText(field, value);
}
