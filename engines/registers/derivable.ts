import { isNumeric, type Field } from './fields.ts';

type Fields = Readonly<Record<string, Field>>;

/** A label without the words that say what is done with it: 年度计划投资额 → 年度计划投资. */
const bare = (label: string): string => label.replace(/[（(].*?[）)]/g, '').replace(/(金额|数额|数量|总数|额|数)$/, '');

/**
 * How a field that would be typed could be computed from the others of its register, or null. It knows what offices
 * keep typing: rates beside their two parts, totals beside their addends, differences, unit costs, the name beside the
 * reference, the year or month beside the day. What it names wrongly is declared with `typedBecause`.
 */
export function derivationOf(name: string, fields: Fields): string | null {
  const field = fields[name]!;
  const others = Object.entries(fields).filter(([other]) => other !== name);
  for (const rule of [rate, total, difference, perUnit, nameOfReference, partOfDay]) {
    const found = rule(field, others);
    if (found !== null) return found;
  }
  return null;
}

type Others = readonly (readonly [string, Field])[];
type Derivation = (field: Field, others: Others) => string | null;

const numbers = (others: Others): Others => others.filter(([, other]) => isNumeric(other) && other.kind !== 'ratio');
const isOf = (field: Field, ...kinds: Field['kind'][]): boolean => kinds.includes(field.kind);

/** 完成率 beside 完成投资 and a plan or total of the same kind of number. */
const rate: Derivation = (field, others) => {
  const stem = /^(.*?)(率|占比|比例|比重)$/.exec(bare(field.label))?.[1];
  if (stem === undefined || !isOf(field, 'ratio', 'decimal', 'integer')) return null;
  const word = stem.replace(/^(年度|累计|本月|投资|资金|总)/, '').slice(-2);
  const parts = numbers(others);
  const top = parts.find(
    ([, other]) => word !== '' && other.label.includes(word) && !/计划|应|目标|总/.test(other.label),
  );
  const bottom = parts.find(
    ([, other]) => other !== top?.[1] && /计划|应|目标|总|合计/.test(other.label) && other.kind === top?.[1].kind,
  );
  return top && bottom ? `${top[1].label} ÷ ${bottom[1].label}` : null;
};

/** 合计 beside at least two addends of its kind and stem: 补助合计 = 中央补助 + 省级补助. */
const total: Derivation = (field, others) => {
  if (!isNumeric(field)) return null;
  const stem = /^(.*?)(合计|总计|小计)$/.exec(bare(field.label))?.[1];
  if (stem === undefined) return null;
  const addends = numbers(others).filter(
    ([, other]) => other.kind === field.kind && (stem === '' || other.label.includes(stem)),
  );
  return addends.length >= 2 ? addends.map(([, other]) => other.label).join(' + ') : null;
};

/** 差额, 余额, 缺口 beside two numbers of its kind. */
const difference: Derivation = (field, others) => {
  if (!isNumeric(field) || !/(差额|余额|缺口|剩余|未完成)/.test(field.label)) return null;
  const same = numbers(others).filter(([, other]) => other.kind === field.kind);
  return same.length >= 2 ? `${same[0]![1].label} − ${same[1]![1].label}` : null;
};

/** 单价, 单位造价, 户均, 亩均 beside a sum and a quantity. */
const perUnit: Derivation = (field, others) => {
  if (!isNumeric(field) || !/(单位造价|单位成本|单方造价|平均|亩均|户均|人均)/.test(field.label)) return null;
  const sum = numbers(others).find(([, other]) => other.kind === 'money');
  const quantity = numbers(others).find(([, other]) => other.kind === 'integer' || other.kind === 'decimal');
  return sum && quantity ? `${sum[1].label} ÷ ${quantity[1].label}` : null;
};

/** 责任单位名称 as a text beside the organisation 责任单位. */
const nameOfReference: Derivation = (field, others) => {
  if (field.kind !== 'text') return null;
  const stem = /^(.{2,}?)(名称|全称|简称|姓名|编号|代码)$/.exec(field.label)?.[1];
  const found = others.find(
    ([, other]) => other.kind === 'reference' && (other.label === stem || other.label === field.label),
  );
  return found ? `it stands in the record ${found[1].label} refers to` : null;
};

/** 开工年份 or 开工月份 beside the day 开工日期. */
const partOfDay: Derivation = (field, others) => {
  const stem = /^(.{2,}?)(年份|年度|月份|年月)$/.exec(field.label)?.[1];
  if (stem === undefined || !isOf(field, 'integer', 'text', 'month')) return null;
  const found = others.find(([, other]) => other.kind === 'day' && other.label.startsWith(stem));
  return found ? `the ${field.label.slice(stem.length)} of ${found[1].label}` : null;
};
