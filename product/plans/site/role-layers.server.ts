import type { Box } from '@quantu/geometry';
import type { CodeBook } from '@quantu/registers';
import { sql } from 'kysely';
import type { MapDesk } from '../map/desk.server.ts';
import { boxSql } from '../map/identify.server.ts';
import { IN_VERSION, versionsTable } from '../features/version-rows.server.ts';
import { shownLayers, type ShownLayer } from '../map/shown.server.ts';
import { readClass } from '../profiles/old-codes.ts';
import type { SiteLayer } from './contract.ts';
import type { FoundFeature } from './judge-order.ts';
import type { SiteFeature } from './measure.ts';

/** Layers that play a role, in the version in force or as of a day. */
export async function roleLayers(desk: MapDesk, asOf: string | undefined): Promise<readonly ShownLayer[]> {
  const layers = await shownLayers(desk, { asOf });
  return layers.filter(({ role }) => role !== null);
}

export const siteLayerOf = ({ id, code, name, number, title, publishedOn }: ShownLayer): SiteLayer => ({
  id,
  code,
  name,
  number,
  title,
  publishedOn,
});

interface Row {
  readonly layer: string;
  readonly key: string;
  readonly name: string | null;
  readonly code: string | null;
  readonly use: string | null;
  readonly attributes: SiteFeature['attributes'];
  readonly shape: Buffer;
}

/** What all these layers have whose box touches a box: one statement however many layers there are. */
export async function featuresIn(
  { db }: MapDesk,
  layers: readonly ShownLayer[],
  box: Box,
  codes: CodeBook,
): Promise<readonly FoundFeature[]> {
  if (layers.length === 0) return [];
  const { rows } = await sql<Row>`select f.layer, f.key, f.name, f.code, f.use, f.attributes, f.shape
    from ${versionsTable(layers)} join layer_feature f on ${IN_VERSION}
    where f.box && ${boxSql(box)} order by f.layer, f.key`.execute(db);
  const byId = new Map(layers.map((layer) => [layer.id, layer]));
  return rows.map((row) => featureOf(byId.get(row.layer)!, row, codes));
}

function featureOf(layer: ShownLayer, row: Row, codes: CodeBook): FoundFeature {
  const { key, code, attributes } = row;
  const use = useOf(layer.codeSet, code, row.use);
  return {
    layer: layer.id,
    register: null,
    key,
    name: (layer.role === 'detailed-parcel' ? parcelNumber(attributes) : null) ?? row.name ?? key,
    code,
    codeLabel: labelOf(layer.codeSet, code, use, codes),
    use,
    attributes,
    shape: row.shape,
  };
}

/** 地块编号: what a parcel of a detailed plan is called by, whatever stands on it. */
function parcelNumber(attributes: SiteFeature['attributes']): string | null {
  const number = attributes['DKBH'] ?? attributes['地块编号'];
  return typeof number === 'string' && number.trim() !== '' ? number.trim() : null;
}

/** The class of 2023: as the import found it, else as the layer's own standard reads it. */
export const useOf = (codeSet: string | null, code: string | null, use: string | null): string | null =>
  use ?? readClass(codeSet ?? 'land-use-2023', code).use;

/** As its own standard calls it, else by the class of 2023, else the bare code. */
export function labelOf(
  codeSet: string | null,
  code: string | null,
  use: string | null,
  codes: CodeBook,
): string | null {
  if (code === null) return null;
  const own = codeSet === null ? code : codes.labelOf(codeSet, code);
  const label = own === code && use !== null ? codes.labelOf('land-use-2023', use) : own;
  return label.startsWith(code) ? label : `${code} ${label}`;
}
