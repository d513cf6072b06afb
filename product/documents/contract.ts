import { compareRoutes } from './compare.contract.ts';
import { paperRoutes } from './document.contract.ts';
import { figureRoutes } from './figures.contract.ts';
import { proposalRoutes } from './proposals.contract.ts';
import { uploadRoutes } from './upload.contract.ts';

export * from './compare.contract.ts';
export * from './document.contract.ts';
export * from './figures.contract.ts';
export * from './proposals.contract.ts';
export * from './upload.contract.ts';

export const documentRoutes = {
  ...uploadRoutes,
  ...paperRoutes,
  ...proposalRoutes,
  ...figureRoutes,
  ...compareRoutes,
};
