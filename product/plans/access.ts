import { role, type Rule } from '@quantu/registers';

/** Everybody who works in the district sees the one map, the people's congress included. */
export { insiders, insidersAndCongress } from '@quantu/people';
/** Who keeps plans and layers. */
export const planners: Rule = role('planner', 'government-office');
/** What only the map's own routes write, after they have checked who asks. */
export { nobody as nobodyButProgram } from '@quantu/registers';
