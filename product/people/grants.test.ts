import { addDays, parseDay, type Day } from '@quantu/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ADMINISTRATORS,
  combination,
  grantsIn,
  isAdministrator,
  isInForce,
  permissionsOf,
  rolesOf,
  type HeldGrant,
  type SourceGrant,
} from './grants.ts';
import { ROLES, type Permission, type RoleKey } from './roles.ts';

const FIRST = parseDay('2026-11-01')!;
const day = (days: number): Day => addDays(FIRST, days);
const roleKeys = Object.keys(ROLES) as RoleKey[];
const aDay = fc.integer({ min: 0, max: 40 }).map(day);
const scope = {
  role: fc.constantFrom(...roleKeys),
  district: fc.constantFrom(null, '350505', '350583'),
  organisation: fc.constantFrom(null, 'o1', 'o2'),
  from: aDay,
  until: fc.option(aDay),
};
const source: fc.Arbitrary<SourceGrant> = fc.record({ ...scope, isDisabled: fc.boolean() });
const grant: fc.Arbitrary<HeldGrant> = fc.record({ ...scope, id: fc.uuid(), source: fc.option(source) });

/** What the rules say, written down apart from the code: day by day, right by right. */
function mayOn(grants: readonly HeldGrant[], on: Day, district: string | null, permission: Permission): boolean {
  const holds = ({ from, until }: { from: Day; until: Day | null }) => !(on < from) && !(until !== null && on > until);
  return grants.some((one) => {
    if (!holds(one) || !(ROLES[one.role].permissions as readonly Permission[]).includes(permission)) return false;
    if (district !== null && one.district !== null && one.district !== district) return false;
    if (one.source === null) return true;
    const { source: from } = one;
    const isNarrower =
      from.role === one.role &&
      (from.district === null || from.district === one.district) &&
      (from.organisation === null || from.organisation === one.organisation);
    return isNarrower && holds(from) && !from.isDisabled;
  });
}

test('no grants, delegations and days give a permission that none of them holds, or take one away', () => {
  fc.assert(
    fc.property(fc.array(grant, { maxLength: 6 }), aDay, scope.district, (grants, on, district) => {
      const here = grantsIn(
        grants.filter((one) => isInForce(one, on)),
        district,
      );
      const permissions = permissionsOf(rolesOf(here));
      for (const permission of permissionsOf(roleKeys)) {
        expect(permissions.has(permission)).toBe(mayOn(grants, on, district, permission));
      }
    }),
  );
});

test('separation sees an administrator with another role exactly when both hold on a day that is to come', () => {
  const held = fc.record({ role: scope.role, from: scope.from, until: scope.until });
  fc.assert(
    fc.property(fc.array(held, { maxLength: 4 }), aDay, (grants, today) => {
      const days = Array.from({ length: 120 }, (_, at) => addDays(today, at));
      const isCombined = days.some((on) => {
        const roles = new Set(
          grants.filter(({ from, until }) => from <= on && (until === null || on <= until)).map(({ role }) => role),
        );
        return roles.size > 1 && [...roles].some(isAdministrator);
      });
      const sane = grants.filter(({ from, until }) => until === null || from <= until);
      fc.pre(sane.length === grants.length);
      expect(combination(grants, today) !== null).toBe(isCombined);
    }),
  );
});

test('the three administrators share no permission, with each other or with any other role', () => {
  for (const one of ADMINISTRATORS) {
    const own = permissionsOf([one]);
    expect(own.size).toBeGreaterThan(0);
    const others = permissionsOf(roleKeys.filter((role) => role !== one));
    expect([...own].filter((permission) => others.has(permission))).toEqual([]);
  }
});

test('a delegation rests while the role it comes from does', () => {
  const period = { from: day(0), until: day(10) };
  const where = { role: 'department-clerk', district: '350505', organisation: 'o1' } as const;
  const from: SourceGrant = { ...where, ...period, isDisabled: false };
  const given: HeldGrant = { ...where, id: 'g', from: day(2), until: day(8), source: from };
  expect(isInForce(given, day(1))).toBe(false);
  expect(isInForce(given, day(2))).toBe(true);
  expect(isInForce(given, day(8))).toBe(true);
  expect(isInForce(given, day(9))).toBe(false);
  expect(isInForce({ ...given, source: { ...from, until: day(5) } }, day(6))).toBe(false);
  expect(isInForce({ ...given, source: { ...from, isDisabled: true } }, day(5))).toBe(false);
  expect(isInForce({ ...given, source: { ...from, organisation: 'o2' } }, day(5))).toBe(false);
});
