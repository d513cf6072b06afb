import type { RouteObject } from 'react-router';

/** The desk, the projects by their lights, the monthly reports, and the burden they are. */
export const projectPages: RouteObject[] = [
  { path: '/d/:district/desk', lazy: async () => ({ Component: (await import('./desk-page.tsx')).DeskPage }) },
  { path: '/d/:district/projects', lazy: async () => ({ Component: (await import('./lights-page.tsx')).LightsPage }) },
  {
    path: '/d/:district/projects/rules',
    lazy: async () => ({ Component: (await import('./rules/rules-page.tsx')).RulesPage }),
  },
  {
    path: '/d/:district/projects/:project',
    lazy: async () => ({ Component: (await import('./project-page.tsx')).ProjectPage }),
  },
  {
    path: '/d/:district/monthly',
    lazy: async () => ({ Component: (await import('./monthly/sheet-page.tsx')).SheetPage }),
  },
  {
    path: '/d/:district/monthly/approval',
    lazy: async () => ({ Component: (await import('./monthly/approval-page.tsx')).ApprovalPage }),
  },
  {
    path: '/d/:district/burden',
    lazy: async () => ({ Component: (await import('../burden/burden-page.tsx')).BurdenPage }),
  },
];
