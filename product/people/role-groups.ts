import { anyOf, role, type Rule } from '@quantu/registers';
import { ROLES, type RoleKey } from './roles.ts';

const rolesOf = (...sides: readonly string[]): RoleKey[] =>
  (Object.keys(ROLES) as RoleKey[]).filter((key) => sides.includes(ROLES[key].side));

/** Government, departments, towns, and readers the district has named: they see the work as it goes. */
export const insiders: Rule = role(...rolesOf('政府', '部门', '属地', '通用'));
/** The people's congress sees what is settled, not what is being filled in. */
export const congress: Rule = role(...rolesOf('人大'));
export const insidersAndCongress: Rule = anyOf(insiders, congress);
