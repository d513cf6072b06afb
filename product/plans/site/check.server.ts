import { dayInChina, instantOf } from '@quantu/base';
import { areaM2, boxOf } from '@quantu/geometry';
import type { MapDesk } from '../map/desk.server.ts';
import { codesToday } from '../map/identify.server.ts';
import { changesBetween } from './changes.ts';
import type { SiteResult, SiteWish } from './contract.ts';
import { siteFault } from './faults.ts';
import { judge } from './judge.ts';
import { coverageOf } from './measure.ts';
import { otherSites } from './other-sites.server.ts';
import { featuresIn, playedRoles, roleLayers } from './role-layers.server.ts';
import { RULE_SET, toleranceOf } from './rules.ts';
import type { Situation } from './situation.ts';
import { checkWish, wishedSite } from './wished-site.server.ts';

/** The check that this one repeats. */
export interface Repeated {
  readonly id: string;
  readonly number: string;
  readonly result: SiteResult;
}

/** Checks a site; what it is checked against is read once, in as many statements whatever there is to read. */
export async function checkSite(
  desk: MapDesk,
  by: string,
  wish: SiteWish,
  repeated: Repeated | null = null,
): Promise<SiteResult> {
  const codes = await codesToday(desk);
  checkWish(wish, codes);
  const { site, name, origin } = await wishedSite(desk, wish);
  const box = boxOf(site);
  const layers = await roleLayers(desk, wish.asOf);
  const role = playedRoles(layers, await featuresIn(desk, layers, box, codes), codes);
  const own = { project: wish.project ?? null, investment: wish.investment ?? null, name };
  const siteM2 = areaM2(site);
  const here: Situation = {
    wish,
    name,
    site,
    areaM2: siteM2,
    toleranceM2: toleranceOf(siteM2),
    useLabel: codes.labelOf('land-use-2023', wish.use),
    controls: wish.controls ?? {},
    role,
    others: await otherSites(desk, box, own),
  };
  refuseElsewhere(here);
  const { verdict, summary, conditions, steps, present, controls, weighted, prerequisites } = judge(here);
  return {
    name,
    wish: origin === undefined ? wish : { ...wish, origin },
    useLabel: here.useLabel,
    site,
    areaM2: siteM2,
    toleranceM2: here.toleranceM2,
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

/** A site wholly elsewhere is a mistake of coordinates, not a project to be judged. */
function refuseElsewhere({ site, role }: Situation): void {
  const { layers, features } = role('district');
  if (layers.length > 0 && coverageOf(site, features).areaM2 === 0) {
    throw siteFault('site.outside', { layer: layers.map(({ name }) => name).join('、') });
  }
}
