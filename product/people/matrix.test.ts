import {
  allOf,
  anyOf,
  decide,
  defineRegister,
  everyone,
  inState,
  nobody,
  organisation,
  ownOrganisation,
  ownPerson,
  person,
  Registers,
  role,
  text,
  type Rule,
} from '@quantu/registers';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { permissionsOf } from './grants.ts';
import { permissionMatrix } from './matrix.ts';
import { peopleRegisters } from './registers.ts';
import { peopleRoutes } from './contract.ts';
import { ROLES, type RoleKey } from './roles.ts';

const ROLE_KEYS = Object.keys(ROLES) as RoleKey[];

const { rule } = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(everyone, nobody, ownOrganisation('unit'), ownPerson('clerk'), inState('open')),
    fc.constantFrom(...ROLE_KEYS).map((one) => role(one)),
    fc.array(tie('rule'), { maxLength: 3 }).map((of) => anyOf(...of)),
    fc.array(tie('rule'), { maxLength: 3 }).map((of) => allOf(...of)),
  ),
}));

/** Every way in which a record can stand to a viewer, as far as these rules look. */
const STANDINGS = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => ({
  values: { unit: bits & 1 ? 'o' : 'x', clerk: bits & 2 ? 'p' : 'x' },
  state: bits & 4 ? 'open' : 'done',
}));

function registerWith(read: Rule) {
  return defineRegister('thing', {
    label: '事项',
    key: ['name'],
    title: 'name',
    fields: {
      name: text({ label: '名称', required: true }),
      unit: organisation({ label: '单位' }),
      clerk: person({ label: '经办人' }),
    },
    states: {
      initial: 'open',
      states: { open: { label: '在办' }, done: { label: '办结' } },
      transitions: {},
    },
    access: { read, write: nobody },
  });
}

test('the matrix says yes or no exactly where every record of a register agrees', () => {
  fc.assert(
    fc.property(rule, fc.constantFrom(...ROLE_KEYS), (read, one) => {
      const register = registerWith(read);
      const books = { registers: new Registers([...peopleRegisters, register]), codeSets: [] };
      const { registers } = permissionMatrix([], books);
      const { mark, text: words } = registers.find((row) => row.register === 'thing' && row.right === '查看')!.cells[
        one
      ]!;
      const viewer = { account: 'a', person: 'p', roles: [one], organisations: ['o'] };
      const passed = STANDINGS.filter((subject) => decide(read, viewer, subject)).length;
      const mayEnter = permissionsOf([one]).has('district.enter');
      if (!mayEnter || passed === 0) expect(mark).not.toBe('yes');
      else if (passed === STANDINGS.length) expect(mark).not.toBe('no');
      else expect(mark).toBe('some');
      if (!mayEnter) expect(mark).toBe('no');
      if (mark === 'yes') expect(passed).toBe(STANDINGS.length);
      if (mark === 'no' && mayEnter) expect(passed).toBe(0);
      expect(words).not.toBe('');
    }),
    { numRuns: 300 },
  );
});

test('routes and registers stand in the matrix with what decides them', () => {
  const books = { registers: new Registers([...peopleRegisters]), codeSets: [] };
  const matrix = permissionMatrix(Object.values(peopleRoutes), books);
  const routeOf = (path: string) => matrix.routes.find((route) => route.path === path)!;
  expect(routeOf('/api/audit')).toMatchObject({ access: 'audit.read', needs: '查看操作记录' });
  expect(routeOf('/api/audit').cells['audit-administrator']!.mark).toBe('yes');
  expect(routeOf('/api/audit').cells['government-office']!.mark).toBe('no');
  const phone = matrix.registers.find(({ field }) => field === 'phone')!;
  expect(phone).toMatchObject({ fieldLabel: '电话', right: '明文' });
  expect(phone.cells['government-office']!.mark).toBe('yes');
  expect(phone.cells['department-clerk']).toEqual({ mark: 'some', text: '本单位（所在单位）' });
  expect(phone.cells['system-administrator']!.mark).toBe('no');
});
