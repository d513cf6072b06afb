import type { RouteObject } from 'react-router';

/** Before the sign-in. */
export const doorPages: RouteObject[] = [
  { path: '/sign-in', lazy: async () => ({ Component: (await import('./sign-in-page.tsx')).SignInPage }) },
  { path: '/sign-in/oidc', lazy: async () => ({ Component: (await import('./oidc-return-page.tsx')).OidcReturnPage }) },
  { path: '/welcome', lazy: async () => ({ Component: (await import('./first-run-page.tsx')).FirstRunPage }) },
  { path: '/invitation', lazy: async () => ({ Component: (await import('./invitation-page.tsx')).InvitationPage }) },
];

/** Accounts, what they may do, and the trail of what they did. */
export const peoplePages: RouteObject[] = [
  { path: '/account', lazy: async () => ({ Component: (await import('./account/account-page.tsx')).AccountPage }) },
  { path: '/users', lazy: async () => ({ Component: (await import('./users-page.tsx')).UsersPage }) },
  { path: '/grants', lazy: async () => ({ Component: (await import('./security/grants-page.tsx')).GrantsPage }) },
  {
    path: '/invitations',
    lazy: async () => ({ Component: (await import('./security/invitations-page.tsx')).InvitationsPage }),
  },
  { path: '/sessions', lazy: async () => ({ Component: (await import('./security/sessions-page.tsx')).SessionsPage }) },
  { path: '/tokens', lazy: async () => ({ Component: (await import('./security/tokens-page.tsx')).TokensPage }) },
  { path: '/security', lazy: async () => ({ Component: (await import('./security/policy-page.tsx')).PolicyPage }) },
  { path: '/permissions', lazy: async () => ({ Component: (await import('./security/matrix-page.tsx')).MatrixPage }) },
  { path: '/oidc', lazy: async () => ({ Component: (await import('./security/oidc-page.tsx')).OidcPage }) },
  { path: '/districts', lazy: async () => ({ Component: (await import('./districts-page.tsx')).DistrictsPage }) },
  {
    path: '/first-district',
    lazy: async () => ({ Component: (await import('./first-district-page.tsx')).FirstDistrictPage }),
  },
  { path: '/audit', lazy: async () => ({ Component: (await import('./audit-page.tsx')).AuditPage }) },
  {
    path: '/d/:district/organisations',
    lazy: async () => ({
      Component: (await import('./organisations/organisations-page.tsx')).OrganisationsPage,
    }),
  },
];
