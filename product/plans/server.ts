export { analysisHandlers } from './analysis/handlers.server.ts';
export { overlayJobs } from './analysis/job.server.ts';
export { overlayOnce } from './analysis/once.server.ts';
export { rulesFrom } from './analysis/read-rules.ts';
export {
  addRuleSet,
  changeRuleSet,
  ruleSetVersions,
  storedRuleSet,
  type StoredRuleSet,
} from './analysis/rule-sets.server.ts';
export { addBasemapFile, basemapsOf, removeBasemap, usesTianditu } from './basemaps/basemaps.server.ts';
export { basemapHandlers } from './basemaps/handlers.server.ts';
export { basemapRoom } from './basemaps/room.server.ts';
export { drawingHandlers } from './drawing/handlers.server.ts';
export { makeGisViews } from './map/gis-views.server.ts';
export { mapHandlers } from './map/handlers.server.ts';
export { ogcHandlers } from './ogc/handlers.server.ts';
export { plansRoom } from './room.server.ts';
export type { AttributeValues, NewFeature } from './features/feature.server.ts';
export { publishVersion, withdrawVersion } from './features/publish.server.ts';
export {
  writeVersion,
  type FeatureSource,
  type VersionMeta,
  type WrittenVersion,
} from './features/write-version.server.ts';
export { printHandlers } from './print/handlers.server.ts';
export { versionHandlers } from './features/handlers.server.ts';
export { spatialImportHandlers } from './imports/handlers.server.ts';
export { problemsFile } from './imports/problems.server.ts';
export { importSpatialFile, type SpatialFileWish } from './imports/import-file.server.ts';
export { spatialImportJobs } from './imports/jobs.server.ts';
export { SpatialWorkers } from './imports/worker/spatial-workers.server.ts';
export { plansFollower } from './catalogue/from-document.server.ts';
export { planSourceHandlers } from './catalogue/handlers.server.ts';
export { scenarioHandlers } from './scenarios/handlers.server.ts';
export { siteHandlers } from './site/handlers.server.ts';
export { siteJobs } from './site/search/searches.server.ts';
export { SiteWorkers } from './site/worker/site-workers.server.ts';
export { checkSite } from './site/check.server.ts';
export { readSite } from './site/read-site.server.ts';
export { listLayers, type ListedLayer } from './features/layer-list.server.ts';
export { exportLayer } from './map/export.server.ts';
