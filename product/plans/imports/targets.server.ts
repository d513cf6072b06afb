import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import { versionFault } from '../features/faults.ts';
import { layerHead, type LayerHead } from '../features/layers.server.ts';
import { LAYER_PROFILES } from '../profiles/known.ts';
import { namedCrs } from './crs-choice.ts';
import { spatialImportFault } from './faults.ts';
import type { StoredLayer } from './stored-layer.ts';
import type { RowsPart } from './worker/orders.ts';

/** The layers of a file that become one layer of the map. */
export interface Target {
  readonly code: string;
  readonly shape: 'area' | 'line' | 'point';
  /** Null: it is made when the import is written. */
  readonly head: LayerHead | null;
  readonly parts: readonly { readonly part: number; readonly layer: StoredLayer }[];
}

const SHAPES = { area: '面', line: '线', point: '点' } as const;

/** What the chosen layers become; refuses what cannot be carried out, with a sentence. */
export async function targetsOf(db: ReadDb, layers: readonly StoredLayer[]): Promise<readonly Target[]> {
  const used = layers.map((layer, part) => ({ layer, part })).filter(({ layer }) => layer.isUsed);
  if (used.length === 0) throw spatialImportFault('map-import.nothing');
  const targets: Target[] = [];
  for (const code of new Set(used.map(({ layer }) => layer.code))) {
    const parts = used.filter(({ layer }) => layer.code === code);
    const id = parts.find(({ layer }) => layer.layer !== null)?.layer.layer ?? (await idOf(db, code));
    const head = id === null ? null : await layerHead(db, id);
    const shapes = new Set(parts.map(({ layer }) => (layer.shape === 'mixed' ? (head?.shape ?? 'area') : layer.shape)));
    if (shapes.size > 1) throw spatialImportFault('map-import.mixed', { code });
    const [shape] = shapes as unknown as [Target['shape']];
    if (head !== null && head.shape !== shape) {
      const names = {
        layer: parts[0]!.layer.name,
        given: SHAPES[shape],
        wanted: SHAPES[head.shape],
        target: head.name,
      };
      throw spatialImportFault('map-import.shape', names);
    }
    if (head?.draft) throw versionFault('version.draft-there', { layer: head.name, number: head.draft });
    targets.push({ code, shape, head, parts });
  }
  return targets;
}

async function idOf(db: ReadDb, code: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select id from map_layer where code = ${code}`.execute(db);
  return rows[0]?.id ?? null;
}

/** How the worker is to read a layer; refuses one whose coordinates nobody has settled. */
export function rowsPart(target: Target, { part, layer }: Target['parts'][number]): RowsPart {
  const { name, chosenCrs, doubt, isCrsConfirmed, crs, keyField, codeField, nameField, codeSet } = layer;
  if (chosenCrs === null) {
    throw spatialImportFault('map-import.no-crs', { layer: name, why: crs?.why ?? '从坐标看不出来' });
  }
  if (doubt !== null && !isCrsConfirmed) throw spatialImportFault('map-import.doubt', { layer: name, why: doubt });
  const named = namedCrs(chosenCrs);
  if ('problem' in named) throw spatialImportFault('map-import.crs', { layer: name, crs: chosenCrs });
  const profile = LAYER_PROFILES.find(({ code }) => code === layer.profile);
  return {
    part,
    crs: named.text,
    parameters: named.parameters,
    group: target.code,
    shape: target.shape,
    keyField,
    codeField,
    nameField,
    codeSet,
    areaFields: profile?.areas ?? ['MJ', 'TBMJ', '面积', '面积（平方米）'],
    required: profile?.required ?? [],
  };
}
