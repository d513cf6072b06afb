import { accountabilityRoutes, ladderRoutes, paperRoutes, reminderRoutes } from '@quantu/accountability';
import { indicatorRoutes } from '@quantu/indicators';
import {
  directoryRoutes,
  grantRoutes,
  invitationRoutes,
  matrixRoutes,
  oidcRoutes,
  peopleRoutes,
  permissionMatrix,
  secondFactorRoutes,
  securityRoutes,
  tokenRoutes,
  type Matrix,
  type Route,
} from '@quantu/people';
import {
  analysisRoutes,
  basemapRoutes,
  drawingRoutes,
  mapRoutes,
  ogcRoutes,
  planSourceRoutes,
  printRoutes,
  ruleSetRoutes,
  scenarioRoutes,
  siteRoutes,
  spatialImportRoutes,
  versionRoutes,
} from '@quantu/plans';
import { documentRoutes } from '@quantu/product-documents';
import { codeRoutes, importRoutes, registerRoutes } from '@quantu/product-registers';
import { projectRoutes } from '@quantu/projects';
import { coverageRoutes, reportRoutes } from '@quantu/reports';
import { books } from './registers.ts';

/** Every route of the program, as declared; a test holds it against what a server mounts. */
export const routes: readonly Route[] = [
  peopleRoutes,
  grantRoutes,
  invitationRoutes,
  tokenRoutes,
  securityRoutes,
  secondFactorRoutes,
  oidcRoutes,
  directoryRoutes,
  matrixRoutes,
  documentRoutes,
  registerRoutes,
  codeRoutes,
  importRoutes,
  indicatorRoutes,
  projectRoutes,
  drawingRoutes,
  printRoutes,
  siteRoutes,
  mapRoutes,
  basemapRoutes,
  ogcRoutes,
  analysisRoutes,
  ruleSetRoutes,
  versionRoutes,
  scenarioRoutes,
  planSourceRoutes,
  spatialImportRoutes,
  accountabilityRoutes,
  paperRoutes,
  ladderRoutes,
  reminderRoutes,
  reportRoutes,
  coverageRoutes,
].flatMap((group): readonly Route[] => Object.values(group));

/** Who may do what, without a running server. */
export function programMatrix(): Matrix {
  return permissionMatrix(routes, books);
}
