import { areaHappenings, estateHappenings, sewageHappenings, supervisionHappenings } from './others.ts';
import { cityHappenings, cityPlans, cityProjects } from './city.ts';
import { directory } from './directory.ts';
import { investmentHappenings } from './investment.ts';
import { Random } from './random.ts';
import { batchesOf, type Batch } from './timeline.ts';

/** Registers in the order in which their records need each other. */
export const REGISTERS = [
  'organisation',
  'person',
  'area-programme',
  'city-project',
  'city-project-year',
  'city-project-month',
  'investment-project',
  'investment-signing',
  'old-estate',
  'sewage-project',
  'supervision-item',
] as const;

const SEED = 20261020;

/** Everything that happened in the invented district from 2024 to November 2026: always the same. */
export function demoPlan(): Batch[] {
  const random = new Random(SEED);
  const projects = cityProjects(random);
  const plans = cityPlans(random, projects);
  return batchesOf(
    [
      ...directory,
      ...areaHappenings(random),
      ...cityHappenings(random, projects, plans),
      ...investmentHappenings(random),
      ...estateHappenings(random),
      ...sewageHappenings(random),
      ...supervisionHappenings(plans),
    ],
    REGISTERS,
  );
}
