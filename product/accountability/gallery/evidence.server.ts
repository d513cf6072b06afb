import { isFiles, type RecordView } from '@quantu/registers';
import { tableAt } from '@quantu/registers/server';
import { sql } from 'kysely';
import { all, itemsOfTasks, label, registerOf, text, type Look } from '../look.server.ts';
import type { Evidence, GalleryWish } from './contract.ts';

const MOST = 2000;

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}
export interface Gallery {
  readonly data: Evidence[];
  readonly total: number;
  readonly opinions: Choice[];
  readonly units: Choice[];
  readonly months: Choice[];
}

/**
 * The files of progress entries and items that the viewer may read, the newest first: a record that would be refused to
 * them shows none of its files here. The choices count what each would leave of all.
 */
export async function galleryOf(look: Look, wish: GalleryWish): Promise<Gallery> {
  const [opinions, items, progress] = await Promise.all([
    all(look, 'review-opinion', []),
    all(look, 'review-item', []),
    all(look, 'review-progress', [], ['task', 'unit', 'on', 'summary', 'photos', 'files', 'place']),
  ]);
  const itemOf = await itemsOfTasks(
    look,
    progress.map((record) => text(record, 'task')),
  );
  const known = { opinions: byId(opinions), items: byId(items), itemOf };
  const hosts = new Map([
    ...progress.map((record) => [record.id, ofProgress(look, record, known)] as const),
    ...items.map((record) => [record.id, ofItem(look, record, known)] as const),
  ]);
  const found = (await filesOf(look, hosts)).toSorted((a, b) => (a.on > b.on ? -1 : a.on < b.on ? 1 : 0));
  const isWanted =
    (except: keyof GalleryWish) =>
    ({ opinion, unitId, on }: Evidence): boolean =>
      (except === 'opinion' || wish.opinion === undefined || opinion === wish.opinion) &&
      (except === 'unit' || wish.unit === undefined || unitId === wish.unit) &&
      (except === 'month' || wish.month === undefined || on.startsWith(wish.month));
  const shown = found.filter(isWanted('asOf'));
  return {
    data: shown.slice(0, MOST),
    total: shown.length,
    opinions: choices(found.filter(isWanted('opinion')), ({ opinion, opinionTitle }) => [opinion, opinionTitle]),
    units: choices(found.filter(isWanted('unit')), ({ unitId, unit }) => [unitId, unit]),
    months: choices(found.filter(isWanted('month')), ({ on }) => [on.slice(0, 7), on.slice(0, 7)]),
  };
}

interface Known {
  readonly opinions: ReadonlyMap<string, RecordView>;
  readonly items: ReadonlyMap<string, RecordView>;
  readonly itemOf: ReadonlyMap<string, string>;
}
/** A record that files hang on, and the fields of it whose files its reader may see. */
interface Host extends Omit<Evidence, 'id' | 'name' | 'isPicture' | 'takenAt'> {
  readonly fields: readonly string[];
}

const byId = (records: readonly RecordView[]) => new Map(records.map((record) => [record.id, record]));

function readable(look: Look, register: string, { values, masked }: RecordView): readonly string[] {
  return Object.entries(registerOf(look.books, register).fields)
    .filter(([name, field]) => isFiles(field) && name in values && !masked.includes(name))
    .map(([name]) => name);
}

function ofProgress(look: Look, record: RecordView, { opinions, items, itemOf }: Known): Host {
  const item = items.get(itemOf.get(text(record, 'task')) ?? '');
  const opinion = item ? opinions.get(text(item, 'opinion')) : undefined;
  return {
    register: 'review-progress',
    record: record.id,
    fields: readable(look, 'review-progress', record),
    ...placeOf(record),
    on: text(record, 'on'),
    summary: text(record, 'summary'),
    unit: label(record, 'unit'),
    unitId: text(record, 'unit') || null,
    task: text(record, 'task') || null,
    taskTitle: label(record, 'task'),
    opinion: opinion?.id ?? null,
    opinionTitle: opinion ? text(opinion, 'title') : '',
  };
}

function ofItem(look: Look, record: RecordView, { opinions }: Known): Host {
  const opinion = opinions.get(text(record, 'opinion'));
  return {
    register: 'review-item',
    record: record.id,
    fields: readable(look, 'review-item', record),
    lon: null,
    lat: null,
    placedBy: '',
    on: text(record, 'assessedOn') || text(record, 'movedOn') || record.changedAt.slice(0, 10),
    summary: text(record, 'resultText') || text(record, 'matter'),
    unit: label(record, 'lead'),
    unitId: text(record, 'lead') || null,
    task: null,
    taskTitle: text(record, 'matter'),
    opinion: opinion?.id ?? null,
    opinionTitle: opinion ? text(opinion, 'title') : '',
  };
}

function placeOf({ values }: RecordView): Pick<Host, 'lon' | 'lat' | 'placedBy'> {
  const place = values['place'];
  const nowhere = { lon: null, lat: null, placedBy: '' };
  if (typeof place !== 'object' || place === null || !Array.isArray(place.coordinates)) return nowhere;
  const [lon, lat]: unknown[] = place.coordinates;
  return typeof lon === 'number' && typeof lat === 'number' ? { lon, lat, placedBy: '填报地点' } : nowhere;
}

interface FileRow {
  readonly id: string;
  readonly record: string;
  readonly field: string;
  readonly name: string;
  readonly isPicture: boolean;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly takenAt: string | null;
}

async function filesOf({ db, at }: Look, hosts: ReadonlyMap<string, Host>): Promise<Evidence[]> {
  if (hosts.size === 0) return [];
  const { rows } = await sql<FileRow>`
    select r.id, r.record, r.field, r.name, r.is_picture as "isPicture", r.lon, r.lat, r.taken_at as "takenAt"
    from ${tableAt({ table: 'record_attachment' }, at)}
    where r.register in ('review-progress', 'review-item') and r.record = any(${[...hosts.keys()]}::uuid[])
    order by r.added_at desc, r.id`.execute(db);
  return rows.flatMap(({ record, field, ...row }) => {
    const host = hosts.get(record);
    if (!host?.fields.includes(field)) return [];
    const { fields: _, ...about } = host;
    const isPlaced = row.lon !== null && row.lat !== null;
    return [
      {
        ...about,
        ...(isPlaced ? { lon: row.lon, lat: row.lat, placedBy: '照片定位' } : {}),
        id: row.id,
        name: row.name,
        isPicture: row.isPicture,
        takenAt: row.takenAt,
        on: row.takenAt?.slice(0, 10) ?? about.on,
      },
    ];
  });
}

function choices(found: readonly Evidence[], of: (one: Evidence) => readonly [string | null, string]): Choice[] {
  const counts = new Map<string, { label: string; count: number }>();
  for (const one of found) {
    const [value, label] = of(one);
    if (value === null) continue;
    counts.set(value, { label, count: (counts.get(value)?.count ?? 0) + 1 });
  }
  return [...counts].map(([value, rest]) => ({ value, ...rest })).toSorted((a, b) => (a.value > b.value ? -1 : 1));
}
