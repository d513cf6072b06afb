import type { EntityType } from '../reading.ts';
import type { Scan } from './scan.ts';
import { sourceRange } from './scan.ts';

/** One place in the text where a rule saw an entity. Candidates with the same type and key become one entity. */
export interface Candidate {
  type: EntityType;
  /** What it is called there, or in full when the text shares a word over a list: 石化园区 → 石化园区控规. */
  name: string;
  key: string;
  /** Other names for it that this place proves. */
  aliases: string[];
  status: string | null;
  at: [start: number, end: number];
}

export function candidate(
  type: EntityType,
  scan: Scan,
  range: { from: number; to: number },
  more: Partial<Pick<Candidate, 'name' | 'key' | 'aliases' | 'status'>> = {},
): Candidate {
  const printed = scan.text.slice(range.from, range.to);
  const name = tidyName(more.name ?? printed);
  return {
    type,
    name,
    key: more.key ?? nameKey(name),
    aliases: more.aliases ?? [],
    status: more.status ?? null,
    at: sourceRange(scan.block, range.from, range.to),
  };
}

/** Spaces around digits and brackets come from typesetting; between words they belong to the name. */
export function tidyName(name: string): string {
  return name
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/(?<=[\d（《“]) (?=\p{Script=Han})|(?<=\p{Script=Han}) (?=[\d）》”])/gu, '')
    .trim();
}

/** Two printed names with the same key are one name: no spaces, no quotes, no book-title marks. */
export function nameKey(name: string): string {
  return name.replaceAll(/[\s“”‘’「」《》"']/gu, '');
}
