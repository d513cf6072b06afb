import { createBrowserRouter, Navigate, useParams, type RouteObject } from 'react-router';
import { accountabilityPages } from '../accountability/pages.ts';
import { doorPages, peoplePages } from '../people/pages.ts';
import { indicatorPages } from '../indicators/pages.ts';
import { planPages } from '../plans/pages.ts';
import { projectPages } from '../projects/pages.ts';
import { registerPages } from '../registers/pages.ts';
import { publicReportPages, reportPages } from '../reports/pages.ts';
import { keepDay } from './keep-day.ts';
import { SignedInLayout } from './layout.tsx';
import { MissingPage, RouteFailed } from './route-states.tsx';
import { useMay, useSignedIn } from './session.ts';

/**
 * Where a signed-in person starts: who writes reports at the reports, the people's congress at what it watches, others
 * at the desk; administrators who enter no
 * district at what they administer; where there is no district yet, at the page that makes it.
 */
function Home() {
  const { districts } = useSignedIn();
  const known = useParams()['district'] ?? districts[0]?.code;
  const mayHere = useMay(known);
  const may = useMay('');
  if (known !== undefined && mayHere('district.enter')) {
    const isCongress = districts.find(({ code }) => code === known)?.roles.some((role) => role.startsWith('congress-'));
    const page = mayHere('documents.write') ? 'documents' : isCongress ? 'reviews/congress' : 'desk';
    return <Navigate to={`/d/${encodeURIComponent(known)}/${page}`} replace />;
  }
  if (known === undefined && may('accounts.manage')) return <Navigate to="/first-district" replace />;
  if (may('accounts.manage')) return <Navigate to="/users" replace />;
  if (may('grants.manage')) return <Navigate to="/grants" replace />;
  return <Navigate to={may('audit.read') ? '/audit' : '/first-district'} replace />;
}

const documentPages: RouteObject[] = [
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
];

/** Each page arrives when it is first opened. A capability lists its pages in its own folder, in `pages.ts`. */
export function makeRouter() {
  return keepDay(
    createBrowserRouter([
      {
        errorElement: <RouteFailed />,
        // Nothing is shown while the first page's code is on its way: it takes less than the skeleton's 300 ms.
        hydrateFallbackElement: <></>,
        children: [
          ...doorPages,
          ...publicReportPages,
          {
            element: <SignedInLayout />,
            children: [
              { path: '/', element: <Home /> },
              { path: '/d/:district', element: <Home /> },
              ...documentPages,
              ...indicatorPages,
              ...peoplePages,
              ...planPages,
              ...projectPages,
              ...accountabilityPages,
              ...reportPages,
              ...registerPages,
              { path: '*', element: <MissingPage /> },
            ],
          },
        ],
      },
    ]),
  );
}
