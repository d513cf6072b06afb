import { drawingRoutes, LAND_USE_FILLS } from '@quantu/plans';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { call } from '../../shell/api.ts';
import { themeOf, type Band } from '../class-breaks.ts';
import type { DrawnTheme } from '../layer-style.ts';
import { plansKey } from '../use-plans.ts';
import type { OneMapHere } from './use-one-map.ts';

export interface ThemeHere {
  /** Of the layer that is coloured; null: none. */
  readonly code: string | null;
  readonly drawn: DrawnTheme | null;
  readonly bands: readonly Band[];
  readonly error: unknown;
}

/** The classes of the chosen field, once its values are known. */
export function useTheme({ district, lying, state: { theme } }: OneMapHere): ThemeHere {
  const one = lying.find(({ layer }) => layer.code === theme?.code);
  const field = theme?.field ?? '';
  const query = { field, version: one?.version };
  const values = useQuery({
    queryKey: [...plansKey(district), 'values', one?.layer.id, query],
    queryFn: ({ signal }) =>
      call(drawingRoutes.values, {
        params: { district, layer: one?.layer.id ?? '' },
        query: { field, ...(one ? { version: one.version } : {}) },
        signal,
      }),
    enabled: one !== undefined && theme !== null,
  });
  const data = values.data?.data;
  const { classes = 5, method = 'quantile' } = theme ?? {};
  const made = useMemo(() => (data ? themeOf(data, classes, method, LAND_USE_FILLS) : null), [data, classes, method]);
  const drawn = useMemo(() => (made ? { field, colour: made.colour } : null), [made, field]);
  return { code: theme?.code ?? null, drawn, bands: made?.bands ?? [], error: values.error };
}
