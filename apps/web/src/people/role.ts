import { ROLES, type Account, type Role } from '@quantu/people';

/** What an account is, in words. */
export function roleWords({ roles }: Account): string {
  return roles.map((role) => ROLES[role].label).join('、') || '还没有角色';
}

export const ROLE_OPTIONS: { value: Role; label: string }[] = [
  { value: 'reader', label: '查阅人员：只看、下载' },
  { value: 'writer', label: '编办人员：上传、核对、采纳' },
  { value: 'administrator', label: '管理员：另可管理用户' },
];
