import type { Proposal, ProposalChange } from '@quantu/product-documents';
import { officeParts } from '../../shell/figure-text.ts';
import { parseOfficeNumber } from './office-number.ts';

/** What the form of an item holds: plain texts and choices. */
export type FormValues = Record<string, unknown>;
type Correction = Omit<ProposalChange, 'version' | 'act' | 'reason'>;

/** `30436000000` 元 → `304.36亿`, as a person would type it. */
function typed(value: string, unit: string): string {
  const { number, unit: shown } = officeParts(value, unit);
  return `${number.replaceAll(',', '')}${shown.slice(0, shown.length - unit.length)}`;
}

export function formOf(proposal: Proposal): FormValues {
  switch (proposal.kind) {
    case 'figure': {
      const { surface, value, value2, unit, subject, approx, kind, period, subsetOf, comparison } = proposal.value;
      return {
        surface,
        value: typed(value, unit),
        value2: value2 === null ? '' : typed(value2, unit),
        unit,
        subject,
        approx,
        kind,
        period: period ?? '',
        subsetOf,
        comparisonType: comparison?.type ?? null,
        comparisonBase: comparison?.base ?? '',
      };
    }
    case 'entity': {
      const { type, name, status, aliases } = proposal.value;
      return { type, name, status, aliases: [...aliases] };
    }
    case 'commitment': {
      const { verb, object, owner, due, measure } = proposal.value;
      return { verb, object, owner: owner ?? '', due: due ?? '', measure: measure ?? '' };
    }
    case 'opinion':
      return { title: proposal.value.title };
    case 'measure':
      return { title: proposal.value.title, opinion: proposal.value.opinion };
    case 'head': {
      const entries = Object.entries(proposal.value).map(([key, value]) => [key, value ?? '']);
      return Object.fromEntries(entries);
    }
    case 'finding':
      return {};
  }
}

const words = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const wordsOrNull = (value: unknown): string | null => words(value) || null;

/** The fields of the item as the form has them, in the shape of the contract. */
function valuesOf(kind: Proposal['kind'], form: FormValues): Record<string, unknown> {
  switch (kind) {
    case 'figure': {
      const { comparisonType, comparisonBase, surface, value, value2, period, subject, unit, ...rest } = form;
      const base = words(comparisonBase);
      return {
        ...rest,
        surface: words(surface),
        value: parseOfficeNumber(words(value)),
        value2: words(value2) === '' ? null : parseOfficeNumber(words(value2)),
        subject: words(subject),
        unit: words(unit),
        period: wordsOrNull(period),
        subsetOf: rest['subsetOf'] ?? null,
        comparison: comparisonType ? { type: comparisonType, ...(base === '' ? {} : { base }) } : null,
      };
    }
    case 'entity':
      return { ...form, name: words(form['name']), status: form['status'] ?? null };
    case 'commitment': {
      const { verb, object, owner, due, measure } = form;
      return {
        verb: words(verb),
        object: words(object),
        owner: wordsOrNull(owner),
        due: wordsOrNull(due),
        measure: wordsOrNull(measure),
      };
    }
    case 'head':
      return Object.fromEntries(Object.entries(form).map(([key, value]) => [key, wordsOrNull(value)]));
    case 'opinion':
    case 'measure':
      return { ...form, title: words(form['title']) };
    case 'finding':
      return {};
  }
}

/** Only the fields that differ from what holds now; null when none does. */
export function correctionOf(proposal: Proposal, form: FormValues): Correction | null {
  const now: Record<string, unknown> = { ...proposal.value };
  const wanted = valuesOf(proposal.kind, form);
  const changed = Object.entries(wanted).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(now[key] ?? null),
  );
  return changed.length === 0 ? null : { [proposal.kind]: Object.fromEntries(changed) };
}
