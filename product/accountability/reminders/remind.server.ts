import { dayInChina, instantOf, newId, type Day } from '@quantu/base';
import type { ReadDb, Store } from '@quantu/store';
import { sql } from 'kysely';
import { noticeOn, type Notice, type Owed } from './due.ts';
import { queueDigests } from './outbox.server.ts';

/** Once a day: whoever owes something by a day that is near or over is told, in the product and where it is set up. */
export async function remindToday(store: Store, district: string): Promise<void> {
  const today = dayInChina(instantOf(new Date()));
  const db = store.read(district);
  const told = await db.selectFrom('reminder_day').select('told_on').executeTakeFirst();
  if (told && told.told_on >= today) return;
  const notices = (await owedIn(db)).flatMap((owed) => noticeOn(owed, today) ?? []);
  await store.unrecorded(district, async (tx) => {
    for (let from = 0; from < notices.length; from += 500)
      await tx
        .insertInto('reminder_notice')
        .values(notices.slice(from, from + 500).map((notice) => rowOf(notice, today)))
        .onConflict((conflict) => conflict.columns(['record', 'unit', 'on_day']).doNothing())
        .execute();
    await tx
      .insertInto('reminder_day')
      .values({ id: 'district', told_on: today })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ told_on: today }))
      .execute();
  });
  await queueDigests(store, district, today);
}

const rowOf = ({ unit, register, record, dueOn, text }: Notice, today: Day) => ({
  id: newId(),
  on_day: today,
  unit,
  register,
  record,
  due_on: dueOn,
  text: text.slice(0, 400),
});

/** Tasks, items without a task, orders, co-handlers' parts and whole opinions that somebody still owes. */
async function owedIn(db: ReadDb): Promise<readonly Owed[]> {
  const { rows } = await sql<Owed>`
    select t.lead as unit, 'review-task' as register, t.id as record, t.measure as title, t.due_on as "dueOn"
      from review_task t where t.state in ('assigned', 'working', 'returned')
    union all select i.lead, 'review-item', i.id, i.matter, coalesce(i.extended_to, i.due_on, o.extended_to, o.due_on)
      from review_item i join review_opinion o on o.id = i.opinion
      where i.lead is not null and i.state in ('open', 'working', 'blocked', 'returned')
        and coalesce(i.extended_to, i.due_on, o.extended_to, o.due_on) is not null
        and not exists (select 1 from review_task t where t.item = i.id and t.state <> 'cancelled')
    union all select r.unit, 'review-order', r.id, concat('督办单 ', r.number), r.due_on
      from review_order r where r.state = 'issued' and r.due_on is not null
    union all select s.unit, 'review-share', s.id, concat('协办：', coalesce(s.asked, '')), s.due_on
      from review_share s where s.state = 'asked' and s.due_on is not null
    union all select o.office, 'review-opinion', o.id, o.title, coalesce(o.extended_to, o.due_on)
      from review_opinion o where o.office is not null and coalesce(o.extended_to, o.due_on) is not null
        and o.state in ('delivered', 'accepted', 'decomposed', 'handling', 'commenting', 'rework')`.execute(db);
  return rows;
}
