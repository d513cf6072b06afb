import type { Geometry } from '@quantu/geometry';
import type { Rule } from './access.ts';

export type { Geometry };

interface Common {
  readonly label: string;
  /** A line under the input: what to put in. */
  readonly help?: string;
  readonly required?: boolean;
  /** Heading under which the form and the record page show it. */
  readonly group?: string;
  /** No two records have the same value. */
  readonly unique?: boolean;
  /** Who reads it, besides being allowed to read the record; by default whoever reads the record. */
  readonly read?: Rule;
  /** Who writes it, besides being allowed to write the record; by default whoever writes the record. */
  readonly write?: Rule;
  /** Who sees it whole; others who may read it see it masked (`张**`, `138****1234`) and cannot filter by it. */
  readonly unmasked?: Rule;
  /** Written by the program only, never typed: lights, cumulated sums. */
  readonly by?: 'program';
  /** Why it is typed although it looks derivable from other fields; without it such a declaration is refused. */
  readonly typedBecause?: string;
  /** Other heads under which imported sheets have it. */
  readonly aliases?: readonly string[];
}

/** How money is shown; it is stored in 元. */
export type MoneyUnit = '元' | '万元' | '亿元';

export interface TextField extends Common {
  readonly kind: 'text';
  readonly maxLength?: number;
  /** A regular expression the whole text matches, and what to say when it does not. */
  readonly pattern?: { readonly matches: string; readonly says: string };
}
export interface LongTextField extends Common {
  readonly kind: 'long-text';
  readonly maxLength?: number;
}
export interface IntegerField extends Common {
  readonly kind: 'integer';
  readonly unit?: string;
  readonly min?: number;
  readonly max?: number;
}
export interface DecimalField extends Common {
  readonly kind: 'decimal';
  readonly unit?: string;
  /** Digits kept after the point. */
  readonly places?: number;
  readonly min?: number;
  readonly max?: number;
}
export interface MoneyField extends Common {
  readonly kind: 'money';
  readonly show: MoneyUnit;
  readonly min?: number;
}
/** A ratio is stored as such: 0.785 is shown as 78.5 %. */
export interface RatioField extends Common {
  readonly kind: 'ratio';
  /** Digits after the point of the shown percentage. */
  readonly places?: number;
  readonly min?: number;
  readonly max?: number;
}
export interface DayField extends Common {
  readonly kind: 'day';
  /** Another day field that this one does not precede. */
  readonly notBefore?: string;
}
/** `2026-10`. */
export interface MonthField extends Common {
  readonly kind: 'month';
}
export interface InstantField extends Common {
  readonly kind: 'instant';
}
export interface YesNoField extends Common {
  readonly kind: 'yes-no';
}
export interface CodeField extends Common {
  readonly kind: 'code';
  /** Key of a versioned code set. */
  readonly set: string;
}
/** Another record; `organisation` and `person` are registers like any other. */
export interface ReferenceField extends Common {
  readonly kind: 'reference';
  /** Key of the register it points into. */
  readonly to: string;
}
export interface AttachmentsField extends Common {
  readonly kind: 'attachments';
}
/** Pictures; place and time are read from what the camera wrote into them. */
export interface PhotosField extends Common {
  readonly kind: 'photos';
}
/** Geometry in CGCS2000 (EPSG:4490), degrees, longitude first; kept as WKB with a box for the index. */
export interface GeometryField extends Common {
  readonly kind: 'point' | 'line' | 'area';
}
/** Never typed: stored by the database as a generated column. */
export interface ComputedField extends Common {
  readonly kind: 'computed';
  readonly as: 'decimal' | 'money' | 'ratio' | 'integer';
  /** Over number fields of the same record: `doneYuan / plannedYuan`; `+ - * / ( )` and numbers. Missing stays missing. */
  readonly formula: string;
  readonly show?: MoneyUnit;
  readonly places?: number;
  readonly unit?: string;
}

export type Field =
  | TextField
  | LongTextField
  | IntegerField
  | DecimalField
  | MoneyField
  | RatioField
  | DayField
  | MonthField
  | InstantField
  | YesNoField
  | CodeField
  | ReferenceField
  | AttachmentsField
  | PhotosField
  | GeometryField
  | ComputedField;
export type FieldKind = Field['kind'];

type Wish<F extends Field> = Omit<F, 'kind'>;

