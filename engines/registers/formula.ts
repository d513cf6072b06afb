import { Decimal, decimal, plain } from '@quantu/base';

/** A formula over number fields of one record. Missing in, missing out; a division by zero is missing too. */
export type Formula =
  | { readonly node: 'field'; readonly field: string }
  | { readonly node: 'number'; readonly value: string }
  | { readonly node: 'binary'; readonly op: '+' | '-' | '*' | '/'; readonly left: Formula; readonly right: Formula };

const TOKEN = /\s*(?:([A-Za-z]\w*)|(\d+(?:\.\d+)?)|([-+*/()]))/y;

/** Parses `(doneYuan - earlierYuan) / plannedYuan`. Throws an Error (of the declaration) that says where it stopped. */
export function parseFormula(text: string): Formula {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) throw new Error(`formula ${text}: stuck at ${at}`);
    tokens.push(match[1] ?? match[2] ?? match[3]!);
  }
  let next = 0;
  const take = (): string => {
    const token = tokens[next++];
    if (token === undefined) throw new Error(`formula ${text}: ends too early`);
    return token;
  };
  const operand = (): Formula => {
    const token = take();
    if (token === '(') {
      const inside = sums();
      if (take() !== ')') throw new Error(`formula ${text}: a bracket is not closed`);
      return inside;
    }
    if (/^\d/.test(token)) return { node: 'number', value: token };
    if (/^[A-Za-z]/.test(token)) return { node: 'field', field: token };
    throw new Error(`formula ${text}: ${token} is out of place`);
  };
  const chain = (ops: string, part: () => Formula) => (): Formula => {
    let left = part();
    for (let op = tokens[next]; op !== undefined && ops.includes(op); op = tokens[next]) {
      next++;
      left = { node: 'binary', op: op as '+', left, right: part() };
    }
    return left;
  };
  const products = chain('*/', operand);
  const sums = chain('+-', products);
  const formula = sums();
  if (next < tokens.length) throw new Error(`formula ${text}: ${tokens[next]} is out of place`);
  return formula;
}

/** The fields a formula needs. */
export function fieldsOfFormula(formula: Formula): readonly string[] {
  if (formula.node === 'field') return [formula.field];
  return formula.node === 'binary' ? [...fieldsOfFormula(formula.left), ...fieldsOfFormula(formula.right)] : [];
}

/** Digits after the point that the database keeps of a computed value. */
export const COMPUTED_PLACES = { integer: 0, money: 2, decimal: 10, ratio: 10 } as const;

/** The same as the database computes, for drafts in the browser; decimals as text. */
export function evaluate(
  formula: Formula,
  values: Readonly<Record<string, unknown>>,
  as?: keyof typeof COMPUTED_PLACES,
): string | null {
  const result = valueOf(formula, values);
  if (result === null) return null;
  return plain(as === undefined ? result : result.toDecimalPlaces(COMPUTED_PLACES[as]));
}

function valueOf(formula: Formula, values: Readonly<Record<string, unknown>>): Decimal | null {
  if (formula.node === 'number') return decimal(formula.value);
  if (formula.node === 'field') {
    const value = values[formula.field];
    return typeof value === 'string' || typeof value === 'number' ? decimal(value) : null;
  }
  const left = valueOf(formula.left, values);
  const right = valueOf(formula.right, values);
  if (left === null || right === null) return null;
  switch (formula.op) {
    case '+':
      return left.plus(right);
    case '-':
      return left.minus(right);
    case '*':
      return left.times(right);
    case '/':
      return right.isZero() ? null : left.div(right);
  }
}

/** As people read it: `完成投资 ÷ 年度计划投资`. */
export function formulaText(formula: Formula, labelOf: (field: string) => string): string {
  if (formula.node === 'number') return formula.value;
  if (formula.node === 'field') return labelOf(formula.field);
  const sign = { '+': '＋', '-': '－', '*': '×', '/': '÷' }[formula.op];
  const rank = (op: string): number => (op === '+' || op === '-' ? 1 : 2);
  const part = (side: Formula, isBracketed: boolean): string =>
    isBracketed ? `（${formulaText(side, labelOf)}）` : formulaText(side, labelOf);
  const { op, left, right } = formula;
  const isLooser = left.node === 'binary' && rank(left.op) < rank(op);
  // `a ÷ (b ÷ c)` is not `a ÷ b ÷ c`: only sums of sums and products of products read the same.
  const isApart = right.node === 'binary' && rank(right.op) <= rank(op) && !(right.op === op && '+*'.includes(op));
  return `${part(left, isLooser)} ${sign} ${part(right, isApart)}`;
}
