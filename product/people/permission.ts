import type { Role } from './contract.ts';
import { peopleFault } from './faults.ts';
import { PERMISSIONS, ROLES, type Permission, type RoleKey } from './roles.ts';
import type { Access } from './route.ts';

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

export function permissionsOf(roles: readonly RoleKey[]): ReadonlySet<Permission> {
  return new Set(roles.flatMap((role): readonly Permission[] => ROLES[role].permissions));
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
