import { dayInChina, instantOf } from '@quantu/base';
import { boxOf } from '@quantu/geometry';
import type { MapDesk } from '../map/desk.server.ts';
import { codesToday } from '../map/identify.server.ts';
import { changesBetween } from './changes.ts';
import type { SiteResult, SiteWish } from './contract.ts';
import { judged, type Judged, type JudgeOrder } from './judge-order.ts';
import { otherSites } from './other-sites.server.ts';
import { featuresIn, roleLayers, siteLayerOf } from './role-layers.server.ts';
import { RULE_SET } from './rules.ts';
import { checkWish, wishedSite } from './wished-site.server.ts';

/** The check that this one repeats. */
export interface Repeated {
  readonly id: string;
  readonly number: string;
  readonly result: SiteResult;
}

/** More than these, and judging would keep the others waiting: 50 ha in 30 layers come to some 500 features. */
const MOST_HERE = { features: 3_000, bytes: 2 * 2 ** 20 };

interface CheckOptions {
  /** The check that this one repeats. */
  readonly repeated?: Repeated | null;
  /** Judges where nobody waits for it; without it everything is judged here. */
  readonly apart?: ((order: JudgeOrder) => Promise<Judged>) | undefined;
}

/** Checks a site; what it is checked against is read once, in as many statements whatever there is to read. */
export async function checkSite(
  desk: MapDesk,
  by: string,
  wish: SiteWish,
  { repeated = null, apart }: CheckOptions = {},
): Promise<SiteResult> {
  const codes = await codesToday(desk);
  checkWish(wish, codes);
  const { site, name, origin } = await wishedSite(desk, wish);
  const box = boxOf(site);
  const layers = await roleLayers(desk, wish.asOf);
  const own = { project: wish.project ?? null, investment: wish.investment ?? null, name };
  const order: JudgeOrder = {
    wish,
    name,
    site,
    useLabel: codes.labelOf('land-use-2023', wish.use),
    controls: wish.controls ?? {},
    layers: layers.map((layer) => ({ role: layer.role ?? '', layer: siteLayerOf(layer) })),
    features: await featuresIn(desk, layers, box, codes),
    labels: Object.fromEntries(codes.all('layer-role').map(({ code, label }) => [code, label])),
    others: await otherSites(desk, box, own),
  };
  const { areaM2, toleranceM2, ...judgement } = await (apart && isLarge(order) ? apart(order) : judged(order));
  const { verdict, summary, conditions, steps, present, controls, weighted, prerequisites } = judgement;
  return {
    name,
    wish: origin === undefined ? wish : { ...wish, origin },
    useLabel: order.useLabel,
    site,
    areaM2,
    toleranceM2,
    checkedOn: dayInChina(instantOf(new Date())),
    checkedBy: by,
    asOf: wish.asOf ?? null,
    ruleSet: RULE_SET,
    verdict,
    summary,
    conditions: [...conditions],
    steps: [...steps],
    present: [...present],
    controls: [...controls],
    weighted: [...weighted],
    prerequisites: [...prerequisites],
    previous:
      repeated === null ? null : { id: repeated.id, number: repeated.number, checkedOn: repeated.result.checkedOn },
    changes: repeated === null ? [] : changesBetween(repeated.result, { verdict, steps: [...steps] }),
  };
}

function isLarge({ features, others }: JudgeOrder): boolean {
  const bytes = features.reduce((sum, { shape }) => sum + shape.length, 0);
  return features.length + others.length > MOST_HERE.features || bytes > MOST_HERE.bytes;
}
