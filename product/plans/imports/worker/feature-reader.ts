import { hash } from 'node:crypto';
import {
  boxOf,
  isSliver,
  parseGeometry,
  polygonsOf,
  repairArea,
  type Box,
  type Geometry,
  type GeometryKind,
} from '@quantu/geometry';
import type { AttributeValue, SpatialFeature } from '@quantu/spatial-files/server';
import { rowOf, wordsOf } from '../../features/feature.server.ts';
import { fieldCalled } from '../../profiles/match.ts';
import { readClass, writtenCode } from '../../profiles/old-codes.ts';
import { keyText } from './keys.ts';
import type { FileFeature, PartReport, RowsPart } from './orders.ts';
import { shapeOf, turned } from './positions.ts';
import { Tally } from './tally.ts';

const SHAPES = { area: '面', line: '线', point: '点' } as const;
/** What two drawings of one line leave between them; counted, never dropped. */
const SLIVER = { minM2: 10, widthM: 2 };
/** A file's own area may differ from the computed one by this share. */
const AREA_SHARE = 0.1;
const UNITS_M2 = [1, 10_000, 2000 / 3, 1_000_000];
/** Degrees around the district that are not called outside of it. */
const BESIDE = 0.01;

export interface ReaderWish {
  readonly part: RowsPart;
  readonly fields: readonly string[];
  /** The column that names features; null: their geometry does. */
  readonly keyField: string | null;
  readonly turn: (x: number, y: number) => readonly [number, number];
  readonly district: Box | null;
  /** Of the whole target layer: how often a geometry was there. */
  readonly seen: Map<string, number>;
}

/** Makes the features of one layer of a file ready to be stored, and tells what it found. */
export class FeatureReader {
  readonly #wish: ReaderWish;
  readonly #tally = new Tally();
  readonly #areaFields: readonly string[];

  constructor(wish: ReaderWish) {
    this.#wish = wish;
    const fields = wish.fields.map((name) => ({ name, samples: [] }));
    this.#areaFields = wish.part.areaFields.flatMap((name) => fieldCalled(fields, name)?.name ?? []);
    const missing = wish.part.required.filter((name) => fieldCalled(fields, name) === null);
    if (missing.length > 0) this.#tally.told('required', missing.length, `缺少标准字段：${missing.join('、')}`);
  }

