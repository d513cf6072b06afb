import { choice, defineRoute, Id } from '@quantu/people';
import { Type, type Static } from '@sinclair/typebox';
import { inDistrict } from '../params.ts';

const Notice = Type.Object({
  id: Id,
  on: Type.String(),
  text: Type.String(),
  register: Type.String(),
  record: Id,
  isRead: Type.Boolean(),
});
const Notices = Type.Object({ data: Type.Array(Notice), unread: Type.Integer() });
export type Notices = Static<typeof Notices>;

const text = (maxLength: number, description: string) => Type.String({ maxLength, description });
const Settings = {
  mailOn: Type.Boolean(),
  smtpHost: text(200, '邮件服务器'),
  smtpPort: Type.Integer({ minimum: 1, maximum: 65535, description: '端口' }),
  smtpTls: choice(['none', 'starttls', 'tls'], '加密'),
  smtpUser: text(200, '账号'),
  smtpFrom: text(200, '发件地址'),
  webhookOn: Type.Boolean(),
  webhookUrl: text(500, '推送地址'),
  /** `https://host` that links begin with. */
  site: text(200, '本系统地址'),
};
const SettingsView = Type.Object({
  ...Settings,
  hasSmtpSecret: Type.Boolean(),
  hasWebhookSecret: Type.Boolean(),
  /** What the last attempt came to; empty: it went well, or nothing was sent yet. */
  trouble: Type.String(),
  waiting: Type.Integer(),
});
export type ReminderSettings = Static<typeof SettingsView>;
/** A secret that is left out stays. */
const SettingsWish = Type.Object({
  ...Settings,
  smtpSecret: Type.Optional(text(500, '密码')),
  webhookSecret: Type.Optional(text(500, '签名密钥')),
});
export type ReminderWish = Static<typeof SettingsWish>;
const settingsAnswer = Type.Object({ data: SettingsView });

export const reminderRoutes = {
  notices: defineRoute('GET', '/api/d/:district/notices', {
    access: 'district.enter',
    summary: '到期提醒：本单位近 30 天的，未读在前',
    params: inDistrict,
    answer: Notices,
  }),
  readNotices: defineRoute('POST', '/api/d/:district/notices/read', {
    access: 'district.enter',
    summary: '提醒已读',
    params: inDistrict,
    body: Type.Object({ ids: Type.Array(Id, { maxItems: 1000 }) }),
    answer: Notices,
  }),
  ownAddress: defineRoute('GET', '/api/d/:district/notices/address', {
    access: 'district.enter',
    summary: '本人接收提醒的邮箱',
    params: inDistrict,
    answer: Type.Object({ data: Type.Object({ email: Type.String() }) }),
  }),
  setOwnAddress: defineRoute('POST', '/api/d/:district/notices/address', {
    access: 'district.enter',
    summary: '设定本人接收提醒的邮箱；空串为不接收',
    params: inDistrict,
    body: Type.Object({ email: text(200, '邮箱') }),
    answer: Type.Object({ data: Type.Object({ email: Type.String() }) }),
  }),
  reminderSettings: defineRoute('GET', '/api/d/:district/reminder-settings', {
    access: 'accounts.manage',
    summary: '提醒的邮件服务器和推送地址',
    params: inDistrict,
    answer: settingsAnswer,
  }),
  changeReminderSettings: defineRoute('POST', '/api/d/:district/reminder-settings', {
    access: 'accounts.manage',
    summary: '设定提醒的邮件服务器和推送地址；默认不启用',
    params: inDistrict,
    body: SettingsWish,
    answer: settingsAnswer,
  }),
  tryReminders: defineRoute('POST', '/api/d/:district/reminder-settings/test', {
    access: 'accounts.manage',
    summary: '试发一封邮件或一次推送，结果用一句话说明',
    params: inDistrict,
    body: Type.Object({ channel: choice(['mail', 'webhook'], '渠道'), to: text(200, '收件地址') }),
    answer: Type.Object({ data: Type.Object({ trouble: Type.String() }) }),
  }),
};
