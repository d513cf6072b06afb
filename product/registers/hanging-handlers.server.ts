import { answer, answerFile, type Mounted } from '@quantu/people/server';
import type { Books } from '@quantu/registers';
import { recordById } from '@quantu/registers/server';
import type { Store } from '@quantu/store';
import { addAttachment, attachmentFile, attachmentsOf, removeAttachment } from './attachments.server.ts';
import { deedsCalled } from './called.server.ts';
import { addComment, commentsOf, removeComment } from './comments.server.ts';
import { registerRoutes as routes } from './contract.ts';
import { deskOf, recordDeskOf, type RecordDesk } from './desk.server.ts';
import { instantOfDay } from './selection.server.ts';
import { removeView, saveView, viewsOf } from './views.server.ts';

/** Throws unless the caller may read the record. */
function readable({ db, books, register, person, record }: RecordDesk) {
  return recordById(db, books, register, person.viewer, record);
}

export function commentHandlers(store: Store, books: Books): Mounted[] {
  return [
    answer(routes.comments, async (call) => {
      const desk = recordDeskOf(store, books, call);
      await readable(desk);
      return { data: await deedsCalled(desk.db, await commentsOf(desk.db, desk.record, call.person.viewer)) };
    }),
    answer(routes.addComment, async (call) => {
      const desk = recordDeskOf(store, books, call);
      await readable(desk);
      const change = desk.change('record.comment', { subject: desk.record });
      const data = await store.transact(change, (tx) =>
        addComment(tx, desk.register.name, desk.record, call.body.text),
      );
      return { data: { ...data, by: call.person.displayName } };
    }),
    answer(routes.removeComment, async (call) => {
      const desk = recordDeskOf(store, books, call);
      await readable(desk);
      const change = desk.change('record.uncomment', { subject: desk.record });
      await store.transact(change, (tx) => removeComment(tx, desk.record, call.params.comment));
      return { data: await deedsCalled(desk.db, await commentsOf(desk.db, desk.record, call.person.viewer)) };
    }),
  ];
}

export function fileHandlers(store: Store, books: Books): Mounted[] {
  return [
    answer(routes.attachments, async (call) => {
      const desk = recordDeskOf(store, books, call);
      const { asOf, ...wish } = call.query;
      const at = instantOfDay(asOf);
      const { data } = await recordById(desk.db, books, desk.register, call.person.viewer, desk.record, at);
      const files = await attachmentsOf(desk.db, desk.register, data, { ...wish, at });
      return { ...files, data: await deedsCalled(desk.db, files.data) };
    }),
    answer(routes.addAttachment, async (call) => {
      const data = await addAttachment(recordDeskOf(store, books, call), call.params.field, () => call.upload());
      return { data: { ...data, by: call.person.displayName } };
    }),
    answerFile(routes.attachment, (call) => {
      const { asOf, size } = call.query;
      const wish = { at: instantOfDay(asOf), isSmall: size === 'small' };
      return attachmentFile(recordDeskOf(store, books, call), call.params.attachment, wish);
    }),
    answer(routes.removeAttachment, async (call) => {
      await removeAttachment(recordDeskOf(store, books, call), call.params.attachment);
      return { removed: call.params.attachment };
    }),
  ];
}

export function viewHandlers(store: Store, books: Books): Mounted[] {
  return [
    answer(routes.views, async (call) => {
      const { db, register } = deskOf(store, books, call);
      return { data: await viewsOf(db, register, call.person.viewer) };
    }),
    answer(routes.saveView, async (call) => {
      const desk = deskOf(store, books, call);
      await store.transact(desk.change('view.save', { subject: desk.register.name }), (tx) =>
        saveView(tx, desk.register, call.body),
      );
      return { data: await viewsOf(desk.db, desk.register, call.person.viewer) };
    }),
    answer(routes.removeView, async (call) => {
      const desk = deskOf(store, books, call);
      await store.transact(desk.change('view.remove', { subject: desk.register.name }), (tx) =>
        removeView(tx, desk.register, call.params.view),
      );
      return { data: await viewsOf(desk.db, desk.register, call.person.viewer) };
    }),
  ];
}
