import type { RouteObject } from 'react-router';

/** 起草报告: the reports that are written here, each of them, and what changed between its versions. */
export const reportPages: RouteObject[] = [
  {
    path: '/d/:district/reports',
    lazy: async () => ({ Component: (await import('./reports-page.tsx')).ReportsPage }),
  },
  {
    path: '/d/:district/reports/:report',
    lazy: async () => ({ Component: (await import('./report-page.tsx')).ReportPage }),
  },
  {
    path: '/d/:district/reports/:report/versions',
    lazy: async () => ({ Component: (await import('./versions/versions-page.tsx')).VersionsPage }),
  },
];

/** For anyone, without an account. */
export const publicReportPages: RouteObject[] = [
  {
    path: '/public/:district/reports/:report',
    lazy: async () => ({ Component: (await import('./public/public-page.tsx')).PublicReportPage }),
  },
];
