import { instantOf, parseInstant, type Instant } from '@quantu/base';
import { nameActions } from '@quantu/people';
import { publishVersion, writeVersion } from '@quantu/plans/server';
import { programViewer, type Books } from '@quantu/registers';
import { createRecord, writeMany } from '@quantu/registers/server';
import type { Store, WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import {
  worldLayers,
  worldPlans,
  WORLD_SEED,
  type WorldFeature,
  type WorldLayer,
  type WorldPlan,
} from './world/index.ts';

const ACTOR = 'demo';
const ACTION = 'demo.world';
nameActions({ [ACTION]: '写入示例图层' });
const viewer = programViewer(ACTOR);
const REASON = '虚构示例';

/**
 * Writes plans, layers and their published versions of the invented district, a transaction each; what is there
 * already is left alone.
 */
export async function writeWorld(store: Store, books: Books, district: string, scale = 1): Promise<void> {
  const write = (on: string, work: (tx: WriteDb) => Promise<void>): Promise<void> =>
    store.transact({ district, actor: ACTOR, action: ACTION, reason: REASON, at: instantIn(on) }, work);
  const known = await plansOf(store, district);
  if (known.size === 0) await write('2026-06-30', (tx) => writePlans(tx, books));
  const plans = known.size === 0 ? await plansOf(store, district) : known;
  const written = await versionsOf(store, district);
  const ordered = [...worldLayers(scale, WORLD_SEED).entries()];
  // The largest come last: until the database has counted them anew it reads them through for every small one.
  const late = (code: string): number => LARGEST.indexOf(code);
  for (const [order, layer] of ordered.toSorted(([, a], [, b]) => late(a.code) - late(b.code))) {
    for (const [at, version] of versionsIn(layer).entries()) {
      if (at < (written.get(layer.code) ?? 0)) continue;
      await write(version.publishedOn, async (tx) => {
        const id = at === 0 ? await newLayer(tx, books, layer, order, plans) : await layerId(tx, layer.code);
        await publish(tx, books, id, layer, version);
      });
    }
  }
}

const LARGEST = ['YDYH', 'TGYT', 'DLTB', 'FW'];

interface Version {
  readonly year: string;
  readonly approvedOn: string;
  readonly publishedOn: string;
  readonly features: () => Iterable<WorldFeature>;
}

function versionsIn({ year, approvedOn, features, before }: WorldLayer): Version[] {
  const earlier = before ? [{ ...before, publishedOn: '2025-06-30' }] : [];
  return [...earlier, { year, approvedOn, features, publishedOn: '2026-06-30' }];
}

/** Noon in China; now when the machine's clock is before it. */
function instantIn(on: string): Instant {
  const now = instantOf(new Date());
  const then = parseInstant(`${on}T12:00:00+08:00`);
  return then === null || then > now ? now : then;
}

async function publish(tx: WriteDb, books: Books, layer: string, told: WorldLayer, version: Version): Promise<void> {
  if (isEmpty(version.features())) return;
  const meta = {
    title: `${told.name} ${version.year}年（虚构示例）`,
    basis: told.basis,
    approvedOn: version.approvedOn,
    crs: 'CGCS2000（EPSG:4490）',
    crsChecked: 'confirmed' as const,
    report: '演示区的图层由程序按固定随机种子生成，全部虚构。',
  };
  const written = await writeVersion(tx, books, { layer, features: version.features(), meta });
  if (written) await publishVersion(tx, books, { layer, number: written.number, reason: REASON });
}

function isEmpty(features: Iterable<WorldFeature>): boolean {
  for (const _ of features) return false;
  return true;
}

async function newLayer(
  tx: WriteDb,
  books: Books,
  layer: WorldLayer,
  order: number,
  plans: ReadonlyMap<string, string>,
): Promise<string> {
  const { code, name, category, theme, shape, role, basis, year, codeSet, colour } = layer;
  const plan = layer.plan === undefined ? null : plans.get(layer.plan)!;
  const holder = await organisation(tx, 'D09');
  const values = {
    code,
    name,
    category,
    theme,
    shape,
    role,
    basis,
    year,
    codeSet,
    order,
    plan,
    holder,
    secrecy: 'open',
    isPublic: true,
    note: '虚构示例：不对应任何真实地方。',
    ...(colour === undefined ? {} : { colour }),
  };
  const made = await createRecord(tx, books, books.registers.get('map-layer')!, viewer, values);
  return made.id;
}

const STEPS = ['startedOn', 'draftOn', 'consultedOn', 'reviewedOn', 'submittedOn', 'approvedOn'] as const;

async function writePlans(tx: WriteDb, books: Books): Promise<void> {
  const holder = await organisation(tx, 'D09');
  const register = books.registers.get('plan')!;
  const ids = new Map<string, string>();
  // What is superseded comes first.
  const ordered = worldPlans().toSorted(
    (a, b) => Number(a.supersedes !== undefined) - Number(b.supersedes !== undefined),
  );
  for (const plan of ordered) {
    const row = { state: plan.state, values: planValues(plan, holder, ids) };
    const [written] = await writeMany(tx, books, register, viewer, [row]);
    ids.set(plan.code, written!.id);
  }
}

function planValues(plan: WorldPlan, holder: string | null, ids: ReadonlyMap<string, string>) {
  const days = Object.fromEntries(plan.days.map((day, at) => [STEPS[at]!, day]));
  return {
    code: plan.code,
    name: plan.name,
    kind: plan.kind,
    level: plan.level,
    holder,
    author: '东屿城乡规划设计院（虚构）',
    yearFrom: plan.from,
    yearUntil: plan.until,
    secrecy: 'open',
    supersedes: plan.supersedes === undefined ? null : ids.get(plan.supersedes)!,
    ...days,
    approvalNumber: plan.number ?? null,
    note: '虚构示例。',
  };
}

async function organisation(tx: WriteDb, code: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select id from organisation where code = ${code}`.execute(tx);
  return rows[0]?.id ?? null;
}

async function layerId(tx: WriteDb, code: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from map_layer where code = ${code}`.execute(tx);
  return rows[0]!.id;
}

async function plansOf(store: Store, district: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ code: string; id: string }>`select code, id from plan`.execute(store.read(district));
  return new Map(rows.map(({ code, id }) => [code, id]));
}

/** How many versions of each layer are in force or were. */
async function versionsOf(store: Store, district: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ code: string; versions: number }>`select l.code, count(v.id)::integer as versions
    from map_layer l left join layer_version v on v.layer = l.id and v.state in ('published', 'superseded')
    group by l.code`.execute(store.read(district));
  return new Map(rows.map(({ code, versions }) => [code, versions]));
}
