import { todayInChina } from '../shell/as-of.ts';
import { useSession } from '../shell/session.ts';
import { AddLink } from './add-link.tsx';

/** The way to an entry on a task: of one's own unit, of today. */
export function ReportProgress({
  district,
  task,
}: {
  district: string;
  task: { readonly id: string; readonly measure: string };
}) {
  const { data } = useSession();
  const own = data?.data.districts.find(({ code }) => code === district)?.organisations ?? [];
  const [unit] = own.length === 1 ? own : [];
  return (
    <AddLink
      district={district}
      register="review-progress"
      given={{
        task: [task.id, task.measure],
        on: [todayInChina()],
        ...(unit ? { unit: [unit.id, unit.name] } : {}),
      }}
    >
      填报进展
    </AddLink>
  );
}
