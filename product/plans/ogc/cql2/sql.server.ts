import { parseDay } from '@quantu/base';
import type { Relation } from '@quantu/geometry';
import { sql, type RawBuilder } from 'kysely';
import type { ShownLayer } from '../../map/shown.server.ts';
import type { OgcCrs } from '../crs.ts';
import type { OgcDesk } from '../desk.server.ts';
import { ogcFault } from '../faults.ts';
import { valueSql, type Queryable } from '../fields.server.ts';
import { filterAsked, meetsSql, relatedSql } from '../spatial.server.ts';
import { MOST, type Condition, type Scalar, type Spatial, type SpatialOperator } from './tree.ts';

type As = 'text' | 'number' | 'boolean';

/** A filter as a condition on features `f`; every value is a parameter, and shapes are looked at beforehand. */
export async function filterSql(
  condition: Condition,
  context: {
    readonly desk: OgcDesk;
    readonly layer: ShownLayer;
    readonly fields: readonly Queryable[];
    readonly crs: OgcCrs;
  },
): Promise<RawBuilder<boolean>> {
  return new Compiler(context).compile(condition);
}

class Compiler {
  readonly #context: Parameters<typeof filterSql>[1];
  #nodes = 0;
  #shapes = 0;

  constructor(context: Parameters<typeof filterSql>[1]) {
    this.#context = context;
  }

  async compile(condition: Condition): Promise<RawBuilder<boolean>> {
    if (++this.#nodes > MOST.nodes) throw tooMuch('too many conditions', `超过 ${MOST.nodes} 个条件`);
    if (typeof condition === 'boolean') return sql<boolean>`${sql.raw(String(condition))}`;
    switch (condition.op) {
      case 'and':
      case 'or': {
        const parts: RawBuilder<boolean>[] = [];
        for (const one of condition.args) parts.push(await this.compile(one));
        return sql<boolean>`(${sql.join(parts, condition.op === 'and' ? sql` and ` : sql` or `)})`;
      }
      case 'not':
        return sql<boolean>`(not ${await this.compile(condition.args[0])})`;
      case 's_intersects':
      case 's_disjoint':
      case 's_equals':
      case 's_touches':
      case 's_crosses':
      case 's_within':
      case 's_contains':
      case 's_overlaps':
        return this.#spatial(condition.op, condition.args);
      case 'isNull':
        return this.#isNull(condition.args[0]);
      case 'like':
        return this.#like(condition.args);
      case 'in': {
        const [one, list] = condition.args;
        if (list.length > MOST.inList) throw tooMuch('the list is too long', `列表超过 ${MOST.inList} 项`);
        if (list.length === 0) return sql<boolean>`false`;
        const as = this.#as(one, ...list);
        return sql<boolean>`(${this.#value(one, as)} in (${sql.join(list.map((each) => this.#value(each, as)))}))`;
      }
      case 'between': {
        const [one, from, until] = condition.args;
        const as = this.#as(one, from, until);
        const [value, low, high] = [this.#value(one, as), this.#value(from, as), this.#value(until, as)];
        return sql<boolean>`(${value} between ${low} and ${high})`;
      }
      case '=':
      case '<>':
      case '<':
      case '>':
      case '<=':
      case '>=': {
        const [left, right] = condition.args;
        const as = this.#as(left, right);
        return sql<boolean>`(${this.#value(left, as)} ${sql.raw(condition.op)} ${this.#value(right, as)})`;
      }
    }
  }

  #isNull(value: Scalar): RawBuilder<boolean> {
    // Every feature has a geometry.
    const isGeometry =
      typeof value === 'object' && 'property' in value && this.#field(value.property).kind === 'geometry';
    return isGeometry ? sql<boolean>`false` : sql<boolean>`(${this.#value(value, 'text')} is null)`;
  }

  #like([one, pattern]: readonly [Scalar, Scalar]): RawBuilder<boolean> {
    const text = typeof pattern === 'string' ? pattern : textIn(pattern);
    if (text !== null) {
      if ((text.match(/[%_]/g)?.length ?? 0) > MOST.wildcards) {
        throw tooMuch('too many wildcards', `LIKE 里的通配符超过 ${MOST.wildcards} 个`);
      }
      if (/(^|[^\\])(\\\\)*\\$/.test(text)) throw wrong('LIKE ends with a lone \\', 'LIKE 不能以单个 \\ 结尾');
    } else throw wrong('LIKE takes a text', 'LIKE 后面要是文字');
    return sql<boolean>`(${this.#value(one, 'text')} like ${this.#value(pattern, 'text')})`;
  }

