import type { Reading } from '@quantu/documents';
import type { Place } from './paper.ts';

/** A unit where a text names it. */
interface Mention extends Place {
  readonly name: string;
}

/** Whoever a text names: departments that are written as such, and the district's own units by their names. */
export function mentionsIn({ text, entities }: Reading, names: readonly string[]): readonly Mention[] {
  const found: Mention[] = entities
    .filter(({ type }) => type === 'department')
    .flatMap(({ mentions }) => mentions.map(([start, end]) => ({ start, end, name: text.slice(start, end) })));
  for (const name of names.filter((one) => one.length >= 3)) {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
      found.push({ start: at, end: at + name.length, name });
  }
  const longest = found.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const kept: Mention[] = [];
  for (const one of longest) {
    const last = kept.at(-1);
    if (!last || one.start >= last.end) kept.push(one);
    else if (one.end - one.start > last.end - last.start) kept[kept.length - 1] = one;
  }
  return kept;
}

export interface Assigned {
  readonly lead: string | null;
  readonly helpers: readonly string[];
}

const LEADS = /牵头|主办|负责|责任单位|主责/;
const HELPS = /配合|协办|协助|参与/;

/** Who is to do what stands in a place of the text: the first named leads unless the words say otherwise. */
export function assignedIn(text: string, place: Place, mentions: readonly Mention[]): Assigned {
  const leads: string[] = [];
  const plain: string[] = [];
  const helpers: string[] = [];
  let from = place.start;
  for (const segment of segmentsOf(text.slice(place.start, place.end))) {
    const to = from + segment.length;
    const inside = mentions.filter(({ start, end }) => start >= from && end <= to);
    for (const [at, { name, start }] of inside.entries()) {
      const isAfter = text.slice(from, start).includes('会同');
      if (isAfter || HELPS.test(segment)) helpers.push(name);
      else if (LEADS.test(segment)) (at === 0 ? leads : helpers).push(name);
      else plain.push(name);
    }
    from = to;
  }
  const [lead = null, ...others] = [...leads, ...plain];
  const rest = [...new Set([...others, ...helpers])].filter((name) => name !== lead);
  return { lead, helpers: rest };
}

/** Pieces that end where a clause ends. */
const segmentsOf = (text: string): readonly string[] => text.match(/[^，,；;。（）()]*[，,；;。（）()]?/g) ?? [];
