import type { Follow } from '@quantu/base/server';
import type { Box } from '@quantu/geometry';
import type { MapDesk } from '../../map/desk.server.ts';
import { codesToday } from '../../map/identify.server.ts';
import type { SearchAnswer, SearchWish } from '../contract.ts';
import { labelOf } from '../role-layers.server.ts';
import type { SiteWorkers } from '../worker/site-workers.server.ts';
import type { SearchPlan } from './plan.server.ts';
import { readGround, readNewer, readParcels } from './read-ground.server.ts';

/** Parcels that fit, the best first, with what each of them is worth by each criterion; reckoned in a worker. */
export async function searchSites(
  desk: MapDesk,
  { wish, base, others }: SearchPlan,
  workers: SiteWorkers,
  { signal, onProgress = () => undefined }: Follow = {},
): Promise<SearchAnswer> {
  const codes = await codesToday(desk);
  const roleLabel = (role: string): string => codes.labelOf('layer-role', role);
  onProgress(0.02, '正在读取地块');
  const { columns, total, box } = await readParcels(desk.db, base, wish);
  onProgress(0.1, '正在读取各类控制线、道路和现状');
  const ground = await readGround(desk.db, others, box === null ? null : reached(box, wish), wish);
  const newer = await readNewer(desk.db, base, columns);
  signal?.throwIfAborted();
  const labels = Object.fromEntries(rolesAsked(wish).map((role) => [role, roleLabel(role)]));
  const { data, ...ranked } = await workers.search(
    { wish, parcels: columns, newer, total, ground, labels },
    { signal, onProgress: (share, text) => onProgress(0.2 + 0.8 * share, text) },
  );
  const codeSets = new Map(base.map(({ id, codeSet }) => [id, codeSet]));
  return {
    ...ranked,
    data: data.map(({ use, ...candidate }) => ({
      ...candidate,
      codeLabel: labelOf(codeSets.get(candidate.layer) ?? null, candidate.code, use, codes) ?? '未分类',
    })),
    layers: [...base, ...others].map(({ id, code, name, number, title, publishedOn, role }) => {
      return { id, code, name, number, title, publishedOn, role, roleLabel: roleLabel(role) };
    }),
  };
}

const rolesAsked = ({ avoid }: SearchWish): string[] => [
  ...avoid,
  'development-boundary',
  'road',
  'port',
  'slope',
  'present-use',
];

const M_PER_DEGREE = 100_000;
const FARTHEST_M = 20_000;

/** Where other layers matter: round the parcels, as far as a road or port is looked for. */
function reached([west, south, east, north]: Box, { roadM, portM, weights }: SearchWish): Box {
  const isFar = (weights.road ?? 0) > 0 || (weights.port ?? 0) > 0;
  const reach = Math.max(isFar ? FARTHEST_M : 0, roadM ?? 0, portM ?? 0) / M_PER_DEGREE;
  return [west - reach, south - reach, east + reach, north + reach];
}
