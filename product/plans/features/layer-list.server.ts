import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';

/** A layer as the command line lists it. */
export interface ListedLayer {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly shape: string;
  readonly role: string | null;
  /** The version in force; null: nothing was published. */
  readonly version: number | null;
  readonly draft: number | null;
  readonly features: number | null;
  /** Decimal text. */
  readonly areaM2: string | null;
}

export async function listLayers(db: ReadDb): Promise<readonly ListedLayer[]> {
  const { rows } = await sql<ListedLayer>`select l.id, l.code, coalesce(l.name, l.code) as name, l.shape, l.role,
      l.current_number as version, (select max(v.number) from layer_version v where v.layer = l.id and v.state = 'draft')
      as draft, l.features, l.area_m2::text as "areaM2"
    from map_layer l order by l."order" nulls last, l.code`.execute(db);
  return rows;
}
