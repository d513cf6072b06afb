import { nameActions } from '@quantu/people';
import type { Store } from '@quantu/store';
import { reminderFault } from './faults.ts';
import type { ReminderSettings, ReminderWish } from './contract.ts';
import type { MailServer } from './send.server.ts';

nameActions({ 'reminder.settings': '设定提醒', 'reminder.send': '发送提醒', 'reminder.address': '设定提醒邮箱' });

export interface Settings {
  readonly mailOn: boolean;
  readonly mail: MailServer;
  readonly webhookOn: boolean;
  readonly webhookUrl: string;
  readonly webhookSecret: string;
  readonly site: string;
}

const placeOf = (district: string, name: string): string => `reminder_setting/${district}/${name}`;

const rowOf = (store: Store, district: string) =>
  store.read(district).selectFrom('reminder_setting').selectAll().executeTakeFirst();

/** With its secrets open, for sending; off where nobody set it up. */
export async function settingsOf(store: Store, district: string): Promise<Settings> {
  const row = await rowOf(store, district);
  const open = (sealed: string | undefined, name: string): string =>
    sealed === undefined || sealed === '' ? '' : (store.secrets.open(sealed, placeOf(district, name)) ?? '');
  return {
    mailOn: row?.mail_on ?? false,
    mail: {
      host: row?.smtp_host ?? '',
      port: row?.smtp_port ?? 25,
      tls: row?.smtp_tls ?? 'none',
      user: row?.smtp_user ?? '',
      secret: open(row?.smtp_secret, 'smtp'),
      from: row?.smtp_from ?? '',
    },
    webhookOn: row?.webhook_on ?? false,
    webhookUrl: row?.webhook_url ?? '',
    webhookSecret: open(row?.webhook_secret, 'webhook'),
    site: row?.site ?? '',
  };
}

export async function settingsView(store: Store, district: string): Promise<ReminderSettings> {
  const [row, { mail, ...rest }, waiting] = await Promise.all([
    rowOf(store, district),
    settingsOf(store, district),
    store
      .read(district)
      .selectFrom('reminder_outbox')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('state', '=', 'waiting')
      .executeTakeFirstOrThrow(),
  ]);
  const { mailOn, webhookOn, webhookUrl, site } = rest;
  return {
    mailOn,
    webhookOn,
    webhookUrl,
    site,
    smtpHost: mail.host,
    smtpPort: mail.port,
    smtpTls: mail.tls,
    smtpUser: mail.user,
    smtpFrom: mail.from,
    hasSmtpSecret: (row?.smtp_secret ?? '') !== '',
    hasWebhookSecret: (row?.webhook_secret ?? '') !== '',
    trouble: row?.trouble ?? '',
    waiting: waiting.count,
  };
}

/** Secrets never stand open in the database, nor in the audit trail; one that is left out stays. */
export async function changeSettings(store: Store, district: string, actor: string, wish: ReminderWish): Promise<void> {
  check(wish);
  const before = await rowOf(store, district);
  const sealed = (given: string | undefined, kept: string | undefined, name: string): string =>
    given === undefined ? (kept ?? '') : given === '' ? '' : store.secrets.seal(given, placeOf(district, name));
  const row = {
    smtp_host: wish.smtpHost.trim(),
    smtp_port: wish.smtpPort,
    smtp_tls: wish.smtpTls,
    smtp_user: wish.smtpUser.trim(),
    smtp_secret: sealed(wish.smtpSecret, before?.smtp_secret, 'smtp'),
    smtp_from: wish.smtpFrom.trim(),
    mail_on: wish.mailOn,
    webhook_url: wish.webhookUrl.trim(),
    webhook_secret: sealed(wish.webhookSecret, before?.webhook_secret, 'webhook'),
    webhook_on: wish.webhookOn,
    site: wish.site.trim(),
    trouble: '',
  };
  await store.transact({ district, actor, action: 'reminder.settings', subject: district }, async (tx) => {
    await tx
      .insertInto('reminder_setting')
      .values({ id: 'district', ...row })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute();
    const { smtpSecret: _, webhookSecret: __, ...told } = wish;
    tx.audit({ after: { ...told } });
  });
}

function check({ mailOn, smtpHost, smtpFrom, webhookOn, webhookUrl, site }: ReminderWish): void {
  if (mailOn && smtpHost.trim() === '') throw reminderFault('reminder.no-host');
  if (mailOn && !isEmail(smtpFrom)) throw reminderFault('reminder.email', { email: smtpFrom });
  if (webhookOn && !isUrl(webhookUrl)) throw reminderFault('reminder.url', { url: webhookUrl });
  if (site.trim() !== '' && !isUrl(site)) throw reminderFault('reminder.url', { url: site });
}

export const isEmail = (text: string): boolean => /^[^\s@<>,;]+@[^\s@<>,;]+$/.test(text.trim());
const isUrl = (text: string): boolean => /^https?:\/\/\S+$/.test(text.trim()) && URL.canParse(text.trim());
