import { ROLES, type RoleKey } from '@quantu/people';
import { mayPass, type Viewer } from '@quantu/registers';
import { expect, test } from 'vitest';
import { accountabilityRegisters } from './registers.ts';

const roles = Object.keys(ROLES) as RoleKey[];
/** Somebody with one role whose organisation stands in every record. */
const holder = (role: RoleKey): Viewer => ({
  account: role,
  person: 'p',
  roles: [role],
  organisations: ['o'],
  organisation: 'o',
});
const sideOf = (role: RoleKey): string => ROLES[role].side;

/** Which sides may take a step, whatever the record. */
function sidesOf(register: string, transition: string): readonly string[] {
  const { by } = accountabilityRegisters.find(({ name }) => name === register)!.states!.transitions[transition]!;
  return [...new Set(roles.filter((role) => mayPass(by, holder(role))).map(sideOf))].toSorted();
}

test('whoever handles an opinion never signs it off', () => {
  const signing = [
    ['review-opinion', 'adopt'],
    ['review-opinion', 'evaluate'],
    ['review-opinion', 'waive'],
    ['review-opinion', 'track'],
    ['review-opinion', 'close'],
    ['review-item', 'check'],
    ['review-item', 'sendBack'],
    ['review-item', 'close'],
    ['review-extension', 'grant'],
    ['review-extension', 'refuse'],
    ['review-vote', 'announce'],
    ['review-listing', 'list'],
    ['review-listing', 'lift'],
  ] as const;
  for (const [register, transition] of signing)
    expect([transition, sidesOf(register, transition)]).toEqual([transition, ['人大']]);
});

test('a department applies, the government’s office verifies and assesses', () => {
  expect(sidesOf('review-task', 'apply')).toEqual(['属地', '部门'].toSorted());
  expect(sidesOf('review-task', 'verify')).toEqual(['政府']);
  expect(sidesOf('review-item', 'finish')).toEqual(['政府']);
  expect(sidesOf('review-opinion', 'file')).toEqual(['政府']);
});

test('the congress takes no step of the government, and administrators take none at all', () => {
  for (const register of accountabilityRegisters) {
    for (const [key, { by }] of Object.entries(register.states?.transitions ?? {})) {
      const sides = sidesOf(register.name, key);
      if (register.name !== 'motion')
        expect([register.name, key, sides.includes('人大') && sides.length > 1]).toEqual([register.name, key, false]);
      for (const role of roles.filter((one) => sideOf(one) === '系统'))
        expect([key, mayPass(by, holder(role))]).toEqual([key, false]);
    }
  }
});

test('a unit takes these steps and no other', () => {
  const taken = accountabilityRegisters.flatMap(({ name, states }) =>
    Object.keys(states?.transitions ?? {})
      .filter((step) => sidesOf(name, step).some((side) => side === '部门' || side === '属地'))
      .map((step) => `${name} ${step}`),
  );
  expect(taken.toSorted()).toEqual([
    'motion accept',
    'motion answer',
    'motion refuse',
    'review-item block',
    'review-item refuse',
    'review-item start',
    'review-item unblock',
    'review-order answer',
    'review-progress file',
    'review-share give',
    'review-task accept',
    'review-task apply',
    'review-task refuse',
  ]);
});

test('a unit writes no day it is held to, and nothing of an order but its answer', () => {
  const written = accountabilityRegisters.flatMap(({ name, fields, access }) =>
    Object.entries(fields).flatMap(([field, { kind, by, write }]) => {
      const may = (['department-clerk', 'department-head', 'territory'] as const).some((role) =>
        [access.write, write ?? access.write].every((rule) => mayPass(rule, holder(role))),
      );
      return may && by !== 'program' ? [{ name, field, kind }] : [];
    }),
  );
  const days = written.filter(({ kind }) => kind === 'day').map(({ name, field }) => `${name} ${field}`);
  // When something happened is theirs to say; by when it is to happen is not.
  expect(days).toEqual(['review-progress on', 'motion metOn']);
  expect(written.flatMap(({ name, field }) => (name === 'review-order' ? [field] : []))).toEqual(['reply', 'evidence']);
});

test('what the program reckons is never typed', () => {
  const reckoned = [
    'light',
    'lightReason',
    'verdict',
    'verdictBecause',
    'extendedTo',
    'nextDueOn',
    'verifiedOn',
    'checkedOn',
    'closedOn',
  ];
  const typed = accountabilityRegisters.flatMap(({ name, fields }) =>
    reckoned.filter((field) => fields[field] && fields[field].by !== 'program').map((field) => `${name} ${field}`),
  );
  expect(typed).toEqual([]);
});
