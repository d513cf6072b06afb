import { allOf, everyone, isOpen, type Rule } from './access.ts';
import { fieldsOfFormula, parseFormula } from './formula.ts';
import type { Field } from './fields.ts';
import type { Register } from './register.ts';

/** Who sees a field whole. */
const wholeRule = ({ read = everyone, unmasked = everyone }: Field): Rule => allOf(read, unmasked);

/** Does whoever passes the one rule pass the other, on every record? By their form: it may say no where it is so. */
export function implies(one: Rule, other: Rule): boolean {
  if (other.rule === 'everyone' || one.rule === 'nobody') return true;
  if (other.rule === 'all') return other.of.every((part) => implies(one, part));
  if (one.rule === 'any') return one.of.every((part) => implies(part, other));
  if (one.rule === 'all' && one.of.some((part) => implies(part, other))) return true;
  if (other.rule === 'any') return other.of.some((part) => implies(one, part));
  if (one.rule === 'role' && other.rule === 'role') return one.roles.every((role) => other.roles.includes(role));
  if (one.rule === 'state' && other.rule === 'state') return one.states.every((state) => other.states.includes(state));
  if (one.rule === 'organisation' || one.rule === 'person') return one.rule === other.rule && one.field === other.field;
  return false;
}

/** What is computed of a field tells what the field hides, so it is not for more people than each of its parts. */
export function openComputedProblem({ fields }: Register): string | null {
  for (const [name, field] of Object.entries(fields)) {
    if (field.kind !== 'computed') continue;
    const used = fieldsOfFormula(parseFormula(field.formula));
    const told = used.find((part) => !implies(wholeRule(field), wholeRule(fields[part]!)));
    if (told !== undefined)
      return `${name} is computed from ${told} and more people may read it; give it read and unmasked of ${told}`;
  }
  return null;
}

/** A figure is one number for everybody: of a field that not everybody reads only where the declaration says why. */
export function openFiguresProblem({ fields, figures = {} }: Register): string | null {
  for (const [name, figure] of Object.entries(figures)) {
    if (figure.figure === 'share' || figure.openBecause) continue;
    const conditions = [...(figure.where ?? []), ...(figure.was ?? []).flatMap(({ where }) => where)];
    const used = [...conditions.map(({ field }) => field), ...('of' in figure ? [figure.of] : [])];
    const hidden = used.find((field) => Object.hasOwn(fields, field) && !isOpen(wholeRule(fields[field]!)));
    if (hidden !== undefined) {
      return `figure ${name} tells everybody of ${hidden}, which not everybody may read; say why in openBecause`;
    }
  }
  return null;
}
