import { scenarioRoutes, type Scenario } from '@quantu/plans';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { call } from '../../shell/api.ts';
import { useDistrict } from '../../shell/session.ts';
import { plansKey } from '../use-plans.ts';

/** Every scenario of a layer, those begun last first; for who draws plans. */
export function useScenarios(layer: string, isAllowed: boolean): UseQueryResult<{ data: Scenario[] }> {
  const district = useDistrict();
  return useQuery({
    queryKey: [...plansKey(district), 'scenarios', layer],
    queryFn: ({ signal }) => call(scenarioRoutes.scenarios, { params: { district, layer }, signal }),
    enabled: isAllowed,
  });
}
