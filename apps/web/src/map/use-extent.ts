import { registerRoutes } from '@quantu/product-registers';
import { useQuery } from '@tanstack/react-query';
import { call } from '../shell/api.ts';
import { useRegister, useRegisterKey } from '../registers/use-register.tsx';

/** Where the register's records are: a map for a new one opens there. */
export function useExtent(isWanted: boolean): readonly number[] | null {
  const { params } = useRegister();
  const key = useRegisterKey();
  const extent = useQuery({
    queryKey: [...key, 'extent', {}],
    queryFn: ({ signal }) => call(registerRoutes.extent, { params, query: {}, signal }),
    enabled: isWanted,
    staleTime: 300_000,
  });
  return extent.data?.box ?? null;
}
