import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { peopleRoutes, type Account, type Permission, type SessionAnswer } from '@quantu/people';
import { useParams } from 'react-router';
import { call, rememberCsrf } from './api.ts';

export const sessionKey = ['session'];

async function loadSession(signal?: AbortSignal): Promise<SessionAnswer> {
  const session = await call(peopleRoutes.session, signal ? { signal } : {});
  rememberCsrf(session.data.csrf);
  return session;
}

/** Who is here, where, and what they may do: asked once, again after signing in or out. */
export function useSession(): UseQueryResult<SessionAnswer> {
  return useQuery({ queryKey: sessionKey, queryFn: ({ signal }) => loadSession(signal), staleTime: 60_000 });
}

export interface SignedIn {
  account: Account;
  districts: SessionAnswer['data']['districts'];
  version: string;
  can: SessionAnswer['can'];
}

/** The session inside the signed-in pages, where it is known to be there. */
export function useSignedIn(): SignedIn {
  const { data } = useSession();
  if (!data?.data.account) throw new Error('useSignedIn outside of the signed-in pages');
  return { account: data.data.account, districts: data.data.districts, version: data.data.version, can: data.can };
}

/**
 * What pages may be offered: inside a district what one may do there, elsewhere what one may do anywhere. Every call is
 * decided by the server again.
 */
export function useMay(inDistrict?: string): (permission: Permission) => boolean {
  const { data } = useSession();
  const inAddress = useDistrict();
  const code = inDistrict ?? inAddress;
  const here = data?.data.districts.find((district) => district.code === code);
  const permissions = new Set(here?.permissions ?? data?.data.permissions);
  return (permission) => permissions.has(permission);
}

/** The district in the address bar. */
export function useDistrict(): string {
  return useParams()['district'] ?? '';
}

/** Takes over the answer of signing in, out or changing the password: whatever else was shown is forgotten. */
export function useTakeSession(): (answer: SessionAnswer) => void {
  const client = useQueryClient();
  return (answer) => {
    rememberCsrf(answer.data.csrf);
    client.setQueryData(sessionKey, answer);
    client.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] });
  };
}
