import type { Register } from '@quantu/registers';
import { areaProgrammes } from './area-programme.register.ts';
import { cityProjectMonths } from './city-project-month.register.ts';
import { cityProjectYears } from './city-project-year.register.ts';
import { cityProjects } from './city-project.register.ts';
import { investmentProjects } from './investment-project.register.ts';
import { investmentSignings } from './investment-signing.register.ts';
import { oldEstates } from './old-estate.register.ts';
import { sewageProjects } from './sewage-project.register.ts';
import { supervisionItems } from './supervision-item.register.ts';

/** Every register of this room; a reader of the list needs no exact field types. */
export const projectRegisters = [
  cityProjects,
  cityProjectYears,
  cityProjectMonths,
  investmentProjects,
  investmentSignings,
  oldEstates,
  sewageProjects,
  areaProgrammes,
  supervisionItems,
] as unknown as readonly Register[];
