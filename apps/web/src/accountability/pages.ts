import type { RouteObject } from 'react-router';

/** The opinions of the people's congress, and each of them whole. */
export const accountabilityPages: RouteObject[] = [
  {
    path: '/d/:district/opinions',
    lazy: async () => ({ Component: (await import('./opinions-page.tsx')).OpinionsPage }),
  },
  {
    path: '/d/:district/opinions/papers/:paper',
    lazy: async () => ({ Component: (await import('./from-document/paper-page.tsx')).PaperPage }),
  },
  {
    path: '/d/:district/opinions/:opinion',
    lazy: async () => ({ Component: (await import('./opinion-page.tsx')).OpinionPage }),
  },
];
