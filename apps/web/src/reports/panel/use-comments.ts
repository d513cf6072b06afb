import { reportRoutes } from '@quantu/reports';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../shell/api.ts';
import { partKey, useDesk } from '../desk.ts';

const AGAIN_MS = 30_000;

export function useComments() {
  const desk = useDesk();
  const { district, report } = desk;
  return useQuery({
    queryKey: partKey(desk, 'comments'),
    queryFn: ({ signal }) => call(reportRoutes.comments, { params: { district, report: report.id }, signal }),
    refetchInterval: AGAIN_MS,
  });
}
