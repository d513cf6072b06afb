import type { LintFinding, ReportView } from '@quantu/reports';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { Looks } from './use-looks.ts';
import type { Paper } from './use-paper.ts';

/** The open report, for everything around the paper. */
export interface Desk {
  readonly district: string;
  readonly report: ReportView;
  /** Null until the paper lies there. */
  readonly paper: Paper | null;
  readonly looks: Looks;
  readonly found: readonly LintFinding[];
  /** Brings a place of the paper to the eye. */
  readonly go: (from: number, to?: number) => void;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('useDesk outside of a report');
  return desk;
}

export const reportKey = (district: string, report: string): string[] => ['report', district, report];

/** What else is known of a report, below its own key. */
export const partKey = ({ district, report }: Desk, part: string): string[] => [
  ...reportKey(district, report.id),
  part,
];

/** After a step or a new arrangement: the report and its list as they are now. */
export function useRefresh(district: string, report: string): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await client.invalidateQueries({ queryKey: ['reports', district], refetchType: 'none' });
    await client.invalidateQueries({ queryKey: reportKey(district, report) });
  };
}
