import { canonicalJson } from '@quantu/base';
import { sm3 } from '@quantu/base/server';
import type { Applied } from '../migrate/plan.ts';
import type { PartSum } from './lines.ts';

/**
 * A backup is one gzip'd file of lines:
 *
 * - the header: `{"quantu":"backup","format":1,…}` with the districts and the migrations of each schema;
 * - for each table of each schema a part: `{"part":"table","schema":…,"table":…,"columns":[…]}`, a line for each row
 *   (an array of texts as PostgreSQL prints them, null for null), and `{"end":…,"lines":…,"sm3":…}`;
 * - for each schema its sequences, likewise;
 * - for each uploaded content a part with lines of base64;
 * - the manifest: all ends again, with a sum over header and manifest.
 *
 * `zcat` and any JSON reader open it; rows go into any PostgreSQL.
 */
export interface Header {
  readonly quantu: 'backup';
  readonly format: 1;
  readonly madeAt: string;
  /** Null is the shared schema. */
  readonly schemas: readonly { readonly district: string | null; readonly steps: readonly Applied[] }[];
}

export interface TablePart {
  readonly part: string;
  readonly district: string | null;
  readonly table: string;
  readonly columns: readonly string[];
}

export interface SequencePart {
  readonly part: string;
  readonly district: string | null;
  readonly sequences: true;
}

export interface FilePart {
  readonly part: string;
  readonly file: string;
}

export type Part = TablePart | SequencePart | FilePart;

export interface Manifest {
  readonly manifest: readonly PartSum[];
  readonly sm3: string;
}

export function manifestOf(header: Header, sums: readonly PartSum[]): Manifest {
  const manifest = sums.map(({ part, lines, sm3 }) => ({ part, lines, sm3 }));
  return { manifest, sm3: sm3(canonicalJson([JSON.stringify(header), ...manifest])) };
}
