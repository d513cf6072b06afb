import { decide, type Books, type Register, type Rule } from '@quantu/registers';
import { permissionsOf } from './grants.ts';
import { mayDo } from './permission.ts';
import { PERMISSIONS, ROLES, type RoleKey } from './roles.ts';
import type { Access, Route } from './route.ts';
import type { Matrix } from './security.contract.ts';

type Cell = Matrix['routes'][number]['cells'][string];

const YES: Cell = { mark: 'yes', text: '是' };
const NO: Cell = { mark: 'no', text: '—' };
// The compiler does not carry the keys of an object through `Object.keys`; these are all keys there are.
const ROLE_KEYS = Object.keys(ROLES) as RoleKey[];

/** Which role may call which route, and do what in which register: read off the declarations that decide it. */
export function permissionMatrix(routes: readonly Route[], books: Books): Matrix {
  return {
    roles: ROLE_KEYS.map((key) => ({ key, label: ROLES[key].label, side: ROLES[key].side })),
    routes: routes.map(({ method, path, summary, access }) => ({
      method,
      path,
      summary,
      access,
      needs: accessWords(access),
      cells: forRoles((role) => (mayDo(permissionsOf([role]), access) ? YES : NO)),
    })),
    registers: books.registers.all.flatMap(registerRows),
  };
}

function accessWords(access: Access): string {
  if (access === 'anyone') return '任何人';
  return access === 'signed-in' ? '已登录' : PERMISSIONS[access];
}

function forRoles(cell: (role: RoleKey) => Cell): Record<string, Cell> {
  return Object.fromEntries(ROLE_KEYS.map((role) => [role, cell(role)]));
}

function registerRows(register: Register): Matrix['registers'] {
  const { access, states, fields } = register;
  const row = (right: string, rules: readonly Rule[], field: string | null = null) => ({
    register: register.name,
    label: register.label,
    field,
    fieldLabel: field === null ? null : fields[field]!.label,
    right,
    cells: forRoles((role) => (mayEnter(role) ? cellOf(register, rules, role) : NO)),
  });
  const { read, write } = access;
  return [
    row('查看', [read]),
    row('新增', [access.create ?? write]),
    row('修改', [read, write]),
    row('删除', [read, access.remove ?? write]),
    ...Object.values(states?.transitions ?? {}).map(({ label, by }) => row(label, [read, by])),
    ...Object.entries(fields).flatMap(([name, field]) => [
      ...(field.read ? [row('查看', [read, field.read], name)] : []),
      ...(field.unmasked ? [row('明文', [read, field.unmasked], name)] : []),
      ...(field.write ? [row('修改', [read, write, field.write], name)] : []),
    ]),
  ];
}

const mayEnter = (role: RoleKey) => permissionsOf([role]).has('district.enter');

/** All rules hold for every record, for none, or under what is said. */
function cellOf(register: Register, rules: readonly Rule[], role: RoleKey): Cell {
  const left = rest({ rule: 'all', of: rules }, role);
  if (left.rule === 'everyone') return YES;
  return left.rule === 'nobody' ? NO : { mark: 'some', text: ruleWords(register, left) };
}

/** What of a rule is still open once the role is known. */
function rest(rule: Rule, role: RoleKey): Rule {
  if (rule.rule === 'role') {
    const viewer = { account: '', person: null, roles: [role], organisations: [] };
    return decide(rule, viewer, { state: null, values: {} }) ? { rule: 'everyone' } : { rule: 'nobody' };
  }
  if (rule.rule !== 'any' && rule.rule !== 'all') return rule;
  const [decides, falls] = rule.rule === 'any' ? (['everyone', 'nobody'] as const) : (['nobody', 'everyone'] as const);
  const of = rule.of.map((one) => rest(one, role)).filter((one) => one.rule !== falls);
  if (of.some((one) => one.rule === decides)) return { rule: decides };
  return of.length === 0 ? { rule: falls } : of.length === 1 ? of[0]! : { rule: rule.rule, of };
}

function ruleWords(register: Register, rule: Rule): string {
  const labelOf = (field: string) => register.fields[field]?.label ?? field;
  switch (rule.rule) {
    case 'organisation':
      return `本单位（${labelOf(rule.field)}）`;
    case 'person':
      return `本人（${labelOf(rule.field)}）`;
    case 'state':
      return `状态为${rule.states.map((state) => register.states?.states[state]?.label ?? state).join('、')}`;
    case 'any':
      return rule.of.map((one) => ruleWords(register, one)).join(' 或 ');
    case 'all':
      return rule.of
        .map((one) => (one.rule === 'any' ? `（${ruleWords(register, one)}）` : ruleWords(register, one)))
        .join(' 且 ');
    case 'role':
    case 'everyone':
    case 'nobody':
      return '';
  }
}
