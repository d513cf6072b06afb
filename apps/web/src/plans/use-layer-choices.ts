import { registerRoutes } from '@quantu/product-registers';
import { useQuery } from '@tanstack/react-query';
import { call } from '../shell/api.ts';
import { useDistrict } from '../shell/session.ts';

/** What a coded field of a layer's record may be, in this district. */
export function useLayerChoices(field: 'category' | 'role' | 'codeSet'): { value: string; label: string }[] {
  const district = useDistrict();
  const choices = useQuery({
    queryKey: ['register', district, 'map-layer', 'choices', field, '', null],
    queryFn: async ({ signal }) =>
      (await call(registerRoutes.choices, { params: { district, register: 'map-layer', field }, query: {}, signal }))
        .data,
    staleTime: 300_000,
  });
  return (choices.data ?? []).map(({ value, label }) => ({ value, label }));
}
