import { registerRoutes } from '@quantu/product-registers';
import type { Choice, RegisterDescription } from '@quantu/registers';
import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { call } from '../shell/api.ts';
import type { LabelOf } from './model/conditions.ts';
import { fieldOf, isChosen } from './model/fields.ts';
import type { Shown } from './model/address.ts';
import { useRegister, useRegisterKey } from './use-register.tsx';

/** The choices of a code or reference field whose label or code has the text. States are known without asking. */
export function useChoices(field: string, text: string, isWanted = true): UseQueryResult<readonly Choice[]> {
  const { params, asOf, register } = useRegister();
  const key = useRegisterKey();
  return useQuery({
    queryKey: [...key, 'choices', field, text, asOf],
    queryFn: async ({ signal }) => {
      if (field === 'state') return stateChoices(register, text);
      const query = { ...(text === '' ? {} : { text }), ...(asOf === null ? {} : { asOf }) };
      return (await call(registerRoutes.choices, { params: { ...params, field }, query, signal })).data;
    },
    enabled: isWanted,
    staleTime: 60_000,
    placeholderData: (before) => before,
  });
}

function stateChoices({ states }: RegisterDescription, text: string): readonly Choice[] {
  return states
    .filter(({ label }) => label.includes(text))
    .map(({ key, label }) => ({ value: key, label, parent: null, isClosed: false }));
}

/** Labels of values that stand in the address: one call a field, kept. */
export function useLabels(wanted: readonly (readonly [field: string, values: readonly string[]])[]): LabelOf {
  const { params, register, asOf } = useRegister();
  const key = useRegisterKey();
  const past = asOf === null ? {} : { asOf };
  const asked = wanted.filter(([name, values]) => {
    const field = fieldOf(register, name);
    return name !== 'state' && values.length > 0 && field !== undefined && isChosen(field);
  });
  const answers = useQueries({
    queries: asked.map(([field, values]) => ({
      queryKey: [...key, 'labels', field, values.join(','), asOf],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call(registerRoutes.choices, {
          params: { ...params, field },
          query: { values: values.join(','), ...past },
          signal,
        }),
      staleTime: 300_000,
    })),
  });
  const labels = new Map<string, string>();
  for (const { key: state, label } of register.states) labels.set(`state\n${state}`, label);
  answers.forEach(({ data }, i) => {
    for (const { value, label } of data?.data ?? []) labels.set(`${asked[i]![0]}\n${value}`, label);
  });
  return (field, value) => labels.get(`${field}\n${value}`);
}

/** The labels that a filter needs to be read. */
export function useFilterLabels(conditions: Shown['conditions']): LabelOf {
  return useLabels(conditions.map(({ field, values }) => [field, values]));
}
