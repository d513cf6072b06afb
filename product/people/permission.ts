import type { Demand, FirstRole, Role } from './contract.ts';
import { peopleFault } from './faults.ts';
import { PERMISSIONS, type Permission, type RoleKey } from './roles.ts';
import type { Access, Route } from './route.ts';

export const ROLE_LABELS: Readonly<Record<Role, string>> = {
  administrator: '管理员',
  writer: '编办员',
  reader: '阅览员',
};

/** The roles that an account of a small installation begins with. */
export const PRESETS: Readonly<Record<Role, readonly RoleKey[]>> = {
  administrator: ['system-administrator', 'security-administrator', 'audit-administrator', 'government-office'],
  writer: ['government-office'],
  reader: ['reader'],
};

/** The roles of a preset, or the one role itself. */
export function rolesOfFirst(first: FirstRole): readonly RoleKey[] {
  return first in PRESETS ? PRESETS[first as Role] : [first as RoleKey];
}

/** Whether somebody with these permissions, or nobody (null), may call what asks for this access. */
export function mayDo(permissions: ReadonlySet<Permission> | null, access: Access): boolean {
  if (access === 'anyone') return true;
  if (permissions === null) return false;
  return access === 'signed-in' || permissions.has(access);
}

/** Throws the sentence that tells a person what is missing: an account, or a permission. */
export function checkAccess(permissions: ReadonlySet<Permission> | null, access: Access): void {
  if (mayDo(permissions, access)) return;
  if (permissions === null || access === 'anyone' || access === 'signed-in') throw peopleFault('session.missing');
  throw peopleFault('permission.missing', { needed: PERMISSIONS[access] });
}

/** One's own password, second factor and sessions: what meets a demand, or ends a session, is open while one stands. */
const OPEN = /^\/api\/account\/(password|second-factor|sessions)(\/|$)/;

/** Throws the sentence of what has to be done first. */
export function checkDemands({ access, path }: Route, demands: readonly Demand[]): void {
  const first = demands[0];
  if (first === undefined || access === 'anyone' || OPEN.test(path)) return;
  throw peopleFault(first === 'password' ? 'session.demands-password' : 'session.demands-second-factor');
}

/** Throws when an API token does not reach this far. It never does what a person does with their own account. */
export function checkToken(
  { access, path }: Route,
  { name, districts, registers }: TokenReach,
  call: { readonly district: string | null; readonly register: string | null },
): void {
  const isOpen = path === '/api/session' || path.startsWith('/ogc/');
  if (access === 'signed-in' || (access === 'anyone' && !isOpen)) throw peopleFault('session.token');
  if (call.district !== null && districts !== null && !districts.includes(call.district)) {
    throw peopleFault('token.district', { name, district: call.district });
  }
  if (access === 'anyone' || registers === null || registers.includes(call.register ?? '')) return;
  throw peopleFault('token.register', { name, registers: registers.join('、') });
}

interface TokenReach {
  readonly name: string;
  readonly districts: readonly string[] | null;
  readonly registers: readonly string[] | null;
}
