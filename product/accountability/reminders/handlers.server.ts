import { addDays, dayInChina, instantOf } from '@quantu/base';
import { answer, type Call, type Mounted } from '@quantu/people/server';
import type { Store } from '@quantu/store';
import { reminderRoutes as routes, type Notices } from './contract.ts';
import { TOLD } from './due.ts';
import { reminderFault } from './faults.ts';
import { askToSend } from './outbox.server.ts';
import { remindToday } from './remind.server.ts';
import { sendMail, sendWebhook } from './send.server.ts';
import { changeSettings, isEmail, settingsOf, settingsView } from './settings.server.ts';

const SHOWN_DAYS = 30;
const MOST = 200;

type InDistrict = Pick<Call, 'person'> & { readonly params: { readonly district: string } };

/** What answers the routes of reminders. */
export function reminderHandlers(store: Store): readonly Mounted[] {
  const view = async (district: string) => ({ data: await settingsView(store, district) });
  return [
    answer(routes.notices, async (call) => {
      await remindToday(store, call.params.district);
      return noticesOf(store, call);
    }),
    answer(routes.readNotices, async (call) => {
      const { ids } = call.body;
      if (ids.length > 0)
        await store.unrecorded(call.params.district, (tx) =>
          tx
            .insertInto('reminder_read')
            .values(ids.map((notice) => ({ notice, account: call.person.name })))
            .onConflict((conflict) => conflict.doNothing())
            .execute(),
        );
      return noticesOf(store, call);
    }),
    answer(routes.ownAddress, async (call) => ({ data: { email: await addressOf(store, call) } })),
    answer(routes.setOwnAddress, async (call) => {
      await setAddress(store, call, call.body.email.trim());
      return { data: { email: await addressOf(store, call) } };
    }),
    answer(routes.reminderSettings, ({ params }) => view(params.district)),
    answer(routes.changeReminderSettings, async ({ params, person, body }) => {
      await changeSettings(store, params.district, person.name, body);
      return view(params.district);
    }),
    answer(routes.tryReminders, async ({ params: { district }, body: { channel, to } }) => {
      const { mail, webhookUrl, webhookSecret } = await settingsOf(store, district);
      if (channel === 'webhook') {
        const trouble = await sendWebhook(
          webhookUrl,
          webhookSecret,
          JSON.stringify({ district, test: true, notices: [] }),
        );
        return { data: { trouble } };
      }
      if (!isEmail(to)) throw reminderFault('reminder.email', { email: to });
      if (mail.host === '') throw reminderFault('reminder.no-host');
      const letter = { to: to.trim(), subject: '泉图：提醒邮件测试', text: '收到这封邮件，说明提醒邮件已经设好。\n' };
      return { data: { trouble: await sendMail(mail, letter) } };
    }),
  ];
}

/** Of the units the reader works for, the unread first. */
async function noticesOf(store: Store, { params: { district }, person }: InDistrict): Promise<Notices> {
  const isTold = TOLD.some((role) => person.viewer.roles.includes(role));
  const units = isTold ? [...person.viewer.organisations] : [];
  if (units.length === 0) return { data: [], unread: 0 };
  const rows = await store
    .read(district)
    .selectFrom('reminder_notice as n')
    .leftJoin('reminder_read as r', (join) => join.onRef('r.notice', '=', 'n.id').on('r.account', '=', person.name))
    .select(['n.id', 'n.on_day', 'n.text', 'n.register', 'n.record', 'r.account'])
    .where('n.unit', 'in', units)
    .where('n.on_day', '>=', addDays(dayInChina(instantOf(new Date())), -SHOWN_DAYS))
    .orderBy((eb) => eb('r.account', 'is not', null))
    .orderBy('n.on_day', 'desc')
    .orderBy('n.text')
    .limit(MOST)
    .execute();
  const data = rows.map(({ id, on_day: on, text, register, record, account }) => ({
    id,
    on,
    text,
    register,
    record,
    isRead: account !== null,
  }));
  return { data, unread: data.filter(({ isRead }) => !isRead).length };
}

async function addressOf(store: Store, { params: { district }, person }: InDistrict): Promise<string> {
  const db = store.read(district);
  const row = await db
    .selectFrom('reminder_address')
    .select('email')
    .where('account', '=', person.name)
    .executeTakeFirst();
  return row?.email ?? '';
}

async function setAddress(store: Store, { params: { district }, person }: InDistrict, email: string): Promise<void> {
  if (email !== '' && !isEmail(email)) throw reminderFault('reminder.email', { email });
  const change = { district, actor: person.name, action: 'reminder.address', subject: person.name };
  await store.transact(change, async (tx) => {
    if (email === '') await tx.deleteFrom('reminder_address').where('account', '=', person.name).execute();
    else
      await tx
        .insertInto('reminder_address')
        .values({ account: person.name, email })
        .onConflict((conflict) => conflict.column('account').doUpdateSet({ email }))
        .execute();
  });
}

const EVERY_MS = 60_000;

/** Looks every minute whether something waits to be sent. */
export function startSending(store: Store, onError: (error: unknown) => void): () => void {
  const timer = setInterval(() => void askToSend(store).catch(onError), EVERY_MS).unref();
  return () => clearInterval(timer);
}
