import type { ConflictKind } from './kinds.ts';
import type { PairRule, Side } from './rule-schema.ts';
import type { RuleSet } from './rules.ts';
import { hasShore } from './coast-gaps.ts';
import { isPartition, isPlanLayer, type AnalysedFeature, type ReadLayer } from './layers.ts';
import type { Purpose } from './purposes.ts';

/** What two layers, or one, say that does not go together, before it is known where. */
export interface Clash {
  readonly kind: ConflictKind;
  readonly a: number;
  readonly b: number | null;
  readonly featureA: number | null;
  readonly featureB: number | null;
  readonly rule: { readonly yields: string; readonly clause: string };
  readonly yielding: number | null;
  readonly detail: string | null;
}

interface Pairing {
  readonly rule: PairRule;
  readonly a: number;
  readonly b: number;
}

const mayBe = ({ roles }: Side, { layer }: ReadLayer): boolean =>
  roles === null ? isPlanLayer(layer) : layer.role !== null && roles.includes(layer.role);

/** Tells what is wrong at a place from what covers it. */
export class Judge {
  readonly #layers: readonly ReadLayer[];
  readonly #rules: RuleSet;
  readonly #pairings: readonly Pairing[];
  readonly #universe: number;
  readonly #plans: readonly number[];

  constructor(layers: readonly ReadLayer[], rules: RuleSet) {
    this.#layers = layers;
    this.#rules = rules;
    const of = (side: Side): number[] => layers.flatMap((layer, at) => (mayBe(side, layer) ? [at] : []));
    this.#pairings = rules.pairs
      .filter(({ kind }) => rules.kinds.includes(kind))
      .flatMap((rule) => of(rule.a).flatMap((a) => of(rule.b).map((b) => ({ rule, a, b }))))
      .filter(({ rule, a, b }) => (isSymmetric(rule) ? a < b : a !== b));
    const district = layers.findIndex(({ layer }) => layer.role === 'district');
    this.#universe = district >= 0 ? district : layers.findIndex(({ layer }) => layer.role === 'town');
    this.#plans = layers.flatMap(({ layer }, at) => (isPlanLayer(layer) ? [at] : []));
  }

