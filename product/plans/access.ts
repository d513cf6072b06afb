import { anyOf, role, type Rule } from '@quantu/registers';

/** Who keeps plans and layers. */
export const planners: Rule = role('planner', 'government-office');
/** Who sees the one map: everybody who works in the district, the people's congress included. */
export const insiders: Rule = role(
  'planner',
  'government-office',
  'vice-head',
  'district-head',
  'department-clerk',
  'department-helper',
  'department-head',
  'territory',
  'reader',
);
export const insidersAndCongress: Rule = anyOf(
  insiders,
  role('congress-member', 'congress-committee', 'congress-office', 'congress-deputy-chair', 'congress-chair'),
);
/** What only the map's own routes write, after they have checked who asks. */
export { nobody as nobodyButProgram } from '@quantu/registers';
