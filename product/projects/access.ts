import { congress, insiders } from '@quantu/people';
import { allOf, anyOf, inState, ownOrganisation, role, type Rule } from '@quantu/registers';

export { insiders, insidersAndCongress } from '@quantu/people';

export const settledForCongress = (...states: readonly string[]): Rule =>
  anyOf(insiders, allOf(congress, inState(...states)));

/** The government's office keeps every register; a unit keeps its own rows. */
export const office: Rule = role('government-office');
const unitWriters: Rule = role('department-clerk', 'department-head', 'territory');
export const ownUnit: Rule = allOf(ownOrganisation('lead'), unitWriters);
export const officeOrOwnUnit: Rule = anyOf(office, ownUnit);
export const leaders: Rule = role('government-office', 'vice-head', 'district-head');
