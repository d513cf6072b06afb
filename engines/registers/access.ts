/**
 * Who asks, in one district. Access rules are decided against this and nothing else, so that a list, an export, a map
 * tile and a count cannot see more than the record itself.
 */
export interface Viewer {
  /** The account's name, as the audit trail has it. */
  readonly account: string;
  /** The record of the register `person` this account belongs to, or null. */
  readonly person: string | null;
  /** Roles in this district today, delegated ones included. */
  readonly roles: readonly string[];
  /** The one organisation they work for: what they fill in counts to it. Among `organisations`, or none. */
  readonly organisation?: string | null;
  /** Records of the register `organisation` the viewer belongs to, with everything below them. */
  readonly organisations: readonly string[];
  /** The program itself: demonstration data, the command line, computations. Every rule lets it through. */
  readonly isProgram?: true;
}

/** The viewer that stands for the program. */
export function programViewer(account: string): Viewer {
  return { account, person: null, roles: [], organisations: [], isProgram: true };
}

/** A rule is data: it is decided in the process, compiled to SQL, and printed in the permission matrix. */
export type Rule =
  | { readonly rule: 'everyone' }
  | { readonly rule: 'nobody' }
  | { readonly rule: 'role'; readonly roles: readonly string[] }
  | { readonly rule: 'organisation'; readonly field: string }
  | { readonly rule: 'person'; readonly field: string }
  | { readonly rule: 'state'; readonly states: readonly string[] }
  | { readonly rule: 'any'; readonly of: readonly Rule[] }
  | { readonly rule: 'all'; readonly of: readonly Rule[] };

/** Everybody who works in the district. */
export const everyone: Rule = { rule: 'everyone' };
export const nobody: Rule = { rule: 'nobody' };
export const role = (...roles: readonly string[]): Rule => ({ rule: 'role', roles });
/** The record's organisation in this field is the viewer's, or below it. */
export const ownOrganisation = (field: string): Rule => ({ rule: 'organisation', field });
/** The record's person in this field is the viewer. */
export const ownPerson = (field: string): Rule => ({ rule: 'person', field });
/** The record stands in one of these states. */
export const inState = (...states: readonly string[]): Rule => ({ rule: 'state', states });
export const anyOf = (...of: readonly Rule[]): Rule => ({ rule: 'any', of });
export const allOf = (...of: readonly Rule[]): Rule => ({ rule: 'all', of });

/** What a rule looks at in a record; a record that is being made stands in its first state. */
export interface Subject {
  readonly state: string | null;
  readonly values: Readonly<Record<string, unknown>>;
}

export function decide(rule: Rule, viewer: Viewer, subject: Subject): boolean {
  if (viewer.isProgram) return true;
  switch (rule.rule) {
    case 'everyone':
      return true;
    case 'nobody':
      return false;
    case 'role':
      return rule.roles.some((wanted) => viewer.roles.includes(wanted));
    case 'organisation':
      return viewer.organisations.some((id) => id === subject.values[rule.field]);
    case 'person':
      return viewer.person !== null && subject.values[rule.field] === viewer.person;
    case 'state':
      return subject.state !== null && rule.states.includes(subject.state);
    case 'any':
      return rule.of.some((one) => decide(one, viewer, subject));
    case 'all':
      return rule.of.every((one) => decide(one, viewer, subject));
  }
}

/** Could this viewer pass the rule on some record? For buttons and columns that are shown or not. */
export function mayPass(rule: Rule, viewer: Viewer): boolean {
  if (viewer.isProgram) return true;
  switch (rule.rule) {
    case 'organisation':
      return viewer.organisations.length > 0;
    case 'person':
      return viewer.person !== null;
    case 'state':
      return true;
    case 'any':
      return rule.of.some((one) => mayPass(one, viewer));
    case 'all':
      return rule.of.every((one) => mayPass(one, viewer));
    case 'everyone':
    case 'nobody':
    case 'role':
      return decide(rule, viewer, { state: null, values: {} });
  }
}

/** Does this viewer pass it whatever the record is? */
export function passesAlways(rule: Rule, viewer: Viewer): boolean {
  if (rule.rule === 'any') return viewer.isProgram === true || rule.of.some((one) => passesAlways(one, viewer));
  if (rule.rule === 'all') return viewer.isProgram === true || rule.of.every((one) => passesAlways(one, viewer));
  return (rule.rule === 'everyone' || rule.rule === 'role' || viewer.isProgram === true) && mayPass(rule, viewer);
}

/** Does every viewer pass it on every record? Such a field may be searched and indexed together with others. */
export function isOpen(rule: Rule): boolean {
  if (rule.rule === 'any') return rule.of.some(isOpen);
  if (rule.rule === 'all') return rule.of.every(isOpen);
  return rule.rule === 'everyone';
}

/** The fields a rule looks at. */
export function fieldsOfRule(rule: Rule): readonly string[] {
  if (rule.rule === 'organisation' || rule.rule === 'person') return [rule.field];
  return rule.rule === 'any' || rule.rule === 'all' ? rule.of.flatMap(fieldsOfRule) : [];
}
