import { hangingRoutes } from './hanging.contract.ts';
import { outRoutes } from './out.contract.ts';
import { readingRoutes } from './reading.contract.ts';
import { writingRoutes } from './writing.contract.ts';

export * from './hanging.contract.ts';
export * from './imports/contract.ts';
export { RegisterKey, SelectionQuery } from './params.ts';
export * from './reading.contract.ts';
export * from './writing.contract.ts';

export const registerRoutes = { ...readingRoutes, ...writingRoutes, ...hangingRoutes, ...outRoutes };
