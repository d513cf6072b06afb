import type { RouteObject } from 'react-router';

/** Before the sign-in. */
export const doorPages: RouteObject[] = [
  { path: '/sign-in', lazy: async () => ({ Component: (await import('./sign-in-page.tsx')).SignInPage }) },
  { path: '/welcome', lazy: async () => ({ Component: (await import('./first-run-page.tsx')).FirstRunPage }) },
];

/** Accounts, what they may do, and the trail of what they did. */
export const peoplePages: RouteObject[] = [
  { path: '/account', lazy: async () => ({ Component: (await import('./account-page.tsx')).AccountPage }) },
  { path: '/users', lazy: async () => ({ Component: (await import('./users-page.tsx')).UsersPage }) },
  { path: '/districts', lazy: async () => ({ Component: (await import('./districts-page.tsx')).DistrictsPage }) },
  {
    path: '/first-district',
    lazy: async () => ({ Component: (await import('./first-district-page.tsx')).FirstDistrictPage }),
  },
  { path: '/audit', lazy: async () => ({ Component: (await import('./audit-page.tsx')).AuditPage }) },
];
