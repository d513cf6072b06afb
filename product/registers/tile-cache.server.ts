import { dayInChina, instantOf } from '@quantu/base';
import type { Tile } from '@quantu/geometry';
import type { Books, Selection } from '@quantu/registers';
import type { ReadDb, Store } from '@quantu/store';
import { sql } from 'kysely';
import type { Desk } from './desk.server.ts';

const MOST_BYTES = 64 * 2 ** 20;
/** What a key and its entry weigh beside the tile. */
const ENTRY_BYTES = 1000;

/** Tiles of one store under one set of declarations, the ones asked for last. */
class Tiles {
  readonly #tiles = new Map<string, Uint8Array>();
  #bytes = 0;

  get(key: string): Uint8Array | undefined {
    const tile = this.#tiles.get(key);
    if (tile === undefined) return undefined;
    this.#tiles.delete(key);
    this.#tiles.set(key, tile);
    return tile;
  }

  set(key: string, tile: Uint8Array): void {
    if (this.#tiles.has(key)) return;
    this.#tiles.set(key, tile);
    this.#bytes += tile.length + ENTRY_BYTES;
    for (const [oldest, { length }] of this.#tiles) {
      if (this.#bytes <= MOST_BYTES) return;
      this.#tiles.delete(oldest);
      this.#bytes -= length + ENTRY_BYTES;
    }
  }
}

const kept = new WeakMap<Store, WeakMap<Books, Tiles>>();

/** The rules are part of the declarations: other declarations have tiles of their own. */
function tilesOf({ store, books }: Desk): Tiles {
  const byBooks = kept.get(store) ?? new WeakMap<Books, Tiles>();
  kept.set(store, byBooks);
  const tiles = byBooks.get(books) ?? new Tiles();
  byBooks.set(books, tiles);
  return tiles;
}

/**
 * A tile that many records went into, made once for all who have the same rights until anything in the district is
 * written: what is written stands in the audit trail, whose end is part of the key. It is read before the records are,
 * so that a tile never stands under an end later than its data.
 */
export async function keptTile(
  desk: Desk,
  wish: { readonly tile: Tile; readonly selection: Selection; readonly by: string | undefined },
  make: () => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const { district, register, person } = desk;
  const { roles, organisations, person: self, isProgram } = person.viewer;
  const end = await endOfTrail(desk.db);
  const today = dayInChina(instantOf(new Date())); // codes hold by the day
  const rights = [roles, organisations, self, isProgram];
  const key = JSON.stringify([district, register.name, wish, rights, today, end]);
  const tiles = tilesOf(desk);
  const found = tiles.get(key);
  if (found !== undefined) return found;
  const tile = await make();
  tiles.set(key, tile);
  return tile;
}

async function endOfTrail(db: ReadDb): Promise<number> {
  const { rows } = await sql<{ seq: number }>`select coalesce(max(seq), 0) as seq from audit`.execute(db);
  return rows[0]!.seq;
}
