import type { Role } from '@quantu/people';

export const ROLE_WORD: Record<Role, string> = { administrator: '管理员', writer: '编办人员', reader: '查阅人员' };

export const ROLE_OPTIONS: { value: Role; label: string }[] = [
  { value: 'reader', label: '查阅人员：只看、下载' },
  { value: 'writer', label: '编办人员：上传、核对、采纳' },
  { value: 'administrator', label: '管理员：另可管理用户' },
];
