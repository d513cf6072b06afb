import { versionRoutes } from './features/contract.ts';
import { spatialImportRoutes } from './imports/contract.ts';
import { mapRoutes } from './map/contract.ts';

export * from './features/contract.ts';
export * from './imports/contract.ts';
export * from './map/contract.ts';
export * from './params.ts';

export const planRoutes = { ...spatialImportRoutes, ...versionRoutes, ...mapRoutes };
