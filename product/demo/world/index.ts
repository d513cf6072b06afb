import type { WorldLayer } from './layer.ts';
import { controlLayers } from './layers-control.ts';
import { managementLayers } from './layers-management.ts';
import { planLayers } from './layers-plan.ts';
import { presentLayers } from './layers-present.ts';
import type { PlantedConflict } from './planting.ts';
import { worldOf } from './world.ts';

export { worldPlans, type WorldPlan } from './plan-catalogue.ts';
export { changedParcels } from './layers-present.ts';
export type { WorldFeature, WorldLayer } from './layer.ts';
export type { PlantedConflict } from './planting.ts';

export const WORLD_SEED = 20261123;

/** Every layer of the invented district; `scale` 0.1 to 10 times 20,000 parcels and 60,000 buildings. */
export function worldLayers(scale = 1, seed = WORLD_SEED): readonly WorldLayer[] {
  const world = worldOf(scale, seed);
  return [...managementLayers(world), ...presentLayers(world), ...planLayers(world), ...controlLayers(world)];
}

/** The conflicts that were put into its plans; beside them there is none. */
export const plantedConflicts = (scale = 1, seed = WORLD_SEED): readonly PlantedConflict[] =>
  worldOf(scale, seed).planter.conflicts;
