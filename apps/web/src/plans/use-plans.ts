import { mapRoutes, type MapLayer } from '@quantu/plans';
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useAsOfQuery } from '../shell/as-of.ts';
import { call } from '../shell/api.ts';
import { useDistrict, useMay } from '../shell/session.ts';

/** Query keys of the map begin so: what is published or drawn makes everything shown of plans ask again. */
export const plansKey = (district: string): readonly unknown[] => ['plans', district];

/** The layers of the one map on the day that is looked at. */
export function useMapLayers(): UseQueryResult<{ data: MapLayer[] }> {
  const district = useDistrict();
  const asOf = useAsOfQuery();
  return useQuery({
    queryKey: [...plansKey(district), 'layers', asOf],
    queryFn: ({ signal }) => call(mapRoutes.layers, { params: { district }, query: asOf, signal }),
    staleTime: 30_000,
    placeholderData: (before) => before,
  });
}

export function useForgetPlans(): () => Promise<void> {
  const client = useQueryClient();
  const district = useDistrict();
  return async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: plansKey(district) }),
      client.invalidateQueries({ queryKey: ['register', district] }),
    ]);
  };
}

/** Whether the reader may bring, draw and publish layers, and looks at today. */
export function useMayWritePlans(): boolean {
  const may = useMay();
  const { asOf } = useAsOfQuery();
  return may('plans.write') && asOf === undefined;
}

export const mapAddress = (district: string, rest = ''): string => `/d/${encodeURIComponent(district)}/map${rest}`;
