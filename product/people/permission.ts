import type { Role } from './contract.ts';
import { peopleFault } from './faults.ts';
import type { Access } from './route.ts';

export const ROLE_LABELS: Readonly<Record<Role, string>> = {
  administrator: '管理员',
  writer: '编办员',
  reader: '阅览员',
};

const RANK: Readonly<Record<Role, number>> = { reader: 1, writer: 2, administrator: 3 };

/** Whether a role, or nobody (null), may call what asks for this access. */
export function mayDo(role: Role | null, access: Access): boolean {
  if (access === 'anyone') return true;
  if (role === null) return false;
  return access === 'signed-in' || RANK[role] >= RANK[access];
}

/** Throws the sentence that tells a person what is missing: an account, or a role. */
export function checkAccess(role: Role | null, access: Access): void {
  if (mayDo(role, access)) return;
  if (role === null || access === 'anyone' || access === 'signed-in') throw peopleFault('session.missing');
  throw peopleFault('role.insufficient', { role: ROLE_LABELS[role], needed: ROLE_LABELS[access] });
}
