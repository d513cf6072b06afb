import type { RouteObject } from 'react-router';

const MAP = '/d/:district/map';

/** The one map, what comes into it, its versions, its sheets. The catalogues of plans and layers are registers. */
export const planPages: RouteObject[] = [
  { path: MAP, lazy: async () => ({ Component: (await import('./map-page.tsx')).MapPage }) },
  {
    path: `${MAP}/imports`,
    lazy: async () => ({ Component: (await import('./imports/imports-page.tsx')).SpatialImportsPage }),
  },
  {
    path: `${MAP}/imports/:import`,
    lazy: async () => ({ Component: (await import('./imports/import-page.tsx')).SpatialImportPage }),
  },
  {
    path: `${MAP}/basemaps`,
    lazy: async () => ({ Component: (await import('./basemaps/basemaps-page.tsx')).BasemapsPage }),
  },
  {
    path: `${MAP}/compare`,
    lazy: async () => ({ Component: (await import('./compare/compare-page.tsx')).CompareMapsPage }),
  },
  {
    path: `${MAP}/layers/:layer/versions`,
    lazy: async () => ({ Component: (await import('./versions/versions-page.tsx')).VersionsPage }),
  },
  {
    path: `${MAP}/layers/:layer/scenarios`,
    lazy: async () => ({ Component: (await import('./scenarios/scenarios-page.tsx')).ScenariosPage }),
  },
  {
    path: `${MAP}/overlays`,
    lazy: async () => ({ Component: (await import('./analysis/overlays-page.tsx')).OverlaysPage }),
  },
  {
    path: `${MAP}/overlays/:run`,
    lazy: async () => ({ Component: (await import('./analysis/overlay-page.tsx')).OverlayPage }),
  },
  {
    path: `${MAP}/overlay-rules`,
    lazy: async () => ({ Component: (await import('./analysis/rules/rule-sets-page.tsx')).RuleSetsPage }),
  },
  {
    path: `${MAP}/overlay-rules/:key`,
    lazy: async () => ({ Component: (await import('./analysis/rules/rule-set-page.tsx')).RuleSetPage }),
  },
  {
    path: `${MAP}/conflicts/:conflict`,
    lazy: async () => ({ Component: (await import('./analysis/conflict-page.tsx')).ConflictPage }),
  },
  { path: `${MAP}/print`, lazy: async () => ({ Component: (await import('./print/print-page.tsx')).PrintPage }) },
  {
    path: `${MAP}/layers/:layer/edit`,
    lazy: async () => ({ Component: (await import('./edit/edit-page.tsx')).EditPage }),
  },
  {
    path: `${MAP}/site-checks`,
    lazy: async () => ({ Component: (await import('./site/new-check-page.tsx')).NewSiteCheckPage }),
  },
  {
    path: `${MAP}/site-checks/:check`,
    lazy: async () => ({ Component: (await import('./site/check-page.tsx')).SiteCheckPage }),
  },
  {
    path: `${MAP}/site-search`,
    lazy: async () => ({ Component: (await import('./site/search-page.tsx')).SiteSearchPage }),
  },
];
