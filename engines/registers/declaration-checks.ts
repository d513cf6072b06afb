import type { Rule } from './access.ts';
import { SYSTEM_FIELDS } from './conditions.ts';
import { isFiles, isGeometry, type Field } from './fields.ts';
import type { Books, Register } from './register.ts';

const statesOf = (rule: Rule): readonly string[] =>
  rule.rule === 'state' ? rule.states : 'of' in rule ? rule.of.flatMap(statesOf) : [];
const rolesOf = (rule: Rule): readonly string[] =>
  rule.rule === 'role' ? rule.roles : 'of' in rule ? rule.of.flatMap(rolesOf) : [];

/** Every rule of a register: of records, of fields, of steps. */
function rulesOf({ access, fields, states }: Register): readonly Rule[] {
  const ofFields = Object.values(fields).flatMap(({ read, write, unmasked }) => [read, write, unmasked]);
  const ofSteps = Object.values(states?.transitions ?? {}).map(({ by }) => by);
  return [access.read, access.write, access.create, access.remove, ...ofFields, ...ofSteps].filter(
    (rule) => rule !== undefined,
  );
}

/** What a rule, a step or a figure says of states. */
export function statesProblem(register: Register): string | null {
  const { states, figures = {}, fields } = register;
  const known = Object.keys(states?.states ?? {});
  const conditions = Object.values(figures).flatMap((figure) =>
    figure.figure === 'share' ? [] : (figure.where ?? []),
  );
  const named = [
    ...rulesOf(register).flatMap(statesOf),
    ...conditions.filter(({ field, op }) => field === 'state' && op.startsWith('is')).flatMap(({ values }) => values),
  ];
  const missing = named.find((state) => !known.includes(state));
  if (missing !== undefined) return `it speaks of the state ${missing}, which there is not`;
  for (const [step, { guards = [], dates }] of Object.entries(states?.transitions ?? {})) {
    const field = guards.map(({ when }) => when.field).find((name) => !isKnown(register, name));
    if (field !== undefined) return `step ${step} looks at ${field}, which is no field`;
    if (dates !== undefined && fields[dates]?.kind !== 'day') return `step ${step} dates ${dates}, which is no day`;
  }
  return null;
}

const isKnown = ({ fields }: Register, name: string): boolean =>
  Object.hasOwn(fields, name) || SYSTEM_FIELDS.some((one) => one === name);

/** An integer is a year. */
const PERIODS: readonly Field['kind'][] = ['day', 'month', 'instant', 'integer'];
const GROUPS: readonly Field['kind'][] = ['code', 'reference', 'yes-no', 'text', 'month'];

/** What a field says of itself and of its neighbours. */
export function fieldsProblem({ fields, title, keeper, figures = {} }: Register): string | null {
  for (const [name, field] of Object.entries(fields)) {
    if (field.label.trim() === '') return `${name} has no label`;
    if (field.kind === 'text' && field.pattern && !isPattern(field.pattern.matches)) {
      return `the pattern of ${name} is no regular expression`;
    }
    if (field.kind === 'day' && field.notBefore !== undefined && fields[field.notBefore]?.kind !== 'day') {
      return `${name} is not before ${field.notBefore}, which is no day`;
    }
    if ('min' in field && 'max' in field && (field.min ?? 0) > (field.max ?? Infinity)) {
      return `${name} is at least ${field.min ?? 0} and at most ${field.max ?? 0}`;
    }
  }
  const called = fields[title]!;
  if (isGeometry(called) || isFiles(called)) return `its title ${title} is nothing to call a record by`;
  const kept = keeper === undefined ? undefined : fields[keeper];
  if (kept && !(kept.kind === 'reference' && kept.to === 'organisation'))
    return `its keeper ${keeper ?? ''} is no organisation`;
  for (const [name, { period, by = [] }] of Object.entries(figures)) {
    const when = period === undefined ? undefined : fields[period];
    if (when && !PERIODS.includes(when.kind))
      return `figure ${name} takes its period from ${period ?? ''}, which is no day`;
    const odd = by.find((one) => fields[one] && !GROUPS.includes(fields[one].kind));
    if (odd !== undefined) return `figure ${name} is given by ${odd}, which makes no groups`;
  }
  return null;
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

/** Throws an Error that names what a program's registers speak of and it does not have: a code set, a role. */
export function checkBooks(books: Books, roles: readonly string[]): Books {
  const sets = books.codeSets.map(({ key }) => key);
  const twice = sets.find((key, at) => sets.indexOf(key) !== at);
  if (twice !== undefined) throw new Error(`two code sets have the key ${twice}`);
  for (const register of books.registers.all) {
    for (const [name, field] of Object.entries(register.fields)) {
      if (field.kind === 'code' && !sets.includes(field.set)) {
        throw new Error(
          `register ${register.name}: ${name} is chosen from the code set ${field.set}, which there is not`,
        );
      }
    }
    const stranger = rulesOf(register)
      .flatMap(rolesOf)
      .find((role) => !roles.includes(role));
    if (stranger !== undefined) throw new Error(`register ${register.name}: there is no role ${stranger}`);
  }
  return books;
}
