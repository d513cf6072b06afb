import { dayInChina, decimal, fixed, instantOf, plain } from '@quantu/base';
import type { Field, MoneyUnit } from './fields.ts';
import type { Value } from './records.ts';

const YUAN: Readonly<Record<MoneyUnit, number>> = { 元: 1, 万元: 10_000, 亿元: 100_000_000 };

/** A value as people read it, with its unit; codes and references have their labels elsewhere. Empty for no value. */
export function valueText(field: Field, value: Value): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'object') return SHAPES[value.type] ?? '图形';
  switch (field.kind) {
    case 'money':
      return moneyText(String(value), field.show);
    case 'ratio':
      return ratioText(String(value), field.places);
    case 'integer':
    case 'decimal':
      return `${value}${field.unit ?? ''}`;
    case 'computed':
      if (field.as === 'money') return moneyText(String(value), field.show ?? '元');
      return field.as === 'ratio' ? ratioText(String(value), field.places) : `${value}${field.unit ?? ''}`;
    case 'instant':
      return instantText(String(value));
    case 'attachments':
    case 'photos':
      return `${value} 个文件`;
    case 'text':
    case 'long-text':
    case 'day':
    case 'month':
    case 'code':
    case 'reference':
    case 'yes-no':
    case 'point':
    case 'line':
    case 'area':
      return String(value);
  }
}

const SHAPES: Readonly<Record<string, string>> = {
  Point: '点',
  MultiPoint: '点',
  LineString: '线',
  MultiLineString: '线',
  Polygon: '面',
  MultiPolygon: '面',
};

const moneyText = (yuan: string, unit: MoneyUnit): string => `${plain(decimal(yuan).div(YUAN[unit]))}${unit}`;
const ratioText = (value: string, places = 2): string => `${fixed(decimal(value).times(100), places)}%`;

/** `2026-07-10 09:30` in China. */
export function instantText(instant: string): string {
  const at = instantOf(new Date(instant));
  return `${dayInChina(at)} ${new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(11, 16)}`;
}

/** What is left of a value for those who may not see it whole: `张**`, `138****1234`. */
export function maskText(value: Value): string {
  const text = typeof value === 'object' ? '' : String(value);
  if (/^[0-9Xx*-]{7,}$/.test(text)) return `${text.slice(0, 3)}****${text.slice(-4)}`;
  return `${[...text][0] ?? ''}**`;
}
