import { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import {
  attachments,
  defineRegister,
  everyone,
  programViewer,
  Registers,
  text,
  type Register,
} from '@quantu/registers';
import { createRecord } from '@quantu/registers/server';
import { roomsFor } from '@quantu/registers/testing';
import type { Instant } from '@quantu/base';
import { testStore } from '@quantu/store/testing';
import { expect, test } from 'vitest';
import { attachmentFile, attachmentsOf } from './attachments.server.ts';
import type { RecordDesk } from './desk.server.ts';

const papers = defineRegister('test-paper', {
  label: '测试台账',
  key: ['code'],
  title: 'code',
  fields: { code: text({ label: '编号', required: true }), files: attachments({ label: '附件' }) },
  access: { read: everyone, write: everyone },
});

test('a record of an earlier day has the files it had then, also those taken off since', async () => {
  const district = '990101'; // an invented district may write with earlier days
  const register = papers as unknown as Register;
  const books = { registers: new Registers([register]), codeSets: [] };
  const store = await testStore(roomsFor([papers]), { districts: [district] });
  const viewer = programViewer('program');
  const on = (day: string) => ({ district, actor: 'program', action: 'test', at: `${day}T00:00:00.000Z` as Instant });
  const stored = await store.files.put(new TextEncoder().encode('批复'), { name: 'a.txt', type: 'text/plain' });
  const [record, id] = await store.transact(on('2025-03-01'), async (tx) => {
    const made = await createRecord(tx, books, register, viewer, { code: 'A1' });
    const [file, added] = [await store.files.record(tx, stored), '00000000-0000-4000-9000-000000000001'];
    const about = { id: added, register: 'test-paper', record: made.id, field: 'files', file, name: '批复.txt' };
    const photo = { lon: null, lat: null, taken_at: null, is_picture: false };
    await tx
      .insertInto('record_attachment')
      .values({ ...about, ...photo, type: 'text/plain', size: 6, added_at: tx.at, added_by: 'program' })
      .execute();
    return [made.id, added];
  });
  await store.transact(on('2025-03-05'), (tx) => tx.deleteFrom('record_attachment').where('id', '=', id).execute());
  const db = store.read(district);
  const view = { id: record, values: { files: 0 }, masked: [] } as unknown as Parameters<typeof attachmentsOf>[2];
  const desk = { store, district, books, register, record, person: { viewer } } as unknown as RecordDesk;
  const names = async (at?: string) => (await attachmentsOf(db, register, view, { at })).data.map(({ name }) => name);
  expect([await names('2025-02-01T00:00:00Z'), await names('2025-03-03T00:00:00Z'), await names()]).toEqual([
    [],
    ['批复.txt'],
    [],
  ]);
  const { bytes } = await attachmentFile(desk, id, { at: '2025-03-03T00:00:00Z' });
  expect(await textOf(bytes as Readable)).toBe('批复');
  await expect(attachmentFile(desk, id)).rejects.toThrow('没有这个附件，可能已被移除');
  await store.close();
});
