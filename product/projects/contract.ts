import { overviewRoutes } from './overview.contract.ts';
import { oneProjectRoutes } from './project.contract.ts';
import { reportingRoutes } from './reporting.contract.ts';
import { ruleRoutes } from './rules.contract.ts';

export * from './overview.contract.ts';
export * from './project.contract.ts';
export * from './reporting.contract.ts';
export * from './rules.contract.ts';

export const projectRoutes = { ...overviewRoutes, ...oneProjectRoutes, ...ruleRoutes, ...reportingRoutes };
