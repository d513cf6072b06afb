import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiFault, NetworkLoss } from './api.ts';
import { noteAnswer, noteFailure, whenBack } from './connection.ts';
import { sessionKey } from './session.ts';

/** A lost network is tried again until it is back; what the server refused is not. */
function retry(count: number, error: Error): boolean {
  return error instanceof NetworkLoss && count < 200;
}

const retryDelay = (count: number): number => Math.min(4000, 500 * 2 ** count);

export function makeQueryClient(): QueryClient {
  const failed = (error: Error): void => {
    noteFailure(error);
    // Signed out meanwhile: asking for the session again brings the sign-in page, which leads back here.
    if (error instanceof ApiFault && error.status === 401) void client.invalidateQueries({ queryKey: sessionKey });
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: failed, onSuccess: noteAnswer }),
    mutationCache: new MutationCache({ onError: failed, onSuccess: noteAnswer }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        networkMode: 'always',
        retryDelay,
        retry: (count, error) => {
          noteFailure(error);
          return retry(count, error);
        },
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
  whenBack(() => void client.invalidateQueries());
  return client;
}

/**
 * Sends again until the network is back. Only for what may be sent twice without harm, because it carries the version
 * it changes: the second time is refused as stale.
 */
export async function untilBack<Answer>(send: () => Promise<Answer>): Promise<Answer> {
  for (let count = 0; ; count++) {
    try {
      return await send();
    } catch (error) {
      noteFailure(error);
      if (!(error instanceof NetworkLoss)) throw error;
      await new Promise((resolve) => setTimeout(resolve, retryDelay(count)));
    }
  }
}
