import { canonicalJson } from '@quantu/base';
import { recipeJson, type Recipe } from './definition.ts';

/** One counted row: its id, and what it gives as exact text; `-` where it has no value. */
export interface CountedRow {
  readonly id: string;
  readonly contribution: string | null;
}

/** The line of one row. Lines are hashed in the order of their ids, a line feed behind each. */
export function rowLine({ id, contribution }: CountedRow): string {
  return `${id} ${contribution ?? '-'}`;
}

/** One plain figure of which a signed one is made: of a share there are two. */
export interface SignedPart {
  readonly recipe: Recipe;
  readonly value: string | null;
  readonly rows: number;
  readonly missing: number;
  /** SM3 over the lines of its rows. */
  readonly rowsDigest: string;
}

export interface Signed {
  readonly district: string;
  readonly label: string;
  readonly unit: string;
  readonly value: string | null;
  readonly definition: string;
  readonly definitionVersion: number;
  /** The instant whose data it was computed on, and the number of the last entry of the audit trail then. */
  readonly asOf: string;
  readonly trailEntry: number;
  readonly parts: readonly SignedPart[];
}

/** The text whose SM3 is a signed figure's digest: one fact a line, the same everywhere. */
export function canonicalText(signed: Signed): string {
  return [
    'quantu-figure 1',
    `district ${signed.district}`,
    `label ${canonicalJson(signed.label)}`,
    `value ${signed.value ?? '-'} ${canonicalJson(signed.unit)}`,
    `definition ${signed.definitionVersion} ${canonicalJson(signed.definition)}`,
    `as-of ${signed.asOf} ${signed.trailEntry}`,
    ...signed.parts.map(
      ({ recipe, value, rows, missing, rowsDigest }) =>
        `part ${canonicalJson(recipeJson(recipe))} ${value ?? '-'} ${rows} ${missing} ${rowsDigest}`,
    ),
    '',
  ].join('\n');
}
