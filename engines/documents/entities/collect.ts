import type { Entity } from '../reading.ts';
import { nameKey, type Candidate } from './candidate.ts';
import { Trie } from './trie.ts';

interface Group {
  entity: Entity;
  spellings: Set<string>;
}

/** Candidates with one type and key become one entity: the first name, the most telling state, every place. */
export function collect(candidates: readonly Candidate[], text: string): Entity[] {
  const groups = new Map<string, Group>();
  for (const one of [...candidates].sort((a, b) => a.at[0] - b.at[0] || b.at[1] - a.at[1])) {
    const id = `${one.type}|${one.key}`;
    const group = groups.get(id) ?? open(groups, id, one);
    group.spellings.add(one.name);
    for (const alias of one.aliases) group.spellings.add(alias);
    group.entity.status ??= one.status;
    group.entity.mentions.push(one.at);
  }
  addRepeats(groups, text);
  return [...groups.values()].map(finish);
}

function open(groups: Map<string, Group>, id: string, one: Candidate): Group {
  const entity: Entity = { type: one.type, name: one.name, status: one.status, aliases: [], mentions: [] };
  const group: Group = { entity, spellings: new Set() };
  groups.set(id, group);
  return group;
}

/** Once a name is known, every other place where it is printed mentions it too. */
function addRepeats(groups: Map<string, Group>, text: string): void {
  const known = new Trie<Group[]>([]);
  const bySpelling = new Map<string, Group[]>();
  for (const group of groups.values()) {
    for (const spelling of group.spellings) {
      if (spelling.length < 3) continue;
      bySpelling.set(spelling, [...(bySpelling.get(spelling) ?? []), group]);
    }
  }
  for (const [spelling, owners] of bySpelling) known.add(spelling, owners);
  for (let index = 0; index < text.length;) {
    const hit = known.longestAt(text, index);
    for (const group of hit?.value ?? []) group.entity.mentions.push([index, hit?.end ?? index]);
    index = hit?.end ?? index + 1;
  }
}

function finish({ entity, spellings }: Group): Entity {
  const longest = entity.type === 'department' || entity.type === 'organ' ? longestOf(spellings) : entity.name;
  const aliases = [...spellings].filter((spelling) => spelling !== longest && nameKey(spelling) !== '');
  return { ...entity, name: longest, aliases, mentions: distinct(entity.mentions) };
}

function longestOf(spellings: ReadonlySet<string>): string {
  return [...spellings].reduce((best, next) => (next.length > best.length ? next : best), '');
}

/** In order, without repeats and without a range inside another of the same entity. */
function distinct(ranges: readonly [number, number][]): [number, number][] {
  const kept: [number, number][] = [];
  for (const range of [...ranges].sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    const last = kept.at(-1);
    if (!last || range[1] > last[1]) kept.push(range);
  }
  return kept;
}
