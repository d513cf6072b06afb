import { securityRoutes } from '@quantu/people';
import { useQuery } from '@tanstack/react-query';
import { call } from '../shell/api.ts';

export const policyKey = ['security', 'policy'];

/** The rules of signing in. */
export function usePolicy() {
  return useQuery({ queryKey: policyKey, queryFn: ({ signal }) => call(securityRoutes.policy, { signal }) });
}
