import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { instantOf, newId } from '@quantu/base';
import type { Content, ReadDb, Store, WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { TIANDITU_STYLES, type BasemapFile, type Basemaps } from './contract.ts';
import { basemapFault } from './faults.ts';
import { HEADER_BYTES, headerOf, inspectBasemap, lengthOf, type BasemapFacts } from './inspect.server.ts';

const MOST_BYTES = 32 * 2 ** 30;
const placeOfKey = (district: string): string => `basemap_setting/${district}`;

/** Where base maps are set up, and who does. */
export interface BasemapDesk {
  readonly store: Store;
  readonly district: string;
  readonly account: string;
}

/** The base maps of a district and what is chosen. */
export async function basemapsOf(store: Store, district: string): Promise<Basemaps> {
  const db = store.read(district);
  const [rows, setting] = await Promise.all([
    db.selectFrom('basemap').selectAll().orderBy('added_at').orderBy('id').execute(),
    settingOf(db, district),
  ]);
  const files = rows.map(
    ({ id, name, facts, size_bytes: sizeBytes, added_by: addedBy, added_at: addedAt }): BasemapFile => ({
      id,
      name,
      ...facts,
      sizeBytes,
      addedBy,
      addedAt: instantOf(new Date(addedAt)),
    }),
  );
  const key = setting.tianditu === null ? null : store.secrets.open(setting.tianditu, placeOfKey(district));
  const data = { files, tianditu: key === null ? null : { key } };
  return { ...data, chosen: isThere(data, setting.chosen) ? setting.chosen : 'none' };
}

/** Whether any district lets its pages reach 天地图. */
export async function usesTianditu(store: Store): Promise<boolean> {
  const { rows } = await sql<{ uses: boolean }>`
    select exists (select from basemap_setting where tianditu is not null) as uses`.execute(store.read());
  return rows[0]!.uses;
}

const tianditu = Object.keys(TIANDITU_STYLES).map((style) => `tianditu-${style}`);
const isThere = (of: Pick<Basemaps, 'files' | 'tianditu'>, chosen: string): boolean =>
  chosen === 'none' || (of.tianditu !== null && tianditu.includes(chosen)) || of.files.some(({ id }) => id === chosen);

async function settingOf(db: ReadDb, district: string): Promise<{ chosen: string; tianditu: string | null }> {
  const found = await db
    .selectFrom('basemap_setting')
    .select(['chosen', 'tianditu'])
    .where('district', '=', district)
    .executeTakeFirst();
  return found ?? { chosen: 'none', tianditu: null };
}

async function put(tx: WriteDb, district: string, part: { chosen?: string; tianditu?: string | null }): Promise<void> {
  const { chosen, tianditu: key } = { ...(await settingOf(tx, district)), ...part };
  await sql`insert into basemap_setting (district, chosen, tianditu) values (${district}, ${chosen}, ${key})
    on conflict (district) do update set chosen = excluded.chosen, tianditu = excluded.tianditu`.execute(tx);
}

/** Takes a file of tiles: refused at its first bytes when it is none, looked into when it is all there. */
export async function addBasemap(desk: BasemapDesk, name: string, content: AsyncIterable<Uint8Array>): Promise<string> {
  const { store, district, account: actor } = desk;
  const fileName = basename(name.replaceAll('\\', '/')).slice(0, 200);
  const type = 'application/vnd.pmtiles';
  const stored = await store.files.put(lookedAtFirst(fileName, content), { name: fileName, type, limit: MOST_BYTES });
  const { title, ...facts } = await inspectBasemap(fileName, store.files.pathOf(stored.hash), stored.size);
  await checkCover(store.read(district), fileName, facts);
  const id = newId();
  await store.transact({ district, actor, action: 'basemap.add', subject: id }, async (tx) => {
    await store.files.record(tx, stored);
    const called = title ?? fileName.replace(/\.pmtiles$/i, '');
    await tx
      .insertInto('basemap')
      .values({
        id,
        hash: stored.hash,
        name: called,
        facts: JSON.stringify(facts),
        size_bytes: stored.size,
        added_by: actor,
        added_at: instantOf(new Date()),
      })
      .execute();
    // The first there is lies under the map at once: who brings it wants to see it.
    if ((await settingOf(tx, district)).chosen === 'none') await put(tx, district, { chosen: id });
    tx.audit({ after: { name: called, file: fileName, size: stored.size } });
  });
  return id;
}

/** A file on this computer. */
export async function addBasemapFile(desk: BasemapDesk, path: string): Promise<BasemapFile> {
  const { size } = await stat(path);
  const start: Buffer[] = [];
  for await (const chunk of createReadStream(path, { end: HEADER_BYTES - 1 })) start.push(chunk as Buffer);
  const need = lengthOf(headerOf(basename(path), Buffer.concat(start)));
  if (need > size) throw basemapFault('basemap.truncated', { name: basename(path), need, size });
  const id = await addBasemap(desk, path, createReadStream(path));
  return (await basemapsOf(desk.store, desk.district)).files.find((one) => one.id === id)!;
}

async function* lookedAtFirst(name: string, content: AsyncIterable<Uint8Array>): Content & AsyncGenerator<Uint8Array> {
  let start: Uint8Array | null = new Uint8Array(0);
  for await (const chunk of content) {
    if (start !== null) {
      start = Buffer.concat([start, chunk.subarray(0, HEADER_BYTES)]);
      if (start.length >= HEADER_BYTES) {
        headerOf(name, start);
        start = null;
      }
    }
    yield chunk;
  }
  if (start !== null) headerOf(name, start);
}

/** A base map of another province would lie under nothing. */
async function checkCover(db: ReadDb, name: string, { box }: Pick<BasemapFacts, 'box'>): Promise<void> {
  const { rows } = await sql<{ box: [number, number, number, number] }>`
    select array[min((f.box[1])[0]), min((f.box[1])[1]), max((f.box[0])[0]), max((f.box[0])[1])] as box
    from map_layer r join layer_feature f on f.layer = r.id and f.first <= r.current_number
      and (f.last is null or f.last >= r.current_number)
    where r.current_number > 0 group by coalesce(r.role = 'district', false)
    order by coalesce(r.role = 'district', false) desc limit 1`.execute(db);
  const there = rows[0]?.box;
  if (there === undefined) return;
  const [west, south, east, north] = box;
  if (west <= there[2] && east >= there[0] && south <= there[3] && north >= there[1]) return;
  throw basemapFault('basemap.outside', { name, has: extentText(box), wants: extentText(there) });
}

const extentText = ([west, south, east, north]: readonly number[]): string =>
  `东经 ${west!.toFixed(2)}～${east!.toFixed(2)}、北纬 ${south!.toFixed(2)}～${north!.toFixed(2)}`;

export async function removeBasemap({ store, district, account: actor }: BasemapDesk, id: string): Promise<void> {
  await store.transact({ district, actor, action: 'basemap.remove', subject: id }, async (tx) => {
    // Whatever was typed is compared as text: it need not look like an id.
    const isIt = sql<boolean>`id::text = ${id}`;
    const gone = await tx.deleteFrom('basemap').where(isIt).returning('name').executeTakeFirst();
    if (!gone) throw basemapFault('basemap.none');
    if ((await settingOf(tx, district)).chosen === id) await put(tx, district, { chosen: 'none' });
    tx.audit({ before: { name: gone.name } });
  });
}

export async function chooseBasemap(desk: BasemapDesk, chosen: string): Promise<void> {
  const { store, district, account: actor } = desk;
  const before = await basemapsOf(store, district);
  if (!isThere(before, chosen)) throw basemapFault('basemap.choice', { choice: chosen });
  await store.transact({ district, actor, action: 'basemap.choose', subject: district }, async (tx) => {
    await put(tx, district, { chosen });
    tx.audit({ before: { chosen: before.chosen }, after: { chosen } });
  });
}

/** The key of 天地图; an empty one takes it away. It never stands open in the database, nor in the audit trail. */
export async function setTianditu({ store, district, account: actor }: BasemapDesk, typed: string): Promise<void> {
  const key = typed.trim();
  if (key !== '' && !/^[0-9a-zA-Z]{32}$/.test(key)) throw basemapFault('basemap.key', { length: key.length });
  await store.transact({ district, actor, action: 'basemap.tianditu', subject: district }, async (tx) => {
    const before = await settingOf(tx, district);
    const isGone = key === '' && before.chosen.startsWith('tianditu-');
    await put(tx, district, {
      tianditu: key === '' ? null : store.secrets.seal(key, placeOfKey(district)),
      ...(isGone ? { chosen: 'none' } : {}),
    });
    tx.audit({ before: { tianditu: before.tianditu !== null }, after: { tianditu: key !== '' } });
  });
}