  get report(): PartReport {
    return { part: this.#wish.part.part, repaired: this.#tally.repaired, findings: this.#tally.findings };
  }

  tell(kind: string, count: number, text: string): void {
    this.#tally.told(kind, count, text);
  }

  read({ number, geometry, attributes, z, wasOpen, problem }: SpatialFeature): FileFeature {
    const { part } = this.#wish;
    const given = part.codeField === null ? null : textOf(attributes[part.codeField]);
    const code = given === null ? null : writtenCode(part.codeSet, given);
    if (code !== given) this.#tally.add('written', `${given} 作 ${code}`);
    const reading = readClass(part.codeSet, code);
    const words = {
      code,
      use: reading.use,
      name: part.nameField === null ? null : textOf(attributes[part.nameField]),
      attributes,
    };
    const problems = problem === null ? [] : [problem];
    if (z !== null) this.#tally.add('height');
    if (wasOpen) {
      this.#tally.add('open');
      problems.push('边界没有闭合，已用首点闭合');
    }
    const sound = geometry === null ? { refusal: problem ?? '没有图形' } : this.#sound(geometry, problems);
    if ('refusal' in sound) return this.#rejected(number, words, sound.refusal, geometry);
    if (reading.isKnown === false) {
      problems.push(`编码“${code}”不在所选分类标准里`);
      this.#tally.add('code', code ?? '');
    }
    if (reading.mayBe.length > 0) {
      problems.push(`旧编码“${code}”在 2023 年分类里可能是 ${reading.mayBe.join('、')}，待定`);
      this.#tally.add('undecided', code ?? '');
    }
    const own = keyText(attributes, this.#wish.keyField ?? '');
    const row = rowOf({ ...words, key: own, geometry: sound.geometry });
    const key = this.#keyOf(own, row.shape);
    this.#judge(sound.geometry, row, attributes, problems);
    return { ...row, key, part: part.part, seq: number, problems, isRejected: false, raw: null };
  }

  #rejected(
    seq: number,
    words: Pick<FileFeature, 'code' | 'use' | 'name' | 'attributes'>,
    why: string,
    geometry: Geometry | null,
  ): FileFeature {
    const own = keyText(words.attributes, this.#wish.keyField ?? '');
    this.#tally.add('rejected', why.slice(0, 40));
    const none = { shape: null, box: null, areaM2: 0, digest: '' };
    const { part } = this.#wish.part;
    const raw = rawText(geometry && turned(geometry, this.#wish.turn));
    return { ...wordsOf(words), ...none, key: own, part, seq, problems: [why], isRejected: true, raw };
  }

  #sound(geometry: Geometry, problems: string[]): { readonly geometry: Geometry } | { readonly refusal: string } {
    const wanted: GeometryKind = this.#wish.part.shape;
    const given = shapeOf(geometry);
    if (given !== wanted) return { refusal: `图层是${SHAPES[wanted]}，这个要素是${SHAPES[given]}` };
    const placed = turned(geometry, this.#wish.turn);
    const parsed = parseGeometry(placed, wanted);
    if (!('problem' in parsed)) return isAcross(parsed) ? { refusal: ACROSS } : { geometry: parsed };
    if (wanted !== 'area') return { refusal: parsed.problem };
    const { geometry: mended, report } = repairArea(polygonsOf(placed));
    if (mended === null) return { refusal: report.refusal ?? parsed.problem };
    // Nothing was wrong with it but its size.
    if (report.findings.length === 0) return { geometry: mended };
    const [before, after] = [report.beforeM2, report.afterM2].map((area) => area.toFixed(2));
    const told = report.findings.map(({ text }) => text).join('；');
    problems.push(`图形已修复：${told}；修复前 ${before} 平方米，修复后 ${after} 平方米`);
    this.#tally.mended(report.findings, report.beforeM2, report.afterM2);
    return { geometry: mended };
  }

  /** The file's own key, else the geometry, counted where several have the same. */
  #keyOf(own: string, shape: Uint8Array): string {
    const mark = hash('sm3', shape, 'hex').slice(0, 32);
    const { seen } = this.#wish;
    const times = (seen.get(mark) ?? 0) + 1;
    seen.set(mark, times);
    if (times > 1) this.#tally.add('duplicate');
    if (own !== '') return own;
    return times === 1 ? `g-${mark}` : `g-${mark}-${times}`;
  }

  #judge(
    geometry: Geometry,
    { areaM2: area, box }: { readonly areaM2: number; readonly box: Box },
    attributes: SpatialFeature['attributes'],
    problems: string[],
  ): void {
    const { district } = this.#wish;
    if (district !== null && isOutside(box, district)) {
      problems.push('在本区范围之外');
      this.#tally.add('outside');
    }
    if (this.#wish.part.shape !== 'area') return;
    if (isSliver(area, roughPerimeterM(geometry), SLIVER)) this.#tally.sliver(area);
    const told = this.#areaFields.map((field) => [field, Number(attributes[field])] as const);
    const said = told.find(([, value]) => Number.isFinite(value) && value > 0);
    if (said === undefined || UNITS_M2.some((unit) => isNear(said[1] * unit, area))) return;
    problems.push(`属性“${said[0]}”的面积 ${said[1]} 与椭球面积 ${area.toFixed(2)} 平方米相差超过 10%`);
    this.#tally.add('area', said[0]);
  }
}

const LONGEST_RAW = 2 ** 20;

/** Null where a number is none, or the text is too long to be kept beside the file. */
function rawText(geometry: Geometry | null): string | null {
  if (geometry === null) return null;
  const text = JSON.stringify(geometry);
  return text.includes('null') || text.length > LONGEST_RAW ? null : text;
}

const ACROSS = '图形跨过 180° 经线，请在 180° 处切成两块';

/** From 179° to −179° is not nearly round the earth. */
function isAcross(geometry: Geometry): boolean {
  const [west, , east] = boxOf(geometry);
  return east - west > 180;
}

const isNear = (one: number, other: number): boolean => Math.abs(one - other) <= AREA_SHARE * Math.max(one, other);

const textOf = (value: AttributeValue | undefined): string | null => {
  const text = String(value ?? '').trim();
  return text === '' ? null : text;
};

const isOutside = (box: Box, [west, south, east, north]: Box): boolean =>
  box[2] < west - BESIDE || box[0] > east + BESIDE || box[3] < south - BESIDE || box[1] > north + BESIDE;

const METRES = (Math.PI / 180) * 6_371_000;

/** Within half a percent: slivers are told by orders of magnitude. */
function roughPerimeterM(geometry: Geometry): number {
  let sum = 0;
  for (const ring of polygonsOf(geometry).flat()) {
    const narrow = Math.cos((ring[0]![1] * Math.PI) / 180);
    for (let i = 1; i < ring.length; i++) {
      sum += Math.hypot((ring[i]![0] - ring[i - 1]![0]) * narrow, ring[i]![1] - ring[i - 1]![1]);
    }
  }
  return sum * METRES;
}
