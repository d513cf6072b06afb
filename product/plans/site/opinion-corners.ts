import type { OpinionSection } from '@quantu/documents';
import { boxOf, polygonsOf } from '@quantu/geometry';
import { fromCgcs2000 } from '@quantu/spatial-files';
import { zoneOfSheet } from '../print/layout.ts';
import type { SiteResult } from './contract.ts';
import type { Site } from './measure.ts';

/** What has more corners than go on two pages is given as a file, not typed off paper. */
const MOST_CORNERS = 120;
/** Points beside each other in a row of the table. */
const ABREAST = 2;

/** 拐点坐标: in metres of the zone, north first, as surveyors and the files of an application have them. */
export function cornersSection({ site }: SiteResult): OpinionSection[] {
  // A check is of an area.
  const rings = polygonsOf(site as Site).flat();
  const count = rings.reduce((sum, ring) => sum + ring.length - 1, 0);
  const [west, south, east, north] = boxOf(site);
  const crs = zoneOfSheet([(west + east) / 2, (south + north) / 2]);
  const told = `${crs.name}（${crs.id}），单位米，X 为北坐标，Y 为东坐标；共 ${count} 个拐点。`;
  if (count > MOST_CORNERS) {
    const lines = [`${told}拐点超过 ${MOST_CORNERS} 个，不逐一列出，以系统留存的范围为准。`];
    return [{ head: '范围拐点坐标', lines, table: null, picture: null }];
  }
  const project = fromCgcs2000(crs);
  let number = 0;
  const points = rings.flatMap((ring, at) =>
    ring.slice(0, -1).map(([lon, lat]) => {
      const [y, x] = project(lon, lat);
      return [`${rings.length > 1 ? `${at + 1} 圈 ` : ''}J${++number}`, x.toFixed(3), y.toFixed(3)];
    }),
  );
  const rows = Array.from({ length: Math.ceil(points.length / ABREAST) }, (_, row) =>
    Array.from({ length: ABREAST }, (__, at) => points[row * ABREAST + at] ?? ['', '', '']).flat(),
  );
  const column = [
    { head: '点号', width: 12 },
    { head: 'X（北）', width: 19, isNumber: true },
    { head: 'Y（东）', width: 19, isNumber: true },
  ];
  const table = { columns: Array.from({ length: ABREAST }, () => column).flat(), rows, lights: rows.map(() => null) };
  return [{ head: '范围拐点坐标', lines: [told], table, picture: null }];
}
