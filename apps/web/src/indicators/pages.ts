import type { RouteObject } from 'react-router';

/** Figures from registers: all of them, and one with what stands behind it. */
export const indicatorPages: RouteObject[] = [
  {
    path: '/d/:district/indicators',
    lazy: async () => ({ Component: (await import('./catalogue-page.tsx')).IndicatorsPage }),
  },
  {
    path: '/d/:district/indicators/:register/:figure',
    lazy: async () => ({ Component: (await import('./indicator-page.tsx')).IndicatorPage }),
  },
];
