import { mayPass, passesAlways, type Viewer } from './access.ts';
import { isGeometry, isNumeric, isTyped, type Field, type FieldKind, type MoneyUnit } from './fields.ts';
import { fieldsOfFormula, formulaText, parseFormula } from './formula.ts';
import { geometryOf, type Register } from './register.ts';
import type { State } from './states.ts';

/** A field as a page needs it: the declaration without its rules, which the server has decided for the reader. */
export interface FieldDescription {
  readonly key: string;
  readonly kind: FieldKind;
  readonly label: string;
  readonly help: string | null;
  readonly group: string | null;
  readonly isRequired: boolean;
  readonly unit: string | null;
  /** How money is shown. */
  readonly show: MoneyUnit | null;
  readonly places: number | null;
  readonly maxLength: number | null;
  /** Of a code field. */
  readonly set: string | null;
  /** Of a reference: the register it points into. */
  readonly to: string | null;
  /** What a computed field is, and its formula in words. */
  readonly as: 'decimal' | 'money' | 'ratio' | 'integer' | null;
  readonly formula: string | null;
  /** The formula over field keys, for `evaluate`; null where the reader may not read all that goes into it. */
  readonly computing: string | null;
  /** Never typed: computed, or written by the program. */
  readonly isTyped: boolean;
  /** The reader may write it on some record. */
  readonly mayWrite: boolean;
  /** The reader sees it masked, on some records at least. */
  readonly isMasked: boolean;
  /** It can be filtered, sorted and grouped by. */
  readonly isFilterable: boolean;
  readonly isNumeric: boolean;
}

export interface TransitionDescription {
  readonly key: string;
  readonly label: string;
  readonly from: readonly string[];
  readonly to: string;
  readonly requires: readonly string[];
  readonly asks: readonly string[];
  readonly needsReason: boolean;
}

export interface RegisterDescription {
  readonly key: string;
  readonly label: string;
  readonly help: string | null;
  readonly section: string | null;
  readonly title: string;
  readonly keyFields: readonly string[];
  readonly fields: readonly FieldDescription[];
  readonly columns: readonly string[];
  readonly states: readonly ({ readonly key: string; readonly label: string } & Pick<State, 'light' | 'isFinal'>)[];
  readonly transitions: readonly TransitionDescription[];
  /** The field a map shows, or null. */
  readonly geometry: string | null;
  readonly parent: string | null;
  readonly figures: readonly {
    readonly key: string;
    readonly label: string;
    readonly unit: string;
    readonly definition: string;
  }[];
  readonly can: {
    readonly create: boolean;
    readonly write: boolean;
    readonly remove: boolean;
    readonly import: boolean;
  };
}

const FIRST_COLUMNS = 8;

/** What a viewer is told of a register. Fields they can never read are not in it. */
export function describeRegister(register: Register, viewer: Viewer): RegisterDescription {
  const { access, states, figures = {} } = register;
  const fields = Object.entries(register.fields)
    .filter(([, { read }]) => read === undefined || mayPass(read, viewer))
    .map(([key, field]) => describeField(register, viewer, key, field));
  const shown = fields.filter(
    ({ kind }) => !['attachments', 'photos', 'point', 'line', 'area', 'long-text'].includes(kind),
  );
  const first = [...shown.slice(0, FIRST_COLUMNS).map(({ key }) => key), ...(states ? ['state'] : [])];
  const known = (column: string) => !(column in register.fields) || fields.some(({ key }) => key === column);
  const create = mayPass(access.create ?? access.write, viewer);
  const write = mayPass(access.write, viewer);
  return {
    key: register.name,
    label: register.label,
    help: register.help ?? null,
    section: register.section ?? null,
    title: register.title,
    keyFields: register.key,
    fields,
    columns: (register.columns ?? first).filter(known),
    states: Object.entries(states?.states ?? {}).map(([key, { label, light, isFinal }]) => ({
      key,
      label,
      ...(light === undefined ? {} : { light }),
      ...(isFinal === undefined ? {} : { isFinal }),
    })),
    transitions: Object.entries(states?.transitions ?? {})
      .filter(([, { by }]) => mayPass(by, viewer))
      .map(([key, { label, from, to, requires = [], asks = [], needsReason = false }]) => ({
        key,
        label,
        from,
        to,
        requires,
        asks,
        needsReason,
      })),
    geometry: fields.find(({ key }) => key === geometryOf(register))?.key ?? null,
    parent: register.parent ?? null,
    figures: Object.entries(figures).map(([key, { label, unit, definition }]) => ({ key, label, unit, definition })),
    can: { create, write, remove: mayPass(access.remove ?? access.write, viewer), import: create && write },
  };
}

function describeField(register: Register, viewer: Viewer, key: string, field: Field): FieldDescription {
  const isMasked = field.unmasked !== undefined && !passesAlways(field.unmasked, viewer);
  const labelOf = (name: string) => register.fields[name]?.label ?? name;
  return {
    key,
    kind: field.kind,
    label: field.label,
    help: field.help ?? null,
    group: field.group ?? null,
    isRequired: field.required ?? false,
    unit: 'unit' in field ? (field.unit ?? null) : null,
    show: 'show' in field ? (field.show ?? null) : null,
    places: 'places' in field ? (field.places ?? null) : null,
    maxLength: 'maxLength' in field ? (field.maxLength ?? null) : null,
    set: field.kind === 'code' ? field.set : null,
    to: field.kind === 'reference' ? field.to : null,
    as: field.kind === 'computed' ? field.as : null,
    formula: field.kind === 'computed' ? formulaText(parseFormula(field.formula), labelOf) : null,
    computing: field.kind === 'computed' && isReadableFormula(register, viewer, field.formula) ? field.formula : null,
    isTyped: isTyped(field),
    mayWrite:
      isTyped(field) && mayPass(register.access.write, viewer) && (!field.write || mayPass(field.write, viewer)),
    isMasked,
    isFilterable:
      !isMasked && !['attachments', 'photos', 'line', 'long-text'].includes(field.kind) && !isGeometry(field),
    isNumeric: isNumeric(field),
  };
}

function isReadableFormula(register: Register, viewer: Viewer, formula: string): boolean {
  return fieldsOfFormula(parseFormula(formula)).every((name) => seesWhole(register, viewer, name));
}

/** Does the viewer see this field whole on every record they may read? */
export function seesWhole({ fields }: Register, viewer: Viewer, field: string): boolean {
  const { read, unmasked } = fields[field] ?? {};
  return [read, unmasked].every((rule) => rule === undefined || passesAlways(rule, viewer));
}
