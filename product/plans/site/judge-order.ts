import { areaM2, fromWkb } from '@quantu/geometry';
import type { Controls, SiteLayer, SiteWish } from './contract.ts';
import { siteFault } from './faults.ts';
import { judge, type Judgement } from './judge.ts';
import { coverageOf, type Site, type SiteFeature } from './measure.ts';
import { toleranceOf } from './rules.ts';
import type { PlayedRole, Situation } from './situation.ts';

/** A feature of a layer near a site, its shape as it is stored: WKB. */
export interface FoundFeature extends Omit<SiteFeature, 'geometry' | 'layer'> {
  readonly layer: string;
  readonly shape: Uint8Array;
}

/** All that a site is judged on, as it goes to wherever there is time for it. */
export interface JudgeOrder {
  readonly wish: SiteWish;
  readonly name: string;
  readonly site: Site;
  readonly useLabel: string;
  readonly controls: Controls;
  /** Layers that play a role, in their order. */
  readonly layers: readonly { readonly role: string; readonly layer: SiteLayer }[];
  readonly features: readonly FoundFeature[];
  /** What roles are called, also those that nobody plays. */
  readonly labels: Readonly<Record<string, string>>;
  readonly others: readonly SiteFeature[];
}

export interface Judged extends Judgement {
  readonly areaM2: number;
  readonly toleranceM2: number;
}

/** Judges a site by what was read of it; asks nobody anything. */
export function judged(order: JudgeOrder): Judged {
  const siteM2 = areaM2(order.site);
  const here: Situation = { ...order, areaM2: siteM2, toleranceM2: toleranceOf(siteM2), role: playedRoles(order) };
  refuseElsewhere(here);
  return { ...judge(here), areaM2: siteM2, toleranceM2: here.toleranceM2 };
}

/** Roles with their layers and what of them lies near, in the order of the layers. */
function playedRoles({ layers, features, labels }: JudgeOrder): (role: string) => PlayedRole {
  const byLayer = new Map<string, SiteFeature[]>();
  for (const { shape, ...feature } of features) {
    const own = byLayer.get(feature.layer) ?? [];
    own.push({ ...feature, geometry: fromWkb(shape) });
    byLayer.set(feature.layer, own);
  }
  return (role) => {
    const own = layers.filter((one) => one.role === role).map(({ layer }) => layer);
    return {
      role,
      label: labels[role] ?? role,
      layers: own,
      features: own.flatMap(({ id }) => byLayer.get(id) ?? []),
    };
  };
}

/** A site wholly elsewhere is a mistake of coordinates, not a project to be judged. */
function refuseElsewhere({ site, role }: Situation): void {
  const { layers, features } = role('district');
  if (layers.length > 0 && coverageOf(site, features).areaM2 === 0) {
    throw siteFault('site.outside', { layer: layers.map(({ name }) => name).join('、') });
  }
}
