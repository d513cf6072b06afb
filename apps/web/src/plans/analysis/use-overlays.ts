import { analysisRoutes as routes, type OverlayRun, type OverlayWish } from '@quantu/plans';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { call } from '../../shell/api.ts';
import { useDistrict } from '../../shell/session.ts';
import { mapAddress, plansKey, useForgetPlans } from '../use-plans.ts';

const LOOK_EVERY_MS = 700;

/** One run; while it goes on it is looked at again and again, so a reload finds it where it is. */
export function useOverlayRun(id: string) {
  const district = useDistrict();
  const client = useQueryClient();
  const params = { district, run: id };
  const key = [...plansKey(district), 'overlay', id];
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call(routes.overlayRun, { params, signal }),
    refetchInterval: ({ state }) => (state.data?.data.state === 'running' ? LOOK_EVERY_MS : false),
  });
  const cancel = useMutation({
    mutationFn: () => call(routes.cancelOverlay, { params }),
    onSuccess: (answer) => client.setQueryData(key, answer),
  });
  return { query, cancel, params };
}

/** Starts a run and goes where it is looked at. */
export function useStartOverlay() {
  const district = useDistrict();
  const navigate = useNavigate();
  const forget = useForgetPlans();
  return useMutation({
    mutationFn: (body: OverlayWish) => call(routes.overlay, { params: { district }, body }),
    onSuccess: async ({ data }) => {
      await forget();
      await navigate(mapAddress(district, `/overlays/${data.id}`));
    },
  });
}

/** What was asked for, to be asked for again. */
export const wishOf = ({
  name,
  layers,
  rules,
  kinds,
  sliver,
  changed,
  isTrial,
  trialReason,
}: OverlayRun): OverlayWish => ({
  name,
  layers: layers.map(({ id, version, isInForce, readings }) => ({
    layer: id,
    // What was in force then is taken as it is in force now.
    ...(isInForce ? {} : { version }),
    readings,
  })),
  // The rules as they are now, but for what was decided for the run.
  rules: { key: rules.key },
  ...(changed.includes('kinds') ? { kinds } : {}),
  ...(changed.includes('sliver') ? { sliver } : {}),
  isTrial: isTrial && trialReason === null,
});
