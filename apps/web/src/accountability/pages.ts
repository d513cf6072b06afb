import type { RouteObject } from 'react-router';

/** The opinions of the people's congress, each of them whole, and what looks across them. */
export const accountabilityPages: RouteObject[] = [
  {
    path: '/d/:district/opinions',
    lazy: async () => ({ Component: (await import('./opinions-page.tsx')).OpinionsPage }),
  },
  {
    path: '/d/:district/reminder-settings',
    lazy: async () => ({ Component: (await import('./reminders/settings-page.tsx')).ReminderSettingsPage }),
  },
  {
    path: '/d/:district/opinions/papers/:paper',
    lazy: async () => ({ Component: (await import('./from-document/paper-page.tsx')).PaperPage }),
  },
  {
    path: '/d/:district/opinions/:opinion',
    lazy: async () => ({ Component: (await import('./opinion-page.tsx')).OpinionPage }),
  },
  {
    path: '/d/:district/opinions/:opinion/vote',
    lazy: async () => ({ Component: (await import('./voting/vote-page.tsx')).VotePage }),
  },
  {
    path: '/d/:district/reviews/todo',
    lazy: async () => ({ Component: (await import('./waiting/todo-page.tsx')).TodoPage }),
  },
  {
    path: '/d/:district/reviews/congress',
    lazy: async () => ({ Component: (await import('./waiting/congress-page.tsx')).CongressPage }),
  },
  {
    path: '/d/:district/reviews/calendar',
    lazy: async () => ({ Component: (await import('./calendar/calendar-page.tsx')).CalendarPage }),
  },
  {
    path: '/d/:district/reviews/statistics',
    lazy: async () => ({ Component: (await import('./statistics/statistics-page.tsx')).StatisticsPage }),
  },
  {
    path: '/d/:district/reviews/evidence',
    lazy: async () => ({ Component: (await import('./gallery/gallery-page.tsx')).GalleryPage }),
  },
  {
    path: '/d/:district/reviews/wall',
    lazy: async () => ({ Component: (await import('./wall/wall-page.tsx')).WallPage }),
  },
];
