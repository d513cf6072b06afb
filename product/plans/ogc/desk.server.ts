import { peopleFault, type Route } from '@quantu/people';
import type { OpenCall } from '@quantu/people/server';
import { programViewer, type Books } from '@quantu/registers';
import type { Store } from '@quantu/store';
import type { MapDesk } from '../map/desk.server.ts';
import { shownLayers, type ShownLayer } from '../map/shown.server.ts';
import { ogcFault } from './faults.ts';
import { isKnownFormat } from './negotiate.ts';

/** The map as a client of the interface sees it. */
export interface OgcDesk extends MapDesk {
  /** Without an account: only layers that may be public. */
  readonly isPublic: boolean;
  /** Where the interface of this district stands. */
  readonly base: string;
}

type Asked = Pick<OpenCall, 'person' | 'origin' | 'query'> & { readonly params: { readonly district: string } };

const REGISTER = 'map-layer';

export function ogcDeskOf(store: Store, books: Books, { person, origin, params, query }: Asked): OgcDesk {
  const { f } = query as { f?: string };
  if (f !== undefined && !isKnownFormat(f)) throw ogcFault('ogc.format', { format: f, has: 'json' });
  const { district } = params;
  const shared = {
    store,
    books,
    district,
    db: store.read(district),
    seesDrafts: false,
    base: `${origin}/ogc/d/${district}`,
  };
  // Somebody who has to do something else first, or may not enter, is a stranger here.
  const isKnown = person !== null && person.demands.length === 0 && person.permissions.has('district.enter');
  if (!isKnown) return { ...shared, viewer: programViewer('public'), isPublic: true };
  const registers = person.token?.registers ?? null;
  if (registers !== null && !registers.includes(REGISTER)) {
    throw peopleFault('token.register', { name: person.token!.name, registers: registers.join('、') });
  }
  return { ...shared, viewer: person.viewer, isPublic: false };
}

/** The layers that are there for this client, in the versions in force or on a day. */
export async function ogcLayers(desk: OgcDesk, asOf?: string): Promise<readonly ShownLayer[]> {
  const layers = await shownLayers(desk, { asOf });
  return desk.isPublic ? layers.filter(({ isPublic }) => isPublic) : layers;
}

export async function ogcLayer(desk: OgcDesk, collection: string): Promise<ShownLayer> {
  const layer = (await ogcLayers(desk)).find(({ code }) => code === collection);
  if (!layer) throw ogcFault('ogc.collection', { collection });
  return layer;
}

/** Parameters that neither the route nor the layer knows are refused, as the standard asks. */
export function refuseUnknown(query: object, route: Route, more: readonly string[] = []): void {
  const properties: unknown = route.query['properties'];
  const known = [...Object.keys(typeof properties === 'object' && properties !== null ? properties : {}), ...more];
  const unknown = Object.keys(query).find((name) => !known.includes(name));
  if (unknown !== undefined) throw ogcFault('ogc.parameter', { name: unknown.slice(0, 60) });
}
