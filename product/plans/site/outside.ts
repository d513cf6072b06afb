import { clipTo, unionOf } from '@quantu/geometry';
import type { Site, SiteFeature } from './measure.ts';

/** What of a site none of some features covers; null: they cover it all. */
export function outsideOf(site: Site, features: readonly SiteFeature[]): Site | null {
  const areas = features.flatMap(({ geometry }) =>
    geometry.type === 'Polygon' || geometry.type === 'MultiPolygon' ? [geometry] : [],
  );
  const all = areas.length === 0 ? null : unionOf(areas).geometry;
  return all === null ? site : clipTo(site, all).outside.geometry;
}
