import { existsSync, readFileSync } from 'node:fs';

import { parseMarkup } from './markup.ts';
import type { OfficialDocument } from './model.ts';

/** A made-up document of this folder: `short` or `long`. */
export const goldenDocument = (name: 'short' | 'long'): OfficialDocument =>
  parseMarkup(readFileSync(new URL(`./golden/${name}.txt`, import.meta.url), 'utf8'));

const FOUNDING = new URL('../../../../shared/samples/reports/00-quangang-2024-87.txt', import.meta.url);

/** The founding report, when it lies beside the repository. */
export function foundingReport(): string | null {
  if (existsSync(FOUNDING)) return readFileSync(FOUNDING, 'utf8');
  console.warn('the founding sample is not beside the repository: its round trip is not tested');
  return null;
}
