import { nameKey } from '../entities/candidate.ts';
import type { Entity, EntityType, Finding } from '../reading.ts';

/** Names long enough that one differing character is more likely a slip than another thing. */
const SHORTEST = 7;
const LONGEST = 48;
const COMPARED: ReadonlySet<EntityType> = new Set(['project', 'plan', 'zone', 'company', 'programme', 'event']);
/** More would say that the text is a list of variants, not that it has slips. */
const MOST = 50;
const TAIL = /(?:建设|改造|提升)?(?:项目|工程)$/u;

/** Characters that make two names two things: ordinals, directions, numbers, opposites. */
const TELLING = new Set<string>(
  '一二三四五六七八九十百千甲乙丙丁戊东西南北中上下左右前后内外大小新旧老首末第0123456789０１２３４５６７８９ⅠⅡⅢⅣⅤ' +
    'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz镇乡村市县省州期段号路街厂站馆院校楼桥山河湖江海水电气',
);

interface Known {
  entity: Entity;
  core: string;
}

/**
 * The same project, plan or place printed two ways: names that differ by one character, and names of projects of which
 * one lacks a part in the middle.
 */
export function spellingVariants(entities: readonly Entity[]): Finding[] {
  const known = comparable(entities);
  const found = shortened(known);
  found.push(...oneEditApart(known, found));
  return found.slice(0, MOST);
}

function comparable(entities: readonly Entity[]): Known[] {
  return entities
    .filter((entity) => COMPARED.has(entity.type))
    .map((entity) => ({ entity, core: coreOf(entity.name) }))
    .filter(({ core }) => core.length >= SHORTEST && core.length <= LONGEST)
    .sort((a, b) => b.core.length - a.core.length);
}

function oneEditApart(known: readonly Known[], told: readonly Finding[]): Finding[] {
  const byShape = new Map<string, Known[]>();
  const found: Finding[] = [];
  for (const one of known) {
    const others = new Set<Known>();
    for (const shape of shapesOf(one.core)) {
      const same = byShape.get(shape) ?? [];
      for (const other of same) others.add(other);
      byShape.set(shape, [...same, one].slice(-8));
    }
    for (const other of others) found.push(...compare(other, one, [...told, ...found]));
    if (found.length >= MOST) break;
  }
  return found;
}

function coreOf(name: string): string {
  return nameKey(name).replace(TAIL, '');
}

/** The name itself and every name with one character left out: two names that share a shape are one edit apart. */
function shapesOf(core: string): Set<string> {
  const shapes = new Set([core]);
  for (let index = 0; index < core.length; index++) shapes.add(`${core.slice(0, index)}${core.slice(index + 1)}`);
  return shapes;
}

/** The longest names come first: a zone that differs only inside a project that was told already is not told again. */
function compare(one: Known, other: Known, told: readonly Finding[]): Finding[] {
  const difference = one.entity.type === other.entity.type ? oneEdit(one.core, other.core) : null;
  if (difference === null || difference.some((unit) => TELLING.has(unit))) return [];
  const [a, b] = [one.entity, other.entity];
  const [first, second] = inOrder(a, b);
  return variant(first, second, `“${second.name}”与“${first.name}”只差${describe(difference)}`, told);
}

function inOrder(a: Entity, b: Entity): [first: Entity, second: Entity] {
  return (a.mentions[0]?.[0] ?? 0) < (b.mentions[0]?.[0] ?? 0) ? [a, b] : [b, a];
}

function variant(first: Entity, second: Entity, said: string, told: readonly Finding[]): Finding[] {
  const [at, also] = [second.mentions[0], first.mentions[0]];
  if (!at || !also || told.some((finding) => [finding.at, ...finding.also].some((range) => covers(range, at))))
    return [];
  const text = `${said}，如为同一${LABELS[first.type] ?? '名称'}请统一写法`;
  return [{ code: 'spelling-variant', severity: 'warn', at, also: [also], text }];
}

function covers(outer: [number, number], inner: [number, number]): boolean {
  return outer[0] <= inner[0] && inner[1] <= outer[1];
}

const HEAD = 6;
const MOST_MISSING = 6;

/** 绿色产业园及配套基础设施项目 and 绿色产业园及配套项目: compared only with names that begin alike. */
function shortened(known: readonly Known[]): Finding[] {
  const byHead = new Map<string, Known[]>();
  const found: Finding[] = [];
  for (const short of known) {
    if (short.entity.type !== 'project') continue;
    const head = short.core.slice(0, HEAD);
    const longer = byHead.get(head) ?? [];
    for (const long of longer) {
      const missing = missingPart(long.core, short.core);
      if (missing === null) continue;
      const [first, second] = inOrder(long.entity, short.entity);
      const said = `“${second.name}”比“${first.name}”${first === long.entity ? '少' : '多'}“${missing}”`;
      found.push(...variant(first, second, said, found));
    }
    byHead.set(head, [...longer, short].slice(-8));
  }
  return found;
}

/**
 * What the short name lacks, one piece behind a common head. A piece at the very end makes another thing (安置房 and
 * 安置房配套道路) unless a joiner before it says that the name goes on: 产业园及配套[基础设施].
 */
export function missingPart(long: string, short: string): string | null {
  const length = long.length - short.length;
  if (length < 2 || length > MOST_MISSING || short.length < SHORTEST) return null;
  let from = 0;
  while (from < short.length && long[from] === short[from]) from++;
  if (from < HEAD || long.slice(from + length) !== short.slice(from)) return null;
  const missing = long.slice(from, from + length);
  const isOpen = from === short.length && !/[及和与]/u.test(short.slice(HEAD));
  return isOpen || [...missing].some((unit) => TELLING.has(unit)) ? null : missing;
}

const LABELS: Partial<Record<EntityType, string>> = {
  project: '项目',
  plan: '规划',
  zone: '片区',
  company: '企业',
  programme: '行动',
  event: '活动',
};

function describe(difference: readonly string[]): string {
  return difference.length === 1 ? `一个“${difference[0]}”字` : `“${difference[0]}”和“${difference[1]}”一字`;
}

/** The characters by which two names differ when one insertion or one replacement makes them equal; else null. */
export function oneEdit(a: string, b: string): string[] | null {
  if (a === b || Math.abs(a.length - b.length) > 1) return null;
  let from = 0;
  while (from < a.length && from < b.length && a[from] === b[from]) from++;
  const rest = (text: string, skip: number) => text.slice(from + skip);
  if (a.length === b.length) return rest(a, 1) === rest(b, 1) ? [a[from] ?? '', b[from] ?? ''] : null;
  const [long, short] = a.length > b.length ? [a, b] : [b, a];
  return rest(long, 1) === rest(short, 0) ? [long[from] ?? ''] : null;
}
