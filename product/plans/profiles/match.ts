import { readClass, writtenCode } from './old-codes.ts';
import { LAYER_PROFILES, type LayerProfile } from './known.ts';

export interface FoundField {
  readonly name: string;
  readonly samples: readonly string[];
}

/** What a layer of a file seems to be. */
export interface LayerMatch {
  readonly profile: LayerProfile | null;
  readonly keyField: string | null;
  readonly codeField: string | null;
  readonly nameField: string | null;
  readonly codeSet: string | null;
}

/** A name of a shapefile's field has at most ten bytes. */
const CUT = 10;

/** The column of this name, also when the format cut it. */
export function fieldCalled(fields: readonly FoundField[], name: string): FoundField | null {
  const wanted = name.toUpperCase();
  const exact = fields.find((field) => field.name.trim().toUpperCase() === wanted);
  if (exact || wanted.length <= CUT) return exact ?? null;
  return fields.find((field) => field.name.trim().toUpperCase() === wanted.slice(0, CUT)) ?? null;
}

export function firstCalled(fields: readonly FoundField[], names: readonly string[]): string | null {
  for (const name of names) {
    const found = fieldCalled(fields, name);
    if (found) return found.name;
  }
  return null;
}

const isAlike = (shape: string, profile: LayerProfile): boolean => shape === profile.shape || shape === 'mixed';

/** By the layer's code, then by what it is called, then by its fields. */
export function profileOf(name: string, shape: string, fields: readonly FoundField[]): LayerProfile | null {
  const fitting = LAYER_PROFILES.filter((profile) => isAlike(shape, profile));
  const parts = name.toUpperCase().split(/[^A-Z_\d]+|_(?=\d{4}(?:_|$))|(?<=^(?:XZ|GH|GL))_|_(?=(?:PY|LN|PT)(?:_|$))/);
  const words = [name.toUpperCase(), ...parts, ...parts.flatMap((part) => part.split('_'))];
  const coded = fitting.find(({ code }) => words.includes(code));
  if (coded) return coded;
  const called = fitting
    .flatMap((profile) => profile.aliases.map((alias) => ({ profile, alias })))
    .filter(({ alias }) => (/^[\w-]+$/.test(alias) ? words.includes(alias.toUpperCase()) : name.includes(alias)))
    .toSorted((a, b) => b.alias.length - a.alias.length)[0];
  return called?.profile ?? byFields(fitting, fields);
}

function byFields(profiles: readonly LayerProfile[], fields: readonly FoundField[]): LayerProfile | null {
  const scored = profiles.flatMap((profile) => {
    const own = [...new Set([...profile.codes, ...profile.required, ...profile.others, ...profile.areas])];
    const telling = own.filter((name) => !COMMON.has(name));
    const hits = telling.filter((name) => fieldCalled(fields, name)).length;
    const isWhole = profile.required.length > 0 && profile.required.every((name) => fieldCalled(fields, name));
    return hits >= 2 && isWhole ? [{ profile, score: hits / telling.length }] : [];
  });
  return scored.toSorted((a, b) => b.score - a.score)[0]?.profile ?? null;
}

/** Every layer of these standards has them, so they tell nothing. */
const COMMON: ReadonlySet<string> = new Set(['BSM', 'YSDM', 'XZQDM', 'XZQMC', 'BZ', 'MJ', 'NAME']);

const KEYS = ['BSM', 'OBJECTGUID', 'GUID', 'UUID', '标识码', '编号', '图斑编号', '地块编号', 'osm_id', '@id', 'id'];
const NAMES = ['名称', 'NAME', 'MC', '项目名称', 'XMMC', 'name:zh'];
const CODES = [
  'YDYHFLDM',
  'DLBM',
  '用地代码',
  '用地用海分类代码',
  '地类编码',
  '用地性质代码',
  'YDDM',
  '用地性质',
  'landuse',
];

/** What a layer is, and which of its columns say what; a person may choose otherwise. */
export function matchLayer(name: string, shape: string, fields: readonly FoundField[]): LayerMatch {
  const profile = profileOf(name, shape, fields);
  const codeField = firstCalled(fields, profile?.codes ?? []) ?? firstCalled(fields, CODES);
  return {
    profile,
    keyField: firstCalled(fields, profile?.keys ?? []) ?? firstCalled(fields, KEYS),
    codeField,
    nameField: firstCalled(fields, profile?.names ?? []) ?? firstCalled(fields, NAMES),
    codeSet: standardOf(fields, codeField, profile),
  };
}

const STANDARDS = ['land-use-2023', 'survey', 'gb-50137'];

/** The standard whose codes these are: that of the profile where they fit it as well as any. */
function standardOf(
  fields: readonly FoundField[],
  codeField: string | null,
  profile: LayerProfile | null,
): string | null {
  const samples = fields.find(({ name }) => name === codeField)?.samples ?? [];
  const known = (standard: string): number =>
    samples.filter((text) => readClass(standard, writtenCode(standard, text.trim())).isKnown === true).length;
  const own = profile?.codeSet ?? null;
  if (samples.length === 0 || (own !== null && !STANDARDS.includes(own))) return own;
  const order = [...(own === null ? [] : [own]), ...STANDARDS];
  const best = order.reduce((a, b) => (known(b) > known(a) ? b : a));
  return known(best) > 0 ? best : own;
}
