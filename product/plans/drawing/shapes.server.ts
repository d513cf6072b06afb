import { fromWkb, type Box } from '@quantu/geometry';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import { inVersion } from '../features/version-rows.server.ts';
import type { ShapeRow } from './contract.ts';
import { drawingFault } from './faults.ts';

/** `118.8,25,119,25.2` */
export function parseBox(text: string): Box {
  const numbers = text.split(',').map(Number);
  const [west, south, east, north] = numbers;
  const isBox = numbers.length === 4 && numbers.every(Number.isFinite) && west! < east! && south! < north!;
  if (!isBox) throw drawingFault('drawing.box', { box: text });
  return [west!, south!, east!, north!];
}

const within = ([west, south, east, north]: Box) =>
  sql<boolean>`f.box && box(point(${west}, ${south}), point(${east}, ${north}))`;

interface Row {
  readonly key: string;
  readonly code: string | null;
  readonly name: string | null;
  readonly use: string | null;
  readonly attributes: ShapeRow['attributes'];
  readonly areaM2: number;
  readonly shape: Buffer;
}

/** The features of a version whose boxes touch a box, as they are stored; large ones first, so that they lie below. */
export async function shapesIn(
  db: ReadDb,
  layer: string,
  number: number,
  box: Box,
  { most, isAllOrNone = false }: { readonly most: number; readonly isAllOrNone?: boolean },
): Promise<{ readonly data: ShapeRow[]; readonly total: number }> {
  const inBox = sql`from layer_feature f where ${inVersion(layer, number)} and ${within(box)}`;
  const { rows: counted } = await sql<{ total: number }>`select count(*) as total ${inBox}`.execute(db);
  const total = counted[0]?.total ?? 0;
  if (isAllOrNone && total > most) return { data: [], total };
  const { rows } =
    await sql<Row>`select f.key, f.code, f.name, f.use, f.attributes, f.area_m2 as "areaM2", f.shape ${inBox}
    order by f.area_m2 desc, f.key limit ${most}`.execute(db);
  return { data: rows.map((row) => ({ ...row, shape: fromWkb(row.shape) })), total };
}
