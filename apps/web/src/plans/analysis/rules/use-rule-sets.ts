import { ruleSetRoutes as routes } from '@quantu/plans';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../../shell/api.ts';
import { useDistrict } from '../../../shell/session.ts';
import { mapAddress, plansKey } from '../../use-plans.ts';

/** The latest version of every rule set. */
export function useRuleSets() {
  const district = useDistrict();
  return useQuery({
    queryKey: [...plansKey(district), 'rule-sets'],
    queryFn: ({ signal }) => call(routes.ruleSets, { params: { district }, signal }),
  });
}

/** One version of a rule set. */
export function useRuleSet(key: string, version: number | undefined) {
  const district = useDistrict();
  return useQuery({
    queryKey: [...plansKey(district), 'rule-sets', key, version],
    queryFn: ({ signal }) =>
      call(routes.ruleSet, { params: { district, key }, query: version === undefined ? {} : { version }, signal }),
  });
}

/** Where a version of a rule set is shown. */
export const ruleSetAddress = (district: string, key: string, version?: number): string =>
  mapAddress(district, `/overlay-rules/${key}${version === undefined ? '' : `?version=${version}`}`);
