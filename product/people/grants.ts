import type { Day } from '@quantu/base';
import { ROLES, type Permission, type RoleKey, type RoleWords } from './roles.ts';

/** From the first to the last day; null: without end. */
export interface Period {
  readonly from: Day;
  readonly until: Day | null;
}

/** What a role is given for. */
export interface Scope {
  readonly role: RoleKey;
  /** Null: every district. */
  readonly district: string | null;
  readonly organisation: string | null;
}

/** A role somebody holds. */
export interface HeldGrant extends Scope, Period {
  readonly id: string;
  /** Of a delegation: the grant it was taken from, which has to hold as well. Null: given by the administrator. */
  readonly source: SourceGrant | null;
}

export interface SourceGrant extends Scope, Period {
  /** Whoever delegated may not sign in any more: what they delegated rests. */
  readonly isDisabled: boolean;
}

export function isOn(day: Day, { from, until }: Period): boolean {
  return from <= day && (until === null || day <= until);
}

/** Is every right of the narrower scope one of the wider? */
export function covers(wider: Scope, narrower: Scope): boolean {
  return (
    wider.role === narrower.role &&
    (wider.district === null || wider.district === narrower.district) &&
    (wider.organisation === null || wider.organisation === narrower.organisation)
  );
}

/** Whether a grant gives anything on a day: a delegated one only as long as the one it comes from. */
export function isInForce(grant: HeldGrant, day: Day): boolean {
  const { source } = grant;
  if (!isOn(day, grant)) return false;
  return source === null || (!source.isDisabled && isOn(day, source) && covers(source, grant));
}

/** The grants that count in a district; outside of districts (null), all. */
export function grantsIn<G extends Scope>(grants: readonly G[], district: string | null): readonly G[] {
  return district === null ? grants : grants.filter((grant) => grant.district === null || grant.district === district);
}

export function rolesOf(grants: readonly Scope[]): readonly RoleKey[] {
  return [...new Set(grants.map(({ role }) => role))];
}

export function permissionsOf(roles: readonly RoleKey[]): ReadonlySet<Permission> {
  return new Set(roles.flatMap((role): readonly Permission[] => ROLES[role].permissions));
}

// Declared as a list of keys, so that the compiler knows each is a role.
export const ADMINISTRATORS = ['system-administrator', 'security-administrator', 'audit-administrator'] as const;
export type Administrator = (typeof ADMINISTRATORS)[number];

export function isAdministrator(role: RoleKey): role is Administrator {
  const words: RoleWords = ROLES[role];
  return words.isAdministrator === true;
}

function overlap(a: Period, b: Period): boolean {
  return (a.until === null || b.from <= a.until) && (b.until === null || a.from <= b.until);
}

/**
 * Two roles that the separation of the three administrators keeps apart (三员分立): one of the three, and any other
 * role, on one account on one day, today or later. Null: there are none.
 */
export function combination(
  grants: readonly (Pick<Scope, 'role'> & Period)[],
  today: Day,
): readonly [RoleKey, RoleKey] | null {
  const open = grants.filter(({ until }) => until === null || until >= today);
  for (const one of open.filter(({ role }) => isAdministrator(role))) {
    const other = open.find((grant) => grant.role !== one.role && overlap(one, grant));
    if (other) return [one.role, other.role];
  }
  return null;
}
