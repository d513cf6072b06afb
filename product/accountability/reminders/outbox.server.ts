import { instantOf, newId, type Day, type Instant } from '@quantu/base';
import type { JobHandler, ReadDb, Store } from '@quantu/store';
import { sql } from 'kysely';
import { TOLD } from './due.ts';
import { sendMail, sendWebhook } from './send.server.ts';
import { settingsOf, type Settings } from './settings.server.ts';
import type { ReminderOutboxTable } from './tables.server.ts';

export const REMINDER_JOB = 'send-reminders';
/** Minutes to wait after each attempt that failed; after the last nobody tries again. */
const WAITS = [1, 5, 30, 120, 360];
const AT_ONCE = 200;

interface Line {
  readonly account: string;
  readonly text: string;
  readonly register: string;
  readonly record: string;
}

/** One digest a day for each who has an address, and one for the webhook; what is there already is not made again. */
export async function queueDigests(store: Store, district: string, today: Day): Promise<void> {
  const settings = await settingsOf(store, district);
  if (!settings.mailOn && !settings.webhookOn) return;
  const db = store.read(district);
  const rows = [
    ...(settings.mailOn ? mailsOf(await linesOf(db, district, today), settings, district, today) : []),
    ...(settings.webhookOn ? await pushOf(db, settings, district, today) : []),
  ];
  if (rows.length === 0) return;
  await store.unrecorded(district, (tx) =>
    tx
      .insertInto('reminder_outbox')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['on_day', 'channel', 'recipient']).doNothing())
      .execute(),
  );
}

/** What each account with an address is told: of the units it works for today. */
async function linesOf(db: ReadDb, district: string, today: Day): Promise<readonly Line[]> {
  const { rows } = await sql<Line>`
    select distinct a.account, n.text, n.register, n.record::text as record from reminder_address a
    join account c on c.name = a.account join role_grant g on g.account = c.id
    join reminder_notice n on n.unit::text = g.organisation::text and n.on_day = ${today}::date
    where not c.is_disabled and g.role = any(${TOLD}) and (g.district is null or g.district = ${district}) and g.from_day <= ${today}::date
      and (g.until_day is null or g.until_day >= ${today}::date) order by a.account, n.text`.execute(db);
  return rows;
}

const addressIn = (site: string, district: string, register: string, record: string): string =>
  `${site.replace(/\/+$/, '')}/d/${district}/registers/${register}/${record}`;

type Row = ReminderOutboxTable;
const fresh = (today: Day, channel: Row['channel'], recipient: string, body: string): Row => ({
  id: newId(),
  on_day: today,
  channel,
  recipient,
  body,
  state: 'waiting',
  attempts: 0,
  next_at: instantOf(new Date()),
  error: '',
});

function mailsOf(lines: readonly Line[], { site }: Settings, district: string, today: Day): Row[] {
  const accounts = [...new Set(lines.map(({ account }) => account))];
  return accounts.map((account) => {
    const own = lines.filter((line) => line.account === account);
    const said = own.map(({ text, register, record }) => `${text}\n${addressIn(site, district, register, record)}`);
    return fresh(today, 'mail', account, `今天有 ${own.length} 件事项提醒：\n\n${said.join('\n\n')}\n`);
  });
}

async function pushOf(db: ReadDb, { site }: Settings, district: string, today: Day): Promise<Row[]> {
  const notices = await db
    .selectFrom('reminder_notice')
    .selectAll()
    .where('on_day', '=', today)
    .orderBy('text')
    .execute();
  if (notices.length === 0) return [];
  const data = notices.map(({ text, register, record, due_on: dueOn }) => ({
    text,
    dueOn,
    link: addressIn(site, district, register, record),
  }));
  return [fresh(today, 'webhook', district, JSON.stringify({ district, day: today, notices: data }))];
}

/** Asks for a sending job in every district where something is waiting for its time. */
export async function askToSend(store: Store): Promise<void> {
  const now = instantOf(new Date());
  for (const { code: district } of await store.districts()) {
    const due = await store
      .read(district)
      .selectFrom('reminder_outbox')
      .select('id')
      .where('state', '=', 'waiting')
      .where('next_at', '<=', now)
      .executeTakeFirst();
    if (!due) continue;
    const change = { district, actor: 'system', action: 'reminder.send', subject: district };
    await store.transact(change, (tx) => store.jobs.enqueue(tx, { kind: REMINDER_JOB, payload: {} }));
  }
}

/** Sends what is due. A digest is taken as sent before it goes, and put back when it did not: never twice. */
export function reminderJob(store: Store): JobHandler {
  return async ({ district, signal }) => {
    const settings = await settingsOf(store, district!);
    const now = instantOf(new Date());
    const { rows } = await store.unrecorded(district!, (tx) =>
      sql<Row>`update reminder_outbox set state = 'sent', attempts = attempts + 1 where id in (
        select id from reminder_outbox where state = 'waiting' and next_at <= ${now}::timestamptz
        order by next_at limit ${AT_ONCE} for update skip locked) returning *`.execute(tx),
    );
    let trouble = '';
    for (const row of rows) {
      const error = signal.aborted ? '程序停止，稍后再发' : await deliver(store, district!, settings, row);
      if (error !== '') await putBack(store, district!, row, error);
      if (error !== '') trouble = error;
    }
    if (rows.length > 0)
      await store.transact(
        { district: district!, actor: 'system', action: 'reminder.send', subject: district! },
        async (tx) => {
          await sql`update reminder_setting set trouble = ${trouble} where trouble <> ${trouble}`.execute(tx);
          tx.audit({ after: { tried: rows.length, trouble } });
        },
      );
    return { tried: rows.length, trouble };
  };
}

async function deliver(store: Store, district: string, settings: Settings, row: Row): Promise<string> {
  if (row.channel === 'webhook') {
    if (!settings.webhookOn) return '推送没有启用';
    return sendWebhook(settings.webhookUrl, settings.webhookSecret, row.body);
  }
  if (!settings.mailOn) return '邮件没有启用';
  const found = await store
    .read(district)
    .selectFrom('reminder_address')
    .select('email')
    .where('account', '=', row.recipient)
    .executeTakeFirst();
  if (!found) return '';
  return sendMail(settings.mail, { to: found.email, subject: `泉图：${row.on_day} 到期提醒`, text: row.body });
}

async function putBack(store: Store, district: string, { id, attempts }: Row, error: string): Promise<void> {
  const wait = WAITS[attempts - 1];
  const next = new Date(Date.now() + (wait ?? 0) * 60_000).toISOString() as Instant;
  await store.unrecorded(district, (tx) =>
    tx
      .updateTable('reminder_outbox')
      .set({ state: wait === undefined ? 'given-up' : 'waiting', next_at: next, error })
      .where('id', '=', id)
      .execute(),
  );
}
