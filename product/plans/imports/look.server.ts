import { boxOf, type Box } from '@quantu/geometry';
import { BD09, crsOf, GCJ02, testShift, type Crs, type ShiftFinding } from '@quantu/spatial-files';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import type { ImportedLayer } from '../contract.ts';
import { matchLayer, type LayerMatch } from '../profiles/match.ts';
import { controlPoints, districtBox } from './control.server.ts';
import { namedCrs, placed } from './crs-choice.ts';
import { changeRun, type ImportDesk, type Run } from './runs.server.ts';
import type { StoredLayer } from './stored-layer.ts';
import type { LookedGuess, LookedLayer } from './worker/orders.ts';
import type { Follow } from './worker/spatial-workers.server.ts';

/** Step 1: reads the file and guesses what its layers are, where they lie and what their columns say. */
export async function lookIntoFile(desk: ImportDesk, run: Run, follow: Follow = {}): Promise<void> {
  const { store, district, workers } = desk;
  const db = store.read(district);
  const around = await districtBox(db);
  const order = { path: store.files.pathOf(run.hash), name: run.file_name, district: around };
  const looked = await workers.look(order, follow);
  const layers: StoredLayer[] = [];
  for (const layer of looked) layers.push(await storedLayer(db, layer, around, run.file_name));
  const notes = [...new Set(looked.flatMap((layer) => layer.notes.map((note) => `${layer.name}：${note}`)))];
  await store.unrecorded(district, (tx) =>
    changeRun(tx, run.id, { state: 'mapping', layers: distinctCodes(layers), notes: notes.slice(0, 50) }),
  );
}

type Guess = NonNullable<ImportedLayer['crs']>;
const CONFIDENCE = { sure: 1, likely: 0.7, unsure: 0.3 } as const;

async function storedLayer(db: ReadDb, layer: LookedLayer, district: Box | null, file: string): Promise<StoredLayer> {
  const name = layer.name.trim() || file.replace(/\.[^.]*$/, '');
  const match = matchLayer(`${name} ${file.replace(/\.[^.]*$/, '')}`, layer.shape, layer.fields);
  const own = matchLayer(name, layer.shape, layer.fields);
  const found: LayerMatch = own.profile === null ? match : own;
  const code = codeFor(found.profile?.code ?? name);
  const target = await targetFor(db, code, name);
  const role = target?.role ?? found.profile?.role ?? null;
  const shift = await shiftOf(db, layer, { code: target?.code ?? code, role, words: `${name} ${file}` });
  const suspect = shift?.suspect ?? null;
  const plain = plainGuess(layer.guess);
  const crs: Guess | null = suspect === null ? plain : { ...guessed(suspect.id, shift!.why), confidence: 0.8 };
  const alternatives = layer.guess.alternatives.map(({ crs: id, why }) => guessed(id, why));
  const others = suspect === null || plain === null ? alternatives : [plain, ...alternatives];
  const isDrawn = layer.shape !== 'none' && layer.features > 0;
  const stored: StoredLayer = {
    name,
    shape: layer.shape === 'none' ? 'mixed' : layer.shape,
    features: layer.features,
    encoding: layer.encoding,
    fields: layer.fields.map((field) => ({ ...field, samples: [...field.samples] })),
    rawBox: layer.rawBox === null ? null : [...layer.rawBox],
    box: null,
    crs,
    alternatives: others,
    profile: found.profile?.code ?? null,
    profileLabel: found.profile?.label ?? null,
    isUsed: isDrawn,
    layer: target?.id ?? null,
    code: target?.code ?? code,
    layerName: target?.name ?? found.profile?.label ?? name.slice(0, 120),
    category: target?.category ?? found.profile?.category ?? 'present',
    role,
    chosenCrs: crs?.code ?? null,
    isCrsConfirmed: false,
    keyField: found.keyField,
    codeField: found.codeField,
    nameField: found.nameField,
    codeSet: target?.codeSet ?? found.codeSet,
    counts: null,
    areaM2: null,
    findings: [],
    version: null,
    axes: layer.axes,
    isAxesFixed: layer.format === 'txt',
    doubt: suspect === null ? null : `${shift!.why}，疑似${suspect.name}`,
    isMade: false,
  };
  return withPlace(stored, district);
}

