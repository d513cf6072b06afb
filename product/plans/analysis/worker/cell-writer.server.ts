import { closeSync, openSync, writeSync } from 'node:fs';
import type { AnalysedCell } from '../analyse.ts';
import type { AnalysedLayer } from '../layers.ts';
import { purposeLabel } from '../purposes.ts';

const ENOUGH = 1 << 20;

/** Writes cells as GeoJSON features, one a line, as they come. */
export class CellWriter {
  readonly #file: number;
  readonly #labels: readonly string[];
  #text = '';

  constructor(path: string, layers: readonly Pick<AnalysedLayer, 'name'>[]) {
    this.#file = openSync(path, 'w', 0o600);
    this.#labels = cellLabels(layers);
  }

  write({ geometry, town, areaM2, kinds, purposes, keys }: AnalysedCell): void {
    const properties: Record<string, string | number | null> = { 镇街: town, 面积: areaM2, 冲突: kinds.join('、') };
    for (const [at, label] of this.#labels.entries()) {
      properties[`${label}要素`] = keys[at]!.join('、');
      properties[`${label}用途`] = keys[at]!.length === 0 ? '' : purposeLabel(purposes[at]!);
    }
    this.#text += `${JSON.stringify({ type: 'Feature', geometry, properties })}\n`;
    if (this.#text.length >= ENOUGH) this.#flush();
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }

  #flush(): void {
    writeSync(this.#file, this.#text);
    this.#text = '';
  }
}

/** 甲, 乙, 丙, …; past the tenth by number. */
export const cellLabels = (layers: readonly object[]): string[] =>
  layers.map((_, at) => '甲乙丙丁戊己庚辛壬癸'[at] ?? `图层${at + 1}`);
