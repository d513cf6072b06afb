import type { CodeBook, RecordRow } from '@quantu/registers';
import { codeBook, listRecords } from '@quantu/registers/server';
import { dayInChina, instantOf } from '@quantu/base';
import { sql } from 'kysely';
import type { MapLayer } from '../contract.ts';
import { layerRegister } from '../features/layers.server.ts';
import { classColour, type Coloured } from './colours.ts';
import type { MapDesk } from './desk.server.ts';
import { shownLayers, type ShownLayer } from './shown.server.ts';
import { summariesOf, type ClassSum, type VersionSummary } from './summary.server.ts';

/** Classes a legend names one by one; those that cover least are told together. */
const MOST_CLASSES = 300;
const MOST_LAYERS = 1000;

/** The tree of layers: every one the viewer may read, also those of which nothing is published. */
export async function layerTree(desk: MapDesk, asOf?: string): Promise<MapLayer[]> {
  const { db, books, viewer } = desk;
  const sort = ['order', 'code'].map((field) => ({ field, isDescending: false }));
  const [records, shown, codes] = await Promise.all([
    listRecords(db, books, layerRegister(books), viewer, { conditions: [], sort, size: MOST_LAYERS }),
    shownLayers(desk, { asOf }),
    codeBook(db, books, dayInChina(instantOf(new Date()))),
  ]);
  const [drafts, scenarios, plans, sums] = await Promise.all([
    desk.seesDrafts ? draftsOf(desk) : new Map<string, MapLayer['drafts']>(),
    desk.seesDrafts ? scenariosByLayer(desk) : new Map<string, MapLayer['scenarios']>(),
    planStates(desk, records.data),
    summariesOf(desk, shown),
  ]);
  const byId = new Map(shown.map((layer) => [layer.id, layer]));
  return records.data.map((record) =>
    layerOf(record, { shown: byId.get(record.id), drafts, scenarios, plans, sum: sums.get(record.id), codes }),
  );
}

interface Known {
  readonly shown: ShownLayer | undefined;
  readonly drafts: ReadonlyMap<string, MapLayer['drafts']>;
  readonly scenarios: ReadonlyMap<string, MapLayer['scenarios']>;
  readonly plans: ReadonlyMap<string, string>;
  readonly sum: VersionSummary | undefined;
  readonly codes: CodeBook;
}

function layerOf({ id, values, labels }: RecordRow, { shown, drafts, scenarios, plans, sum, codes }: Known): MapLayer {
  const text = (name: string): string | null => {
    const value = values[name];
    return typeof value === 'string' ? value : null;
  };
  const plan = text('plan');
  const coloured: Coloured = { codeSet: text('codeSet'), role: text('role'), colour: text('colour') };
  return {
    id,
    code: text('code') ?? '',
    name: text('name') ?? text('code') ?? '',
    category: text('category') ?? '',
    categoryLabel: labels['category'] ?? '',
    theme: text('theme'),
    // The code set has exactly these three.
    shape: (text('shape') ?? 'area') as MapLayer['shape'],
    role: coloured.role,
    roleLabel: labels['role'] ?? null,
    plan: plan === null ? null : { id: plan, name: labels['plan'] ?? '', state: plans.get(plan) ?? '' },
    holder: labels['holder'] ?? null,
    basis: text('basis'),
    colour: coloured.colour,
    codeSet: coloured.codeSet,
    order: typeof values['order'] === 'number' ? values['order'] : Number(values['order'] ?? 0),
    version: shown ? { number: shown.number, title: shown.title, publishedOn: shown.publishedOn } : null,
    drafts: [...(drafts.get(id) ?? [])],
    scenarios: [...(scenarios.get(id) ?? [])],
    features: sum?.features ?? 0,
    areaM2: sum?.areaM2 ?? 0,
    box: sum?.box ? [...sum.box] : null,
    legend: legendOf(coloured, sum?.classes ?? [], codes, text('name') ?? ''),
  };
}

function legendOf(
  layer: Coloured,
  classes: readonly ClassSum[],
  codes: CodeBook,
  layerName: string,
): MapLayer['legend'] {
  const isPlain = classes.length === 1 && classes[0]!.code === null;
  const entry = (one: ClassSum) => ({
    code: one.code,
    label: isPlain ? layerName : classLabel(layer, one, codes),
    colour: classColour(layer, one.code, one.use),
    features: one.features,
    areaM2: one.areaM2,
  });
  const rest = classes.slice(MOST_CLASSES);
  const entries = classes.slice(0, MOST_CLASSES).map(entry);
  if (layer.codeSet === 'land-use-2023') entries.sort((a, b) => ((a.code ?? '~') < (b.code ?? '~') ? -1 : 1));
  if (rest.length === 0) return entries;
  const sum = (of: 'features' | 'areaM2'): number => rest.reduce((all, one) => all + one[of], 0);
  const label = `其他 ${rest.length} 类`;
  return [...entries, { code: null, label, colour: '#c8ccd4', features: sum('features'), areaM2: sum('areaM2') }];
}

/** What a class is called: by its standard, else by the name all its features have. */
export function classLabel(
  { codeSet }: { readonly codeSet: string | null },
  { code, name }: Pick<ClassSum, 'code' | 'name'>,
  codes: CodeBook,
): string {
  if (code === null) return '未分类';
  const label = codeSet === null ? code : codes.labelOf(codeSet, code);
  return label === code && name !== null && name !== code ? `${code} ${name}` : label;
}

async function draftsOf({ db }: MapDesk): Promise<ReadonlyMap<string, MapLayer['drafts']>> {
  const { rows } = await sql<{ layer: string; number: number; title: string }>`
    select layer, number, coalesce(title, '') as title from layer_version where state = 'draft'
    order by number`.execute(db);
  const drafts = new Map<string, MapLayer['drafts']>();
  for (const { layer, number, title } of rows) {
    drafts.set(layer, [...(drafts.get(layer) ?? []), { number, title }]);
  }
  return drafts;
}

async function scenariosByLayer({ db }: MapDesk): Promise<ReadonlyMap<string, MapLayer['scenarios']>> {
  const { rows } = await sql<MapLayer['scenarios'][number] & { layer: string }>`
    select layer, number, name, base from plan_scenario where state = 'open' order by number desc`.execute(db);
  const byLayer = new Map<string, MapLayer['scenarios']>();
  for (const { layer, ...one } of rows) byLayer.set(layer, [...(byLayer.get(layer) ?? []), one]);
  return byLayer;
}

/** In which state the plans stand that layers belong to, in words. */
async function planStates({ db, books }: MapDesk, records: readonly RecordRow[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(records.flatMap(({ values }) => (typeof values['plan'] === 'string' ? values['plan'] : [])))];
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; state: string }>`
    select id, state from plan where id = any(${ids}::uuid[])`.execute(db);
  const states = books.registers.get('plan')!.states!.states;
  return new Map(rows.map(({ id, state }) => [id, states[state]?.label ?? state]));
}
