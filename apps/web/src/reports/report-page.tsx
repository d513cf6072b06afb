import { reportRoutes } from '@quantu/reports';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { call } from '../shell/api.ts';
import { useDistrict } from '../shell/session.ts';
import { Failed, Loading } from '../shell/states.tsx';
import { reportKey } from './desk.ts';
import { ReportDesk } from './report-desk.tsx';
import '../documents/reading/reading.css';
import './reports.css';
import './paper.css';

/** Others write at the same time: what they saved is asked for as often. */
const AGAIN_MS = 10_000;

export function ReportPage() {
  const district = useDistrict();
  const id = useParams()['report'] ?? '';
  const report = useQuery({
    queryKey: reportKey(district, id),
    queryFn: ({ signal }) => call(reportRoutes.report, { params: { district, report: id }, signal }),
    refetchInterval: AGAIN_MS,
    refetchOnWindowFocus: 'always',
    // A text that was left is opened as it is now, not as it was then.
    gcTime: 0,
  });
  if (report.isPending) return <Loading />;
  if (!report.data) return <Failed error={report.error} onRetry={() => void report.refetch()} />;
  return <ReportDesk key={id} district={district} report={report.data.data} />;
}
