import type { Day, Instant } from '@quantu/base';

declare module '@quantu/store' {
  interface DistrictTables {
    reminder_notice: ReminderNoticeTable;
    reminder_read: { notice: string; account: string };
    reminder_day: { id: 'district'; told_on: Day };
    reminder_address: { account: string; email: string };
    reminder_setting: ReminderSettingTable;
    reminder_outbox: ReminderOutboxTable;
  }
}

interface ReminderNoticeTable {
  id: string;
  on_day: Day;
  unit: string;
  register: string;
  record: string;
  due_on: Day;
  text: string;
}

interface ReminderSettingTable {
  id: 'district';
  smtp_host: string;
  smtp_port: number;
  smtp_tls: 'none' | 'starttls' | 'tls';
  smtp_user: string;
  /** Sealed by the key of the data directory; empty: none. */
  smtp_secret: string;
  smtp_from: string;
  mail_on: boolean;
  webhook_url: string;
  webhook_secret: string;
  webhook_on: boolean;
  /** Where links in mails begin. */
  site: string;
  /** What the last attempt came to; empty: it went well. */
  trouble: string;
}

export interface ReminderOutboxTable {
  id: string;
  on_day: Day;
  channel: 'mail' | 'webhook';
  /** An account's name, or the district for its webhook. */
  recipient: string;
  body: string;
  state: 'waiting' | 'sent' | 'given-up';
  attempts: number;
  next_at: Instant;
  error: string;
}
