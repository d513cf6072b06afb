import { decimal, fixed, isDecimalText, plain } from '@quantu/base';
import type { Value } from '@quantu/registers';
import { grouped } from '../../shell/figure-text.ts';
import { moment } from '../../shell/moment.ts';
import { isGeometryKind, numberKind, unitOf, type Field } from './fields.ts';

export interface Shown {
  /** As it stands in a cell, without its unit. */
  readonly text: string;
  /** The whole of it, for the hover text; null when the text says all. */
  readonly full: string | null;
}

const NOTHING: Shown = { text: '', full: null };
const POWER: Readonly<Record<string, number>> = { 元: 0, 万元: 4, 亿元: 8 };

/** How many zeros the shown unit of money leaves away. */
export function powerOf(field: Field): number {
  return POWER[field.show ?? '元'] ?? 0;
}

/** A value as people read it; `label` is what the server says in place of a code or reference. */
export function show(field: Field, value: Value, label?: string): Shown {
  if (value === null || value === '') return NOTHING;
  if (label !== undefined) return { text: label, full: null };
  if (typeof value === 'boolean') return { text: value ? '是' : '否', full: null };
  if (typeof value === 'object') return { text: isGeometryKind(field.kind) ? '有图形' : '', full: null };
  const text = String(value);
  const number = numberKind(field);
  if (number !== null) return isDecimalText(text) ? showNumber(field, number, text) : { text, full: null };
  if (field.kind === 'instant') return { text: moment(text), full: null };
  return { text, full: null };
}

function showNumber(field: Field, kind: NonNullable<ReturnType<typeof numberKind>>, text: string): Shown {
  if (kind === 'ratio') {
    const percent = decimal(text).times(100);
    const places = field.places ?? 1;
    return { text: fixed(percent, places), full: percent.dp() > places ? `${plain(percent)}%` : null };
  }
  if (kind === 'money') {
    const power = powerOf(field);
    const moved = decimal(text).div(decimal(10).pow(power));
    const full = `${grouped(text)} 元`;
    // Money in 亿元 or 万元 is read at four digits at most; the whole of it is a hover away.
    const short = moved.dp() > 4 ? fixed(moved, 4) : plain(moved);
    return { text: grouped(short), full: power === 0 ? null : full };
  }
  const places = field.places;
  const isLong = places !== null && kind === 'decimal' && decimal(text).dp() > places;
  return { text: grouped(isLong ? fixed(decimal(text), places) : text), full: isLong ? grouped(text) : null };
}

/** With its unit, for sentences: `1.2 亿元`, `78.5%`. */
export function showWithUnit(field: Field, value: Value, label?: string): string {
  const { text } = show(field, value, label);
  const unit = unitOf(field);
  if (text === '' || unit === '') return text;
  return unit === '%' ? `${text}%` : `${text} ${unit}`;
}
