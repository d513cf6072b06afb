import { dayInChina, instantOf, parseInstant, type Day } from '@quantu/base';
import { answer, type Mounted } from '@quantu/people/server';
import { describeRegister, type Books, type Register, type Viewer } from '@quantu/registers';
import {
  choicesOf,
  countRecords,
  groupRecords,
  listRecords,
  recordById,
  recordHistory,
} from '@quantu/registers/server';
import type { Store } from '@quantu/store';
import { authorChoices, isAuthorField } from './authors.server.ts';
import { burdenOf } from './burden.server.ts';
import { deedsCalled, recordsCalled } from './called.server.ts';
import { registerRoutes as routes } from './contract.ts';
import { deskOf, recordDeskOf } from './desk.server.ts';
import { deskFault } from './faults.ts';
import { feedOf } from './feed.server.ts';
import { catalogueFor, instantOfDay, listOf, selectionOf, sortsOf } from './selection.server.ts';

export function catalogueHandlers(store: Store, books: Books): Mounted[] {
  return [
    answer(routes.registers, async ({ person }) => ({ data: catalogueFor(books, person.viewer) })),
    answer(routes.register, async (call) => {
      return { data: describeRegister(deskOf(store, books, call).register, call.person.viewer) };
    }),
    answer(routes.burden, async ({ params, query, person }) => {
      return { data: await burdenOf(store.read(params.district), books, person.viewer, query) };
    }),
  ];
}

export function readingHandlers(store: Store, books: Books): Mounted[] {
  return [
    answer(routes.records, async (call) => {
      const { db, register } = deskOf(store, books, call);
      const { page, size, sort, fields, ...words } = call.query;
      const wish = {
        ...selectionOf(words),
        sort: sortsOf(sort),
        ...(page === undefined ? {} : { page }),
        ...(size === undefined ? {} : { size }),
        ...(fields === undefined ? {} : { fields: listOf(fields) }),
      };
      const found = await listRecords(db, books, register, call.person.viewer, wish);
      return { ...found, data: await recordsCalled(db, found.data) };
    }),
    answer(routes.groups, async (call) => {
      const { db, register } = deskOf(store, books, call);
      const { by, sums, ...words } = call.query;
      const selection = selectionOf(words);
      const { viewer } = call.person;
      const [data, total] = await Promise.all([
        groupRecords(db, books, register, viewer, selection, by, listOf(sums)),
        countRecords(db, books, register, viewer, selection),
      ]);
      return { data: [...data], total };
    }),
    answer(routes.choices, async (call) => {
      const { db, register } = deskOf(store, books, call);
      const { viewer } = call.person;
      const { text, values, asOf } = call.query;
      const wish = { text, values: values === undefined ? undefined : listOf(values), on: dayOf(asOf) };
      if (isAuthorField(call.params.field)) {
        return { data: [...(await authorChoices(db, books, register, viewer, call.params.field, wish))] };
      }
      checkSeen(register, viewer, call.params.field);
      return { data: [...(await choicesOf(db, books, register, viewer, call.params.field, wish))] };
    }),
    answer(routes.record, async (call) => {
      const { db, register, record } = recordDeskOf(store, books, call);
      const at = instantOfDay(call.query.asOf);
      const { data, can } = await recordById(db, books, register, call.person.viewer, record, at);
      return { data: (await recordsCalled(db, [data]))[0]!, can };
    }),
    answer(routes.history, async (call) => {
      const { db, register, record } = recordDeskOf(store, books, call);
      return { data: await deedsCalled(db, await recordHistory(db, books, register, call.person.viewer, record)) };
    }),
    answer(routes.feed, (call) => feedOf(deskOf(store, books, call), call.query)),
  ];
}

function checkSeen(register: Register, viewer: Viewer, field: string): void {
  const isSeen = describeRegister(register, viewer).fields.some(({ key }) => key === field);
  if (!isSeen) throw deskFault('selection.field', { label: register.label, field });
}

/** The day on which codes and organisations are looked at. */
function dayOf(asOf: string | undefined): Day {
  const instant = instantOfDay(asOf);
  return dayInChina((instant === undefined ? null : parseInstant(instant)) ?? instantOf(new Date()));
}
