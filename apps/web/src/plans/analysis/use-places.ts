import type { Geometry } from '@quantu/geometry';
import { addressOf } from '@quantu/people';
import { analysisRoutes as routes, type ConflictKind } from '@quantu/plans';
import { useQuery } from '@tanstack/react-query';
import { plansKey } from '../use-plans.ts';

export interface PlaceProperties {
  readonly id: string | null;
  readonly number: string;
  readonly kind: ConflictKind;
  readonly title: string;
  readonly town: string | null;
  readonly areaM2: number;
  readonly yields: string;
}
export interface Places {
  readonly type: 'FeatureCollection';
  readonly features: readonly { readonly geometry: Geometry; readonly properties: PlaceProperties }[];
}

/** The conflicts of a run with their places. */
export function usePlaces(run: string, params: { readonly district: string; readonly run: string }) {
  return useQuery({
    queryKey: [...plansKey(params.district), 'overlay', run, 'places'],
    queryFn: async ({ signal }) => {
      const answer = await fetch(addressOf(routes.overlayPlaces, { params }), { signal });
      if (!answer.ok) throw new Error('差异图斑没有取到，请再试一次');
      return (await answer.json()) as Places;
    },
    staleTime: Infinity,
  });
}
