import type { Static } from '@sinclair/typebox';
import { sql } from 'kysely';
import type { LayerChoice } from '../contract.ts';
import { districtBox } from './control.server.ts';
import { namedCrs } from './crs-choice.ts';
import { spatialImportFault } from './faults.ts';
import { withPlace } from './look.server.ts';
import { changeRun, NO_COUNTS, type ImportDesk, type Run } from './runs.server.ts';
import type { StoredLayer } from './stored-layer.ts';

export type LayerWish = Static<typeof LayerChoice>;

/** Step 2: a person says which layers count, what they become, and where they lie. A dry run before is void. */
export async function chooseLayers(desk: ImportDesk, run: Run, wishes: readonly LayerWish[]): Promise<void> {
  const { store, district } = desk;
  const db = store.read(district);
  const unknown = wishes.find(({ name }) => !run.layers.some((layer) => layer.name === name));
  if (unknown) {
    const found = run.layers.map(({ name }) => name).join('、');
    throw spatialImportFault('map-import.no-layer', { layer: unknown.name, found });
  }
  const around = await districtBox(db);
  const waiting = [...wishes];
  const layers: StoredLayer[] = [];
  for (const layer of run.layers) {
    // Layers of the same name are told apart by their order.
    const at = waiting.findIndex(({ name }) => name === layer.name);
    const [wish] = at < 0 ? [] : waiting.splice(at, 1);
    const chosen = wish ? chosenLayer(layer, wish) : layer;
    layers.push(withPlace({ ...chosen, counts: null, areaM2: null, findings: [] }, around));
  }
  await refuseUnknownTargets(desk, layers);
  await store.unrecorded(district, async (tx) => {
    await changeRun(tx, run.id, { state: 'mapping', layers, counts: NO_COUNTS });
    await sql`delete from layer_staged where import = ${run.id}::uuid`.execute(tx);
  });
}

function chosenLayer(layer: StoredLayer, wish: LayerWish): StoredLayer {
  const code = wish.code.trim();
  if (!/^[A-Za-z0-9_-]{1,60}$/.test(code)) throw spatialImportFault('map-import.code', { code });
  const columns = new Set(layer.fields.map(({ name }) => name));
  for (const field of [wish.keyField, wish.codeField, wish.nameField]) {
    if (field !== null && !columns.has(field))
      throw spatialImportFault('map-import.field', { layer: layer.name, field });
  }
  const named = wish.chosenCrs === null ? null : namedCrs(wish.chosenCrs);
  if (named !== null && 'problem' in named) {
    throw spatialImportFault('map-import.crs', { layer: layer.name, crs: wish.chosenCrs! });
  }
  const { isUsed, layerName, category, role, chosenCrs, isCrsConfirmed, keyField, codeField, nameField, codeSet } =
    wish;
  const fields = { keyField, codeField, nameField, codeSet };
  return { ...layer, isUsed, layer: wish.layer, code, layerName, category, role, chosenCrs, isCrsConfirmed, ...fields };
}

async function refuseUnknownTargets({ store, district }: ImportDesk, layers: readonly StoredLayer[]): Promise<void> {
  const ids = layers.flatMap(({ layer }) => (layer === null ? [] : [layer]));
  const { rows } = await sql<{ id: string }>`select id from map_layer where id = any(${ids}::uuid[])`.execute(
    store.read(district),
  );
  const known = new Set(rows.map(({ id }) => id));
  const lost = layers.find(({ layer }) => layer !== null && !known.has(layer));
  if (lost) throw spatialImportFault('map-import.target', { layer: lost.name });
}
