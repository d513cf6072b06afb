import { parseDay } from '@quantu/base';
import { parseGeometry, partsOf, type Geometry } from '@quantu/geometry';
import { recordById } from '@quantu/registers/server';
import type { CodeBook } from '@quantu/registers';
import type { MapDesk } from '../map/desk.server.ts';
import type { SiteWish } from './contract.ts';
import { siteFault } from './faults.ts';
import type { Site } from './measure.ts';
import { BOUNDARY_EXCEPTIONS, DECLARABLE_ROLES, MOST_CORNERS, RED_LINE_EXCEPTIONS } from './rules.ts';

export interface WishedSite {
  readonly site: Site;
  readonly name: string;
  /** Where it came from, as far as anybody says. */
  readonly origin: string | undefined;
}

/** Whether what is asked for can be asked for; the class must be one of 2023. */
export function checkWish(wish: SiteWish, codes: CodeBook): void {
  if (codes.labelOf('land-use-2023', wish.use) === wish.use) throw siteFault('site.use', { use: wish.use });
  const known = [...RED_LINE_EXCEPTIONS, ...BOUNDARY_EXCEPTIONS].map(({ key }) => key);
  for (const exception of [wish.redLineException, wish.boundaryException]) {
    if (exception !== undefined && !known.includes(exception)) throw siteFault('site.exception', { exception });
  }
  for (const { role } of wish.notConcerned ?? []) {
    if (!DECLARABLE_ROLES.includes(role)) throw siteFault('site.role', { role });
  }
  if (wish.asOf !== undefined && !parseDay(wish.asOf)) throw siteFault('site.day', { day: wish.asOf });
  const given = [wish.site, wish.project, wish.investment].filter((one) => one !== undefined);
  if (given.length === 0) throw siteFault('site.none');
  if (given.length > 1) throw siteFault('site.several');
}

/** The area to check: as it was drawn, or that of a record the viewer may read. */
export async function wishedSite({ db, books, viewer }: MapDesk, wish: SiteWish): Promise<WishedSite> {
  const name = wish.name?.trim() ?? '';
  if (wish.site !== undefined) {
    if (name === '') throw siteFault('site.no-name');
    return { site: soundSite(wish.site), name, origin: wish.origin };
  }
  const key = wish.project !== undefined ? 'city-project' : 'investment-project';
  const { data } = await recordById(db, books, books.registers.get(key)!, viewer, (wish.project ?? wish.investment)!);
  const own = data.values['name'];
  const title = name !== '' ? name : typeof own === 'string' ? own : '';
  const site = data.values['site'];
  if (typeof site !== 'object' || site === null) throw siteFault('site.project-without', { name: title });
  const register = wish.project !== undefined ? '城建项目台账' : '招商项目台账';
  return {
    site: soundSite(site),
    name: title,
    origin: `${register}里“${typeof own === 'string' ? own : title}”的用地范围`,
  };
}

/** Valid in the sense of OGC, in degrees, in China: the sentence says where it is not. */
export function soundSite(shape: unknown): Site {
  const parsed = parseGeometry(shape, 'area');
  if ('problem' in parsed) throw siteFault('site.shape', { problem: parsed.problem });
  if (!isArea(parsed)) throw siteFault('site.shape', { problem: '审查范围要用面' });
  const count = partsOf(parsed).reduce((sum, { length }) => sum + length, 0);
  if (count > MOST_CORNERS) throw siteFault('site.corners', { count, limit: MOST_CORNERS });
  return parsed;
}

const isArea = (geometry: Geometry): geometry is Site =>
  geometry.type === 'Polygon' || geometry.type === 'MultiPolygon';
