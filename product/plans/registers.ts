import type { Register } from '@quantu/registers';
import { conflicts } from './conflict.register.ts';
import { layerVersions } from './layer-version.register.ts';
import { layers } from './layer.register.ts';
import { plans } from './plan.register.ts';
import { scenarios } from './scenario.register.ts';
import { siteChecks } from './site-check.register.ts';

/** Every register of this room; a reader of the list needs no exact field types. */
export const planRegisters = [
  plans,
  layers,
  layerVersions,
  scenarios,
  conflicts,
  siteChecks,
] as unknown as readonly Register[];