  async #spatial(op: SpatialOperator, args: readonly [Spatial, Spatial]): Promise<RawBuilder<boolean>> {
    const name = op.toUpperCase();
    const property = args.find((one) => 'property' in one);
    const shape = args.find((one) => !('property' in one));
    if (!property || !shape || 'property' in shape || !('property' in property)) {
      throw wrong(`${name} takes a property and a geometry`, `${name} 要有一个几何属性和一个几何图形`);
    }
    if (this.#field(property.property).kind !== 'geometry') {
      throw wrong(`${property.property} is no geometry`, `“${property.property}”不是几何属性`);
    }
    if (++this.#shapes > MOST.spatial) throw tooMuch('too many geometries', `几何条件超过 ${MOST.spatial} 个`);
    const { desk, layer, crs } = this.#context;
    const given = filterAsked(shape, crs);
    if (op === 's_intersects') return meetsSql(desk, layer, given);
    if (op === 's_disjoint') return sql<boolean>`(not ${await meetsSql(desk, layer, given)})`;
    // The standard names no relation that we have not: `s_` before its name.
    const relation = op.slice(2) as Relation;
    return relatedSql(desk, layer, given, relation, args[0] === property);
  }

  /** As what values are compared: as what is written out, else as the property is. */
  #as(...values: readonly Scalar[]): As {
    if (values.some((one) => typeof one === 'number')) return 'number';
    if (values.some((one) => typeof one === 'boolean')) return 'boolean';
    const properties = values.filter((one) => typeof one === 'object' && 'property' in one);
    if (properties.length < values.length) return 'text';
    const kinds = new Set(properties.map((one) => this.#field((one as { property: string }).property).kind));
    return kinds.size === 1 && !kinds.has('geometry') ? (([...kinds][0] as As | undefined) ?? 'text') : 'text';
  }

  #value(value: Scalar, as: As): RawBuilder<unknown> {
    this.#nodes++;
    if (typeof value === 'object') {
      if ('property' in value) return valueSql(this.#scalarField(value.property), as);
      if ('op' in value) return sql`lower(${this.#value(value.args[0], 'text')})`;
      const text = 'date' in value ? value.date : value.timestamp;
      if (!('date' in value ? isDay(text) : isTime(text))) throw wrong(`“${text}” is no date`, `“${text}”不是日期`);
      return sql`${text}::text`;
    }
    if (as === 'number' && typeof value === 'number') return sql`${String(value)}::numeric`;
    if (as === 'boolean' && typeof value === 'boolean') return sql`${value}::boolean`;
    if (as !== 'text') {
      throw wrong(
        `“${String(value)}” is compared with a ${as}`,
        `“${String(value)}”不能和${as === 'number' ? '数字' : '是否'}比较`,
      );
    }
    return sql`${String(value)}::text`;
  }

  #scalarField(name: string): Queryable {
    const field = this.#field(name);
    if (field.kind === 'geometry') throw wrong(`${name} is a geometry`, `“${name}”是几何，不能这样比较`);
    return field;
  }

  #field(name: string): Queryable {
    const field = this.#context.fields.find((one) => one.name === name);
    if (!field) throw wrong(`no property “${name.slice(0, 60)}”`, `图层没有属性“${name.slice(0, 60)}”`);
    return field;
  }
}

const isDay = (text: string): boolean => parseDay(text) !== null;
const isTime = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/.test(text) &&
  isDay(text.slice(0, 10)) &&
  !Number.isNaN(Date.parse(text));

function textIn(value: Scalar): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && 'op' in value ? textIn(value.args[0]) : null;
}

const wrong = (why: string, said: string): Error => ogcFault('ogc.filter', { at: 1, why, said });
const tooMuch = (why: string, said: string): Error => ogcFault('ogc.filter-cost', { why, said });
