import type { RouteObject } from 'react-router';

const BASE = '/d/:district/registers';
const ONE = `${BASE}/:register`;

/** Every register, by its declaration only: a new one appears here without a line of this folder. */
export const registerPages: RouteObject[] = [
  { path: BASE, lazy: async () => ({ Component: (await import('./registers-page.tsx')).RegistersPage }) },
  { path: '/d/:district/codes', lazy: async () => ({ Component: (await import('./codes/codes-page.tsx')).CodesPage }) },
  { path: ONE, lazy: async () => ({ Component: (await import('./register-page.tsx')).RegisterPage }) },
  { path: `${ONE}/new`, lazy: async () => ({ Component: (await import('./form/form-page.tsx')).NewRecordPage }) },
  {
    path: `${ONE}/imports`,
    lazy: async () => ({ Component: (await import('./imports/imports-page.tsx')).ImportsPage }),
  },
  {
    path: `${ONE}/imports/:import`,
    lazy: async () => ({ Component: (await import('./imports/import-page.tsx')).ImportPage }),
  },
  { path: `${ONE}/:record`, lazy: async () => ({ Component: (await import('./record/record-page.tsx')).RecordPage }) },
  {
    path: `${ONE}/:record/edit`,
    lazy: async () => ({ Component: (await import('./form/form-page.tsx')).EditRecordPage }),
  },
];
