import {
  areaM2,
  boxOf,
  clipTo,
  fromWkb,
  isSliver,
  parseGeometry,
  perimeterM,
  polygonsOf,
  repairArea,
  unionOf,
  type MultiPolygon,
  type Polygon,
} from '@quantu/geometry';
import { programViewer, type Books } from '@quantu/registers';
import { changeRecord } from '@quantu/registers/server';
import type { ReadDb, WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { editFeatures, type Edited } from '../features/edit.server.ts';
import { layerHead, type LayerHead } from '../features/layers.server.ts';
import { inVersion } from '../features/version-rows.server.ts';
import { isClosed, sidesOf, stateLabel, type Conflict } from './conflict.server.ts';
import type { Proposal } from './contract.ts';
import { analysisFault } from './faults.ts';
import { STANDARD_RULES } from './rules.ts';

type Area = Polygon | MultiPolygon;
export interface DrawnProposal {
  readonly proposal: Proposal;
  /** What is taken out of the yielding layer. */
  readonly taken: Area;
}

/** Less than this is what two drawings of one line leave, not a feature to be cut. */
const CUT_FROM_M2 = 0.01;

/** The smallest change of boundaries that removes a conflict: the features of one side without the place. */
export async function propose(db: ReadDb, conflict: Conflict, wish: 'a' | 'b' | undefined): Promise<DrawnProposal> {
  const { number, kind, place } = conflict;
  if (isClosed(conflict) || place === null) {
    throw analysisFault('conflict.closed', { number, state: stateLabel(conflict) });
  }
  const { sides, byRule } = sidesOf(conflict);
  const side = wish ?? byRule;
  if (side === null || !sides.includes(side)) throw analysisFault('conflict.no-side', { number });
  const head = await layerHead(db, side === 'a' ? conflict.layerA! : conflict.layerB!);
  const base = head.draft ?? head.current;
  const cuts = base === null ? [] : cutsOf(await featuresAt(db, head.id, base, place), place, kind === 'C10');
  if (base === null || cuts.length === 0) throw analysisFault('conflict.no-feature', { layer: head.name, number });
  const taken = unionOf(cuts.map(({ cut }) => cut)).geometry;
  if (taken === null) throw analysisFault('conflict.no-feature', { layer: head.name, number });
  const features = cuts.map(({ feature }) => feature);
  const sum = (of: 'beforeM2' | 'afterM2' | 'cutM2'): number => features.reduce((all, one) => all + one[of], 0);
  const proposal: Proposal = {
    conflict: conflict.id,
    number,
    kind,
    side,
    isByRule: side === byRule,
    layer: head.id,
    layerName: head.name,
    base,
    isDraft: head.draft !== null,
    place,
    features,
    beforeM2: sum('beforeM2'),
    afterM2: sum('afterM2'),
    cutM2: sum('cutM2'),
    notes: notesOf(features, head),
  };
  return { proposal, taken };
}

interface Row {
  readonly key: string;
  readonly name: string | null;
  readonly code: string | null;
  readonly shape: Buffer;
}

async function featuresAt(db: ReadDb, layer: string, version: number, place: Area): Promise<readonly Row[]> {
  const [west, south, east, north] = boxOf(place);
  const { rows } = await sql<Row>`select f.key, f.name, f.code, f.shape from layer_feature f
    where ${inVersion(layer, version)} and f.box && box(point(${west}, ${south}), point(${east}, ${north}))
    order by f.key`.execute(db);
  return rows;
}

interface Cut {
  readonly feature: Proposal['features'][number];
  readonly cut: Area;
}

/** Of an overlap of a layer with itself the first feature keeps the place. */
function cutsOf(rows: readonly Row[], place: Area, isOverlap: boolean): Cut[] {
  const cuts = rows.flatMap((row) => {
    const shape = fromWkb(row.shape);
    return shape.type === 'Polygon' || shape.type === 'MultiPolygon' ? cutOf(row, shape, place) : [];
  });
  return isOverlap ? cuts.slice(1) : cuts;
}

function cutOf({ key, name, code }: Row, shape: Area, place: Area): Cut[] {
  const { inside, outside } = clipTo(shape, place);
  if (inside.geometry === null || inside.areaM2 < CUT_FROM_M2) return [];
  const after = outside.geometry === null ? null : storable(outside.geometry);
  const left = after === null ? [] : polygonsOf(after);
  const slivers = left
    .map((coordinates): Polygon => ({ type: 'Polygon', coordinates }))
    .filter((part) => isSliver(areaM2(part), perimeterM(part), STANDARD_RULES.sliver));
  const feature = {
    key,
    name,
    code,
    beforeM2: areaM2(shape),
    afterM2: after === null ? 0 : areaM2(after),
    cutM2: inside.areaM2,
    slivers: slivers.length,
    sliverM2: slivers.reduce((sum, part) => sum + areaM2(part), 0),
    before: shape,
    after,
  };
  return [{ feature, cut: inside.geometry }];
}

/** As features are kept: what rounding would make invalid is mended. */
function storable(area: Area): Area | null {
  const parsed = parseGeometry(area, 'area');
  if (!('problem' in parsed)) return parsed.type === 'Polygon' || parsed.type === 'MultiPolygon' ? parsed : null;
  return repairArea(area.type === 'Polygon' ? [area.coordinates] : area.coordinates).geometry;
}

function notesOf(features: Proposal['features'], { draft, current, name }: LayerHead): string[] {
  const notes: string[] = [];
  const gone = features.filter(({ after }) => after === null);
  if (gone.length > 0) notes.push(`要素 ${gone.map(({ key }) => key).join('、')} 全部在差异范围内，采纳后整个删去`);
  for (const { key, slivers, sliverM2 } of features) {
    if (slivers > 0)
      notes.push(`要素 ${key} 剩下的部分里有 ${slivers} 块碎小图形，共 ${sliverM2.toFixed(2)} 平方米，请核对`);
  }
  notes.push(
    draft === null
      ? `采纳后写进“${name}”的新草稿，现行第 ${current ?? 0} 版不变，发布以后才生效`
      : `采纳后写进“${name}”的草稿（第 ${draft} 版），发布以后才生效`,
  );
  return notes;
}

/** A person accepts: the yielding layer's draft is changed, and the record says so. */
export async function acceptProposal(
  tx: WriteDb,
  books: Books,
  conflict: Conflict,
  wish: { readonly side: 'a' | 'b'; readonly base: number; readonly reason: string },
): Promise<Edited> {
  const { proposal, taken } = await propose(tx, conflict, wish.side);
  const { base, layer, layerName, features, number } = proposal;
  if (base !== wish.base) throw analysisFault('conflict.stale', { layer: layerName, now: base, base: wish.base });
  const edited = await editFeatures(tx, books, {
    layer,
    base,
    reason: `差异图斑 ${number}：${wish.reason}`,
    changes: features.map(({ key, after }) => ({ key, shape: after })),
  });
  const register = books.registers.get('plan-conflict')!;
  const place = storable(taken);
  await changeRecord(tx, books, register, programViewer(tx.actor), conflict.id, conflict.version, {
    decision: 'accept-edit',
    opinion: wish.reason,
    ...(place === null ? {} : { proposal: place }),
  });
  tx.audit({ subject: conflict.id, reason: wish.reason });
  return edited;
}
