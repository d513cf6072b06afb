import { selectionSql } from '@quantu/registers/server';
import { sql } from 'kysely';
import { layerRegister } from '../features/layers.server.ts';
import type { MapDesk } from '../map/desk.server.ts';
import { layerRoles } from '../code-sets.ts';
import type { OverlayWish, RunLayer } from './contract.ts';
import { analysisFault } from './faults.ts';

interface Row {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly shape: 'area' | 'line' | 'point';
  readonly category: string | null;
  readonly role: string | null;
  readonly standard: string | null;
  readonly current: number | null;
  readonly number: number | null;
  readonly title: string | null;
  readonly state: string | null;
  readonly approvedOn: string | null;
}
const SHAPES = { area: '面', line: '线', point: '点' } as const;

/** Every layer that this person may read. */
export async function readableLayers({ db, books, viewer }: MapDesk): Promise<ReadonlySet<string>> {
  const { from, where } = await selectionSql(db, books, layerRegister(books), viewer, { conditions: [] });
  const { rows } = await sql<{ id: string }>`select r.id from ${from} where ${where}`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

/** The layers that a run asks for, in the versions it asks for. */
export async function chosenLayers(desk: MapDesk, wishes: OverlayWish['layers']): Promise<RunLayer[]> {
  const { db, books, viewer } = desk;
  const { from, where } = await selectionSql(db, books, layerRegister(books), viewer, { conditions: [] });
  const [ids, numbers] = [wishes.map(({ layer }) => layer), wishes.map(({ version }) => version ?? null)];
  const { rows } = await sql<Row & { place: number }>`
    select w.place, r.id, r.code, coalesce(r.name, r.code) as name, r.shape, r.category, r.role,
      r.code_set as standard, r.current_number as current, v.number, v.title, v.state,
      coalesce(v.approved_on, p.approved_on)::text as "approvedOn"
    from ${from}
    join unnest(${ids}::uuid[], ${numbers}::integer[]) with ordinality as w(layer, number, place) on w.layer = r.id
    left join layer_version v on v.layer = r.id and v.number = coalesce(w.number, r.current_number)
      and v.state <> 'withdrawn'
    left join plan p on p.id = r.plan
    where ${where} order by w.place`.execute(db);
  const layers = wishes.map((wish, at): RunLayer => {
    const row = rows.find(({ place }) => place === at + 1);
    if (!row) throw analysisFault('overlay.no-layer', { number: at + 1 });
    return chosen(desk, row, wish);
  });
  refuseTwice(layers);
  return layers;
}

function chosen(
  { seesDrafts }: MapDesk,
  row: Row,
  { version, readings = {} }: OverlayWish['layers'][number],
): RunLayer {
  const { id, code, name, shape, role, standard, approvedOn } = row;
  if (shape !== 'area') throw analysisFault('overlay.not-area', { layer: name, shape: SHAPES[shape] });
  if (row.number === null || (row.state === 'draft' && !seesDrafts)) {
    const told = version === undefined ? '没有发布过' : `没有第 ${version} 版`;
    throw analysisFault('overlay.no-version', { layer: name, version: told });
  }
  return {
    id,
    code,
    name,
    role,
    roleLabel: layerRoles.codes.find((one) => one.code === role)?.label ?? null,
    isPlan: row.category === 'plan',
    standard,
    version: row.number,
    versionTitle: row.title ?? '',
    isInForce: row.number === row.current && row.state === 'published',
    approvedOn,
    readings,
  };
}

/** Two versions of a layer may be held against each other; one against itself says nothing. */
function refuseTwice(layers: readonly RunLayer[]): void {
  const seen = new Set<string>();
  for (const { id, version, name } of layers) {
    if (seen.has(`${id}/${version}`)) throw analysisFault('overlay.twice', { layer: name });
    seen.add(`${id}/${version}`);
  }
}

/** Why a run over these layers can only be looked at; null: what it finds goes into the register. */
export function trialReason(layers: readonly RunLayer[]): string | null {
  const old = layers.filter(({ isInForce }) => !isInForce);
  const names = old.map(({ name, version }) => `${name}（第 ${version} 版）`).join('、');
  return old.length === 0 ? null : `${names}不是现行版本，只能试算，不写入差异图斑台账`;
}
