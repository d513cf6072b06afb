import { congress, insiders } from '@quantu/people';
import { allOf, inState, ownOrganisation, role, type Rule } from '@quantu/registers';

export { congress, insiders, insidersAndCongress } from '@quantu/people';
export { nobody as nobodyButProgram } from '@quantu/registers';

/** 人大: who drafts, who numbers and counts, who signs off a draft, who adopts and closes. */
export const committee: Rule = role('congress-committee', 'congress-office');
export const congressOffice: Rule = role('congress-office');
export const deputyChair: Rule = role('congress-deputy-chair', 'congress-chair');
export const chair: Rule = role('congress-chair');
export const congressDesk: Rule = role(
  'congress-committee',
  'congress-office',
  'congress-deputy-chair',
  'congress-chair',
);

/** 政府: the office takes apart, assigns and chases; a vice head approves; the head signs. */
export const office: Rule = role('government-office');
export const viceHead: Rule = role('vice-head', 'district-head');
export const head: Rule = role('district-head');

/** Of the unit that stands in a field of the record. */
const UNIT_ROLES = ['department-clerk', 'department-helper', 'department-head', 'territory'] as const;
export const unitIn = (field: string): Rule => allOf(ownOrganisation(field), role(...UNIT_ROLES));

/** The congress sees what was handed over to it or back, never what is still being worked out; and the other way. */
export const congressIn = (...states: readonly string[]): Rule => allOf(congress, inState(...states));
export const insidersIn = (...states: readonly string[]): Rule => allOf(insiders, inState(...states));
