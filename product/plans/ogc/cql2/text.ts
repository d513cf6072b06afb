import { ogcFault } from '../faults.ts';
import { tokensOf, type Token } from './tokens.ts';
import {
  COMPARISONS,
  MOST,
  type Condition,
  type Scalar,
  type Spatial,
  SPATIAL_OPERATORS,
  type SpatialOperator,
} from './tree.ts';
import { WktReader } from './wkt.ts';

/** A filter in CQL2 text. Throws the fault that says where it is wrong. */
export function conditionFromText(filter: string): Condition {
  const reader = new TextReader(tokensOf(filter));
  const condition = reader.condition();
  reader.end();
  return condition;
}

const GEOMETRIES = new Set([
  'POINT',
  'LINESTRING',
  'POLYGON',
  'MULTIPOINT',
  'MULTILINESTRING',
  'MULTIPOLYGON',
  'GEOMETRYCOLLECTION',
  'BBOX',
]);
const WORDS = new Set(['AND', 'OR', 'NOT', 'IN', 'LIKE', 'BETWEEN', 'IS', 'NULL']);

class TextReader {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  end(): void {
    if (this.#token.kind !== 'end') throw this.#wrong(`“${this.#token.text}” is not expected here`, '这里多出了内容');
  }

  condition(): Condition {
    if (++this.#depth > MOST.depth) {
      throw ogcFault('ogc.filter-cost', { why: 'nested too deeply', said: `括号套了 ${MOST.depth} 层以上` });
    }
    const args: Condition[] = [this.#all()];
    while (this.#takes('OR')) args.push(this.#all());
    this.#depth--;
    return args.length === 1 ? args[0]! : { op: 'or', args };
  }

  #all(): Condition {
    const args: Condition[] = [this.#one()];
    while (this.#takes('AND')) args.push(this.#one());
    return args.length === 1 ? args[0]! : { op: 'and', args };
  }

  #one(): Condition {
    let isNegated = false;
    while (this.#takes('NOT')) isNegated = !isNegated;
    const one = this.#predicate();
    return isNegated ? { op: 'not', args: [one] } : one;
  }

  #predicate(): Condition {
    const { kind, text } = this.#token;
    const word = text.toUpperCase();
    if (kind === 'sign' && text === '(') return this.#inParentheses();
    const spatial = kind === 'name' ? SPATIAL_OPERATORS.find((one) => one === word.toLowerCase()) : undefined;
    if (spatial !== undefined) return this.#spatialPredicate(spatial);
    if (kind === 'name' && /^[STA]_[A-Z]+$/.test(word)) throw this.#wrong(`${word} is not supported`, `不支持 ${word}`);
    const left = this.#scalar();
    const isNegated = this.#takes('NOT');
    const found = this.#rest(left, isNegated);
    return isNegated ? { op: 'not', args: [found] } : found;
  }

  #inParentheses(): Condition {
    this.#next++;
    const inner = this.condition();
    this.#sign(')');
    return inner;
  }

  /** What follows the first operand. */
  #rest(left: Scalar, isNegated: boolean): Condition {
    if (this.#takes('LIKE')) return { op: 'like', args: [left, this.#scalar()] };
    if (this.#takes('IN')) return { op: 'in', args: [left, this.#list()] };
    if (this.#takes('BETWEEN')) {
      const from = this.#scalar();
      if (!this.#takes('AND')) throw this.#wrong('AND is missing', 'BETWEEN 后面缺少 AND');
      return { op: 'between', args: [left, from, this.#scalar()] };
    }
    if (isNegated) throw this.#wrong('LIKE, IN or BETWEEN is missing', 'NOT 后面缺少 LIKE、IN 或 BETWEEN');
    if (this.#takes('IS')) {
      const isNot = this.#takes('NOT');
      if (!this.#takes('NULL')) throw this.#wrong('NULL is missing', 'IS 后面缺少 NULL');
      const isNull: Condition = { op: 'isNull', args: [left] };
      return isNot ? { op: 'not', args: [isNull] } : isNull;
    }
    const op = COMPARISONS.find((one) => one === this.#token.text);
    if (op !== undefined && this.#token.kind === 'sign') {
      this.#next++;
      return { op, args: [left, this.#scalar()] };
    }
    if (typeof left === 'boolean') return left;
    throw this.#wrong('a comparison is missing', '缺少比较，例如 = 或 LIKE');
  }

  #list(): readonly Scalar[] {
    this.#sign('(');
    const list = [this.#scalar()];
    while (this.#is(',')) {
      this.#next++;
      list.push(this.#scalar());
    }
    this.#sign(')');
    return list;
  }

  #scalar(): Scalar {
    const { kind, text } = this.#token;
    const word = text.toUpperCase();
    if (kind === 'end' || kind === 'sign' || (kind === 'name' && WORDS.has(word))) {
      throw this.#wrong('a property or value is missing', '缺少属性名或值');
    }
    this.#next++;
    if (kind === 'text') return text;
    if (kind === 'number') return Number(text);
    if (kind === 'quoted') return { property: text };
    if (word === 'TRUE' || word === 'FALSE') return word === 'TRUE';
    if (!this.#is('(')) return { property: text };
    return this.#function(word);
  }

  #function(word: string): Scalar {
    this.#sign('(');
    const inner = this.#scalar();
    this.#sign(')');
    if (word === 'CASEI') return { op: 'casei', args: [inner] };
    if (word === 'DATE' && typeof inner === 'string') return { date: inner };
    if (word === 'TIMESTAMP' && typeof inner === 'string') return { timestamp: inner };
    throw this.#wrong(`the function ${word} is not supported`, `不支持函数 ${word}`);
  }

  #spatialPredicate(op: SpatialOperator): Condition {
    this.#next++;
    this.#sign('(');
    const first = this.#spatial();
    this.#sign(',');
    const second = this.#spatial();
    this.#sign(')');
    return { op, args: [first, second] };
  }

  #spatial(): Spatial {
    const { kind, text } = this.#token;
    if (kind === 'quoted' || (kind === 'name' && !GEOMETRIES.has(text.toUpperCase()))) {
      this.#next++;
      return { property: text };
    }
    const reader = new WktReader(this.#tokens, this.#next);
    const geometry = reader.spatial();
    this.#next = reader.next;
    return geometry;
  }

  get #token(): Token {
    return this.#tokens[this.#next]!;
  }

  #is(sign: string): boolean {
    return this.#token.kind === 'sign' && this.#token.text === sign;
  }

  #takes(word: string): boolean {
    if (this.#token.kind !== 'name' || this.#token.text.toUpperCase() !== word) return false;
    this.#next++;
    return true;
  }

  #sign(sign: string): void {
    if (!this.#is(sign)) throw this.#wrong(`“${sign}” is missing`, `缺少“${sign}”`);
    this.#next++;
  }

  #wrong(why: string, said: string): Error {
    return ogcFault('ogc.filter', { at: this.#token.at, why, said });
  }
}