// Each keeps the exact type of what it is given, so that a record's type knows what is required.
export const text = <const W extends Wish<TextField>>(wish: W) => ({ kind: 'text', ...wish }) as const;
export const longText = <const W extends Wish<LongTextField>>(wish: W) => ({ kind: 'long-text', ...wish }) as const;
export const integer = <const W extends Wish<IntegerField>>(wish: W) => ({ kind: 'integer', ...wish }) as const;
export const decimalNumber = <const W extends Wish<DecimalField>>(wish: W) => ({ kind: 'decimal', ...wish }) as const;
export const money = <const W extends Wish<MoneyField>>(wish: W) => ({ kind: 'money', ...wish }) as const;
export const ratio = <const W extends Wish<RatioField>>(wish: W) => ({ kind: 'ratio', ...wish }) as const;
export const day = <const W extends Wish<DayField>>(wish: W) => ({ kind: 'day', ...wish }) as const;
export const month = <const W extends Wish<MonthField>>(wish: W) => ({ kind: 'month', ...wish }) as const;
export const instant = <const W extends Wish<InstantField>>(wish: W) => ({ kind: 'instant', ...wish }) as const;
export const yesNo = <const W extends Wish<YesNoField>>(wish: W) => ({ kind: 'yes-no', ...wish }) as const;
export const code = <const W extends Wish<CodeField>>(wish: W) => ({ kind: 'code', ...wish }) as const;
export const ref = <const W extends Omit<Wish<ReferenceField>, 'to'>>(to: string, wish: W) =>
  ({ kind: 'reference', to, ...wish }) as const;
export const organisation = <const W extends Omit<Wish<ReferenceField>, 'to'>>(wish: W) => ref('organisation', wish);
export const person = <const W extends Omit<Wish<ReferenceField>, 'to'>>(wish: W) => ref('person', wish);
export const attachments = <const W extends Wish<AttachmentsField>>(wish: W) =>
  ({ kind: 'attachments', ...wish }) as const;
export const photos = <const W extends Wish<PhotosField>>(wish: W) => ({ kind: 'photos', ...wish }) as const;
export const point = <const W extends Wish<GeometryField>>(wish: W) => ({ kind: 'point', ...wish }) as const;
export const line = <const W extends Wish<GeometryField>>(wish: W) => ({ kind: 'line', ...wish }) as const;
export const area = <const W extends Wish<GeometryField>>(wish: W) => ({ kind: 'area', ...wish }) as const;
export const computed = <const W extends Wish<ComputedField>>(wish: W) => ({ kind: 'computed', ...wish }) as const;

export function isGeometry(field: Field): field is GeometryField {
  return field.kind === 'point' || field.kind === 'line' || field.kind === 'area';
}

/** Files hang on a record in a table of their own, they are no column. */
export function isFiles(field: Field): field is AttachmentsField | PhotosField {
  return field.kind === 'attachments' || field.kind === 'photos';
}

export function isNumeric(field: Field): boolean {
  return ['integer', 'decimal', 'money', 'ratio', 'computed'].includes(field.kind);
}

/** Numbers of which a sum says something: not rates. */
export function isSummable(field: Field): boolean {
  return isNumeric(field) && field.kind !== 'ratio' && !(field.kind === 'computed' && field.as === 'ratio');
}

/** Fields that a person can put a value in, if allowed. */
export function isTyped(field: Field): boolean {
  return field.kind !== 'computed' && field.by !== 'program';
}

type ValueOf<F> = F extends { kind: 'integer' }
  ? number
  : F extends { kind: 'yes-no' }
    ? boolean
    : F extends { kind: 'point' | 'line' | 'area' }
      ? Geometry
      : string;
type Stored<Fields> = {
  [K in keyof Fields as Fields[K] extends { kind: 'attachments' | 'photos' } ? never : K]: Fields[K] extends {
    required: true;
  }
    ? ValueOf<Fields[K]>
    : ValueOf<Fields[K]> | null;
};
type Typed<Fields> = {
  [K in keyof Fields as Fields[K] extends { kind: 'attachments' | 'photos' | 'computed' } ? never : K]: Fields[K];
};

/** A record's values as they are read: text, numbers and yes/no; decimals, money, days and codes as text. */
export type ValuesOf<Fields> = Stored<Fields>;
/** What makes a record: required fields, and any of the others. */
export type NewValues<Fields> = {
  [K in keyof Typed<Fields> as Fields[K & keyof Fields] extends { required: true } ? K : never]: ValueOf<
    Fields[K & keyof Fields]
  >;
} & {
  [K in keyof Typed<Fields> as Fields[K & keyof Fields] extends { required: true } ? never : K]?: ValueOf<
    Fields[K & keyof Fields]
  > | null;
};
