import { createBrowserRouter, Navigate, useParams } from 'react-router';
import { SignedInLayout } from './layout.tsx';
import { MissingPage, RouteFailed } from './route-states.tsx';
import { useSignedIn } from './session.ts';

/** Where a signed-in person starts: the documents of the first district, or the page that makes it. */
function Home() {
  const { districts } = useSignedIn();
  const known = useParams()['district'] ?? districts[0]?.code;
  if (known === undefined) return <Navigate to="/first-district" replace />;
  return <Navigate to={`/d/${encodeURIComponent(known)}/documents`} replace />;
}

/** Each page arrives when it is first opened. */
export function makeRouter() {
  return createBrowserRouter([
    {
      errorElement: <RouteFailed />,
      // Nothing is shown while the first page's code is on its way: it takes less than the skeleton's 300 ms.
      hydrateFallbackElement: <></>,
      children: [
        {
          path: '/sign-in',
          lazy: async () => ({ Component: (await import('../people/sign-in-page.tsx')).SignInPage }),
        },
        {
          path: '/welcome',
          lazy: async () => ({ Component: (await import('../people/first-run-page.tsx')).FirstRunPage }),
        },
        {
          element: <SignedInLayout />,
          children: [
            { path: '/', element: <Home /> },
            {
              path: '/account',
              lazy: async () => ({ Component: (await import('../people/account-page.tsx')).AccountPage }),
            },
            {
              path: '/users',
              lazy: async () => ({ Component: (await import('../people/users-page.tsx')).UsersPage }),
            },
            {
              path: '/districts',
              lazy: async () => ({ Component: (await import('../people/districts-page.tsx')).DistrictsPage }),
            },
            {
              path: '/first-district',
              lazy: async () => ({ Component: (await import('../people/first-district-page.tsx')).FirstDistrictPage }),
            },
            {
              path: '/audit',
              lazy: async () => ({ Component: (await import('../people/audit-page.tsx')).AuditPage }),
            },
            { path: '/d/:district', element: <Home /> },
            {
              path: '/d/:district/documents',
              lazy: async () => ({ Component: (await import('../documents/documents-page.tsx')).DocumentsPage }),
            },
            {
              path: '/d/:district/documents/:document',
              lazy: async () => ({ Component: (await import('../documents/reading/reading-page.tsx')).ReadingPage }),
            },
            {
              path: '/d/:district/figures',
              lazy: async () => ({ Component: (await import('../figures/figures-page.tsx')).FiguresPage }),
            },
            {
              path: '/d/:district/compare',
              lazy: async () => ({ Component: (await import('../compare/compare-page.tsx')).ComparePage }),
            },
            {
              path: '/d/:district/documents/:document/rows',
              lazy: async () => ({ Component: (await import('../rows/rows-page.tsx')).RowsPage }),
            },
            { path: '*', element: <MissingPage /> },
          ],
        },
      ],
    },
  ]);
}
