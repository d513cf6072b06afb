import { allOf, anyOf, inState, ownOrganisation, role, type Rule } from '@quantu/registers';

/** Government, departments, towns, and readers the district has named: they see the work as it goes. */
export const insiders: Rule = role(
  'government-office',
  'vice-head',
  'district-head',
  'department-clerk',
  'department-helper',
  'department-head',
  'territory',
  'reader',
);
/** The people's congress sees projects and what is settled, not what is being filled in. */
export const congress: Rule = role(
  'congress-member',
  'congress-committee',
  'congress-office',
  'congress-deputy-chair',
  'congress-chair',
);
export const insidersAndCongress: Rule = anyOf(insiders, congress);
export const settledForCongress = (...states: readonly string[]): Rule =>
  anyOf(insiders, allOf(congress, inState(...states)));

/** The government's office keeps every register; a unit keeps its own rows. */
export const office: Rule = role('government-office');
const unitWriters: Rule = role('department-clerk', 'department-head', 'territory');
export const ownUnit: Rule = allOf(ownOrganisation('lead'), unitWriters);
export const officeOrOwnUnit: Rule = anyOf(office, ownUnit);
export const leaders: Rule = role('government-office', 'vice-head', 'district-head');
