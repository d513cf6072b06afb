import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { isRunning, type ImportState } from './states.tsx';

const LOOK_EVERY_MS = 700;
export type ImportStep = 'check' | 'write' | 'undo' | 'cancel';

interface Wish<One> {
  key: readonly unknown[];
  load: (signal: AbortSignal) => Promise<{ data: One }>;
  step: (step: ImportStep) => Promise<{ data: One }>;
  /** What was shown is not so any more: a step changes what is in the register or on the map. */
  forget: () => Promise<void>;
}

/** One import; while a step runs it is looked at again and again, so a reload finds it where it is. */
export function useImportRun<One extends { readonly state: ImportState }>({ key, load, step, forget }: Wish<One>) {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => load(signal),
    refetchInterval: ({ state }) => (state.data && isRunning(state.data.data) ? LOOK_EVERY_MS : false),
  });
  const taken = (answer: { data: One }): void => {
    client.setQueryData(key, answer);
  };
  const act = useMutation({
    mutationFn: step,
    onSuccess: async (answer) => {
      taken(answer);
      await forget();
    },
  });
  return { query, act, taken };
}

/** How a step is taken, and what became of it. */
export type Act = Pick<ReturnType<typeof useImportRun>['act'], 'mutate' | 'isPending' | 'error'>;