/** The layer with where it comes to lie by the chosen system, and whether that is to be believed. */
export function withPlace(layer: StoredLayer, district: Box | null): StoredLayer {
  const named = layer.chosenCrs === null ? null : namedCrs(layer.chosenCrs);
  if (named === null || 'problem' in named) return { ...layer, box: null };
  const { box, axes, doubt } = placed(layer, named, district);
  const isSuspected = layer.doubt?.includes('疑似') === true;
  return { ...layer, box: box && [...box], axes, doubt: isSuspected ? layer.doubt : doubt };
}

const HINTS: readonly (readonly [RegExp, Crs])[] = [
  [/gcj-?_?02|火星坐标|高德|amap/i, GCJ02],
  [/bd-?_?09|百度/i, BD09],
];

/** What the map's own layers say of where this one lies; where they say nothing, what its names say. */
async function shiftOf(
  db: ReadDb,
  { points, guess }: LookedLayer,
  { code, role, words }: { readonly code: string; readonly role: string | null; readonly words: string },
): Promise<Pick<ShiftFinding, 'suspect' | 'why'> | null> {
  // Only degrees can be those of a web map.
  if (points.length === 0 || crsOf(guess.crs ?? '')?.kind !== 'degrees') return null;
  const box = boxOf({ type: 'MultiPoint', coordinates: points });
  for await (const control of controlPoints(db, { code, role, box })) {
    const finding = testShift(points, control);
    if (finding.isSettled) return finding;
  }
  const hint = HINTS.find(([mark]) => mark.test(words))?.[1];
  return hint === undefined || guess.crs === hint.id ? null : { suspect: hint, why: '文件或图层的名称写明了坐标系' };
}

const guessed = (id: string, why: string): Guess => ({
  code: id,
  label: crsOf(id)?.name ?? id,
  confidence: CONFIDENCE.unsure,
  why,
});

function plainGuess({ crs, confidence, why }: LookedGuess): Guess | null {
  return crs === null ? null : { ...guessed(crs, why), confidence: CONFIDENCE[confidence] };
}

/** A code from whatever a file calls its layer. */
function codeFor(name: string): string {
  const plain = name
    .normalize('NFKC')
    .replace(/[^A-Za-z0-9_-]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return (plain || 'LAYER').slice(0, 60);
}

interface Target {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly category: string;
  readonly role: string | null;
  readonly codeSet: string | null;
}

/** The layer of the catalogue that has this code or is called so. */
async function targetFor(db: ReadDb, code: string, name: string): Promise<Target | null> {
  const { rows } = await sql<Target>`select id, code, coalesce(name, code) as name, category, role,
      code_set as "codeSet" from map_layer
    where code = ${code} or name = ${name} order by code = ${code} desc, code limit 1`.execute(db);
  return rows[0] ?? null;
}

/** Layers of one file that would get the same new code by accident get codes of their own. */
function distinctCodes(layers: readonly StoredLayer[]): readonly StoredLayer[] {
  const taken = new Map<string, string>();
  return layers.map((layer) => {
    const isMeant = layer.profile !== null || layer.layer !== null;
    const before = taken.get(layer.code);
    if (before === undefined || (isMeant && before === layer.shape)) {
      taken.set(layer.code, layer.shape);
      return layer;
    }
    let number = 2;
    while (taken.has(`${layer.code}_${number}`)) number++;
    const code = `${layer.code.slice(0, 55)}_${number}`;
    taken.set(code, layer.shape);
    return { ...layer, code, layer: null };
  });
}
