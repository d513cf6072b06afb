import { projectRoutes, type Sheet } from '@quantu/projects';
import { registerRoutes } from '@quantu/product-registers';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { readStored, store } from '../../registers/model/storage.ts';
import { call } from '../../shell/api.ts';
import { useAsOfQuery } from '../../shell/as-of.ts';
import type { ProgressChoice } from './cells.ts';
import { afterSaving, outgoing, readDraft, sentPart, type Draft } from './draft.ts';

/** The choices of 形象进度. */
export function useProgressChoices(district: string): readonly ProgressChoice[] {
  const params = { district, register: 'city-project-month', field: 'progress' };
  const choices = useQuery({
    queryKey: ['register', district, 'city-project-month', 'choices', 'progress'],
    queryFn: async ({ signal }) => (await call(registerRoutes.choices, { params, query: {}, signal })).data,
    staleTime: 300_000,
  });
  return choices.data ?? NONE;
}
const NONE: readonly ProgressChoice[] = [];

/** How each organisation's month stands, and which months there are. */
export function useReporting(district: string, month: string | null) {
  const query = { ...useAsOfQuery(), ...(month === null ? {} : { month }) };
  return useQuery({
    queryKey: ['projects', district, 'reporting', query],
    queryFn: ({ signal }) => call(projectRoutes.reporting, { params: { district }, query, signal }),
    placeholderData: (before) => before,
  });
}

export function useSheet(district: string, month: string, organisation: string) {
  const query = { ...useAsOfQuery(), organisation };
  return useQuery({
    queryKey: ['projects', district, 'sheet', month, organisation, query.asOf],
    queryFn: ({ signal }) => call(projectRoutes.sheet, { params: { district, month }, query, signal }),
  });
}

/** Takes an answered sheet, which is of now, over, and lets everything that is computed from it ask again. */
export function useTakeSheet(district: string) {
  const client = useQueryClient();
  return (sheet: Sheet): void => {
    const isThis = ({ queryKey: [room, where, what, month, organisation, asOf] }: { queryKey: readonly unknown[] }) =>
      room === 'projects' &&
      where === district &&
      what === 'sheet' &&
      month === sheet.month &&
      organisation === sheet.organisation &&
      asOf === undefined;
    client.setQueriesData({ predicate: isThis }, { data: sheet });
    void client.invalidateQueries({
      queryKey: ['projects', district],
      predicate: ({ queryKey }) => queryKey[2] !== 'sheet',
    });
    void client.invalidateQueries({ queryKey: ['register', district] });
  };
}

/** What is being typed into a sheet: kept on this computer until the server has it. */
export function useDraft(district: string, sheet: Sheet) {
  const key = `monthly.${district}.${sheet.organisation}.${sheet.month}`;
  const [draft, setDraft] = useState<Draft>(() => readDraft(readStored(key)));
  // What is typed while a save is on its way has to be seen by the next one before React draws again.
  const latest = useRef(draft);
  const change = (next: Draft | ((draft: Draft) => Draft)): void => {
    latest.current = typeof next === 'function' ? next(latest.current) : next;
    setDraft(latest.current);
    store(key, Object.keys(latest.current).length === 0 ? null : latest.current);
  };
  return { draft, latest, change };
}

/** Saves what can be saved, one save after the other; the rest stays typed. */
export function useSaveSheet(
  district: string,
  sheet: Sheet,
  { latest, change }: Pick<ReturnType<typeof useDraft>, 'latest' | 'change'>,
  choices: readonly ProgressChoice[],
) {
  const take = useTakeSheet(district);
  const rows = useRef(sheet.rows);
  useEffect(() => {
    rows.current = sheet.rows;
  }, [sheet.rows]);
  return useMutation({
    scope: { id: `monthly.${district}.${sheet.organisation}.${sheet.month}` },
    mutationFn: async () => {
      const out = outgoing(latest.current, rows.current, choices);
      const sent = sentPart(latest.current, out);
      if (out.rows.length === 0) return { problems: out.problems, stale: [] };
      const answer = await call(projectRoutes.fillSheet, {
        params: { district, month: sheet.month },
        body: { organisation: sheet.organisation, rows: out.rows },
      });
      rows.current = answer.data.rows;
      take(answer.data);
      change((now) => afterSaving(now, sent, answer.data.rows, answer.stale));
      return { problems: out.problems, stale: answer.stale };
    },
  });
}