  /** Why a kind cannot be judged with these layers; null: it can. */
  unjudged(kind: ConflictKind): string | null {
    if (kind === 'C10') return null;
    if (kind === 'C9') {
      if (this.#universe < 0) return '没有行政区（或乡镇街道界）图层，不知道哪里该有规划';
      return this.#plans.length === 0 ? '没有规划图层' : null;
    }
    if (kind === 'C11' && hasShore(this.#layers, this.#rules)) return null;
    const isThere = this.#pairings.some(({ rule }) => rule.kind === kind);
    return isThere ? null : '所选图层里没有成对的图层可以比较';
  }

  clashes(cover: readonly (readonly number[])[]): Clash[] {
    return [...this.#pairs(cover), ...this.#overlaps(cover), ...this.#hole(cover)];
  }

  *#pairs(cover: readonly (readonly number[])[]): Generator<Clash> {
    for (const { rule, a, b } of this.#pairings) {
      const [coverA, coverB] = [cover[a]!, cover[b]!];
      if (coverA.length === 0) continue;
      const isAbsent = rule.b.isAbsent === true;
      if (isAbsent !== (coverB.length === 0)) continue;
      for (const featureA of coverA) {
        if (!this.#says(rule.a, a, featureA)) continue;
        if (isAbsent) yield this.#clash(rule, [a, b], featureA, null, null);
        else yield* this.#against(rule, [a, b], featureA, coverB);
      }
    }
  }

  *#against(
    rule: PairRule,
    [a, b]: readonly [number, number],
    featureA: number,
    coverB: readonly number[],
  ): Generator<Clash> {
    for (const featureB of coverB) {
      if (!this.#says(rule.b, b, featureB)) continue;
      if (goTogether(rule, this.#purpose(a, featureA), this.#purpose(b, featureB))) continue;
      const detail =
        rule.comparesControls === true ? this.#controls(this.#feature(a, featureA), this.#feature(b, featureB)) : null;
      if (rule.comparesControls === true && detail === null) continue;
      yield this.#clash(rule, [a, b], featureA, featureB, detail);
    }
  }

  #clash(
    rule: PairRule,
    [a, b]: readonly [number, number],
    featureA: number,
    featureB: number | null,
    detail: string | null,
  ): Clash {
    const side = rule.yielding === 'earlier' ? this.#earlier(a, b) : rule.yielding;
    const yielding = side === null ? null : side === 'a' ? a : b;
    return { kind: rule.kind, a, b, featureA, featureB, rule, yielding, detail };
  }

  #earlier(a: number, b: number): 'a' | 'b' | null {
    const [first, second] = [this.#layers[a]!.layer.approvedOn, this.#layers[b]!.layer.approvedOn];
    if (first === null || second === null || first === second) return null;
    return first < second ? 'a' : 'b';
  }

  *#overlaps(cover: readonly (readonly number[])[]): Generator<Clash> {
    const rule = this.#alone('C10');
    if (!rule) return;
    for (const [a, covering] of cover.entries()) {
      if (covering.length < 2 || !isPartition(this.#layers[a]!.layer)) continue;
      for (const featureB of covering.slice(1)) {
        yield { kind: 'C10', a, b: null, featureA: covering[0]!, featureB, rule, yielding: null, detail: null };
      }
    }
  }

  *#hole(cover: readonly (readonly number[])[]): Generator<Clash> {
    const rule = this.#alone('C9');
    const at = this.#universe;
    if (!rule || at < 0 || this.#plans.length === 0 || cover[at]!.length === 0) return;
    if (this.#plans.some((plan) => cover[plan]!.some((feature) => this.#purpose(plan, feature) !== 'not-covered'))) {
      return;
    }
    yield { kind: 'C9', a: at, b: null, featureA: null, featureB: null, rule, yielding: null, detail: null };
  }

  #alone(kind: 'C9' | 'C10') {
    return this.#rules.kinds.includes(kind) ? this.#rules.alone.find((rule) => rule.kind === kind) : undefined;
  }

  #says({ purposes, isSensitive = false }: Side, layer: number, feature: number): boolean {
    const { purpose, sensitive } = this.#layers[layer]!.readings[feature]!;
    if (isSensitive && sensitive === null) return false;
    return purposes === null || (purpose !== null && purposes.includes(purpose));
  }

  #purpose = (layer: number, feature: number) => this.#layers[layer]!.readings[feature]!.purpose;
  #feature = (layer: number, feature: number): AnalysedFeature => this.#layers[layer]!.layer.features[feature]!;

  /** Control values that both parcels have and that differ: `容积率上限 2.5／3.0`; null: none does. */
  #controls({ controls: one }: AnalysedFeature, { controls: other }: AnalysedFeature): string | null {
    const told = this.#rules.controls.flatMap(({ label, names, tolerance }) => {
      const [first, second] = [one, other].map((values) => names.map((name) => values[name]).find(isNumber));
      if (first === undefined || second === undefined || Math.abs(first - second) <= tolerance) return [];
      return [`${label} ${first}／${second}`];
    });
    return told.length === 0 ? null : told.join('；');
  }
}

const isNumber = (value: number | undefined): value is number => value !== undefined;
/** Whether two uses are no conflict by a rule that could be one. */
function goTogether({ isDifferent, except = [] }: PairRule, a: Purpose | null, b: Purpose | null): boolean {
  if (isDifferent === true && a === b) return true;
  return except.some(([p, q]) => (p === a && q === b) || (isDifferent === true && p === b && q === a));
}

const isSymmetric = ({ isDifferent, comparesControls }: PairRule): boolean =>
  isDifferent === true || comparesControls === true;
