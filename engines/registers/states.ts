import type { Rule } from './access.ts';
import type { Condition } from './conditions.ts';

export interface State {
  readonly label: string;
  /** How it stands in lists and on the board; a light is always colour, shape and word. */
  readonly light?: 'green' | 'yellow' | 'red' | 'grey';
  /** By when it is left again, counted from entering it. Working days follow the State Council's calendar. */
  readonly deadline?: { readonly days: number } | { readonly workdays: number } | { readonly months: number };
  /** Nothing is written any more in this state except by an amendment transition. */
  readonly isFinal?: boolean;
}

export interface Transition {
  readonly label: string;
  readonly from: readonly string[];
  readonly to: string;
  readonly by: Rule;
  /** Fields that have a value, or files, before or with the step: the evidence it asks for. */
  readonly requires?: readonly string[];
  /** Fields that are asked for in the step's dialog besides `requires`. */
  readonly asks?: readonly string[];
  /** All of these hold, else the sentence is said. */
  readonly guards?: readonly { readonly when: Condition; readonly says: string }[];
  /** A reason has to be given: ending, returning. */
  readonly needsReason?: boolean;
  /** A day field that takes the day of the step when it is empty. */
  readonly dates?: string;
}

/** States of a record and the steps between them. */
export interface States {
  readonly initial: string;
  readonly states: Readonly<Record<string, State>>;
  readonly transitions: Readonly<Record<string, Transition>>;
}

/** Checks what can be checked without the fields, and keeps the exact type. */
export function defineStates<const S extends States>(states: S): S {
  const names = Object.keys(states.states);
  const known = (name: string) => names.includes(name);
  if (!known(states.initial)) throw new Error(`no state ${states.initial} to begin with`);
  for (const [key, { from, to }] of Object.entries(states.transitions)) {
    const missing = [...from, to].find((name) => !known(name));
    if (missing !== undefined) throw new Error(`transition ${key}: no state ${missing}`);
  }
  return states;
}
