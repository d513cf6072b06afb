import { useQuery, useQueryClient } from '@tanstack/react-query';
import { documentRoutes, type Job } from '@quantu/product-documents';
import { useEffect } from 'react';
import { call } from '../shell/api.ts';

const ASK_EVERY_MS = 700;

export function isUnderWay(job: Job): boolean {
  return job.state === 'waiting' || job.state === 'running';
}

/** Readings under way and those that failed, also the ones started before this page was opened. */
export function useJobs(district: string): readonly Job[] {
  const { data } = useQuery({
    queryKey: ['jobs', district],
    queryFn: ({ signal }) => call(documentRoutes.listJobs, { params: { district }, signal }),
    refetchInterval: (query) => (query.state.data?.data.some(isUnderWay) ? ASK_EVERY_MS : false),
  });
  return data?.data ?? [];
}

/** One reading followed to its end; the list of documents is asked again when it is done. */
export function useJob(district: string, first: Job): Job {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: ['job', district, first.id],
    queryFn: ({ signal }) => call(documentRoutes.job, { params: { district, job: first.id }, signal }),
    refetchInterval: (query) => (query.state.data && !isUnderWay(query.state.data.data) ? false : ASK_EVERY_MS),
    enabled: isUnderWay(first),
  });
  const job = isUnderWay(first) ? (data?.data ?? first) : first;
  useEffect(() => {
    if (job.state === 'done') void client.invalidateQueries({ queryKey: ['documents', district] });
  }, [client, district, job.state]);
  return job;
}
