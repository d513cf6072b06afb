import type { MapSheet } from '@quantu/documents';
import { FICTIONAL_MARK, isFictional } from '@quantu/people';
import { isBound } from '../drawing-rules.ts';
import type { MapLayer } from '../contract.ts';
import type { SheetWish } from '../drawing/contract.ts';
import { drawingFault } from '../drawing/faults.ts';
import { shapesIn } from '../drawing/shapes.server.ts';
import { classColour } from '../map/colours.ts';
import type { MapDesk } from '../map/desk.server.ts';
import { layerTree } from '../map/layers.server.ts';
import { shownLayer, versionWords, type ShownLayer } from '../map/shown.server.ts';
import { frameOf, roundStep, type SheetFrame } from './layout.ts';
import { sheetSvg, type SvgLayer } from './svg.ts';

/** So many shapes on one sheet: more would be a grey ground, and a file that printers choke on. */
const MOST_ON_SHEET = 60_000;

interface Printed {
  readonly layer: ShownLayer;
  readonly svg: SvgLayer;
  readonly codes: ReadonlyMap<string | null, string>;
}

/** The sheet that was wished for, from the features as they are stored. */
export async function mapSheet(desk: MapDesk, wish: SheetWish, district: string, today: string): Promise<MapSheet> {
  const frame = frameOf(wish);
  const printed: Printed[] = [];
  let count = 0;
  for (const one of wish.layers) {
    const layer = await shownLayer(desk, one.layer, one.version);
    const { data, total } = await shapesIn(desk.db, layer.id, layer.number, frame.box, { most: MOST_ON_SHEET });
    count += total;
    if (count > MOST_ON_SHEET) throw drawingFault('drawing.too-many', { count, limit: MOST_ON_SHEET });
    const colour = (code: string | null, use: string | null): string => classColour(layer, code, use);
    const features = data.map(({ shape, code, name, use }) => ({
      shape,
      colour: colour(code, use),
      label: layer.codeSet === null ? name : code,
    }));
    const codes = new Map(data.map(({ code, use }) => [code, colour(code, use)]));
    printed.push({ layer, svg: { shape: layer.shape, role: layer.role, opacity: one.opacity, features }, codes });
  }
  const svgs = printed.map(({ svg }) => svg);
  return {
    title: wish.title,
    mark: isFictional(district) ? FICTIONAL_MARK : null,
    paper: frame.paper,
    map: frame.map,
    legendPlace: frame.legend,
    svg: sheetSvg(frame, svgs, '{{font}}'),
    scale: `1:${wish.scale.toLocaleString('en-US')}`,
    bar: barOf(frame, wish.scale),
    legend: legendOf(printed, await layerTree(desk)),
    corners: { southWest: cornerText(frame, 0, 1), northEast: cornerText(frame, 2, 3) },
    imprint: [
      `${frame.crs.name}　单位：米`,
      `数据：${versionsText(printed)}`,
      `${wish.maker === '' ? '' : `制图单位：${wish.maker}　`}制图日期：${today}`,
    ],
    approval: `审图号：${wish.approval === '' ? '＿＿＿＿＿＿＿＿＿＿＿＿' : wish.approval}`,
  };
}

function cornerText({ metres }: SheetFrame, east: 0 | 2, north: 1 | 3): string {
  return `东 ${metres[east].toFixed(1)}　北 ${metres[north].toFixed(1)}`;
}

const MOST_NAMED = 4;

function versionsText(printed: readonly Printed[]): string {
  const words = printed.map(
    ({ layer }) =>
      `${layer.name}${versionWords(layer)}${layer.state === 'draft' && layer.base === null ? '（草稿）' : ''}`,
  );
  const rest = words.length - MOST_NAMED;
  return `${words.slice(0, MOST_NAMED).join('、')}${rest > 0 ? `等 ${words.length} 个图层` : ''}`;
}

const BAR_MM = 60;
const BAR_PARTS = 4;

/** A bar of about six centimetres whose parts are round lengths. */
function barOf({ map, metres }: SheetFrame, scale: number): MapSheet['bar'] {
  const most = (Math.min(BAR_MM, map.width / 2) * scale) / 1000;
  const step = roundStep(most / BAR_PARTS);
  const isKilometres = step >= 1000;
  const labels = Array.from({ length: BAR_PARTS + 1 }, (_, at) => {
    const text = String((at * step) / (isKilometres ? 1000 : 1));
    return at === BAR_PARTS ? `${text} ${isKilometres ? '公里' : '米'}` : text;
  });
  return { stepMm: (step * map.width) / (metres[2] - metres[0]), labels };
}

const MOST_ENTRIES = 40;

function legendOf(printed: readonly Printed[], tree: readonly MapLayer[]): MapSheet['legend'] {
  return printed
    .map(({ layer, codes, svg }) => {
      const known = tree.find(({ id }) => id === layer.id)?.legend ?? [];
      const sign = layer.shape === 'area' && isBound(layer.role) ? ('bound' as const) : layer.shape;
      const entries = [...codes]
        .sort(([a], [b]) => ((a ?? '~') < (b ?? '~') ? -1 : 1))
        .slice(0, MOST_ENTRIES)
        .map(([code, colour]) => ({
          label: known.find((one) => one.code === code)?.label ?? code ?? layer.name,
          colour,
          sign,
        }));
      return { title: layer.name, entries: svg.features.length === 0 ? [] : entries };
    })
    .filter(({ entries }) => entries.length > 0);
}
