import { registerRoutes } from '@quantu/product-registers';
import type { Choice } from '@quantu/registers';
import type { QueryClient } from '@tanstack/react-query';
import { call } from '../../shell/api.ts';
import { typedEntry, type Entry } from '../inputs/entry.ts';
import type { Field } from '../model/fields.ts';

/** Texts for chosen fields are looked up, each once; others are understood at once. */
export class TextResolver {
  readonly #client: QueryClient;
  readonly #params: { readonly district: string; readonly register: string };

  constructor(client: QueryClient, params: { readonly district: string; readonly register: string }) {
    this.#client = client;
    this.#params = params;
  }

  async entry(field: Field, text: string): Promise<Entry> {
    if (field.kind !== 'code' && field.kind !== 'reference') return typedEntry(field, text);
    const wanted = text.trim();
    if (wanted === '') return { value: null };
    return choiceEntry(await this.#choices(field.key, wanted), field, wanted);
  }

  #choices(field: string, text: string): Promise<readonly Choice[]> {
    return this.#client.fetchQuery({
      queryKey: ['register', this.#params.district, this.#params.register, 'resolve', field, text],
      queryFn: async () =>
        (await call(registerRoutes.choices, { params: { ...this.#params, field }, query: { text } })).data,
      staleTime: 60_000,
    });
  }
}

/** The one choice that is called so, by name or by code. */
export function choiceEntry(choices: readonly Choice[], field: Field, text: string): Entry {
  const open = choices.filter(({ isClosed }) => !isClosed);
  const found = open.filter(({ label, value }) => label === text || value === text);
  if (found.length === 1) return { value: found[0]!.value, label: found[0]!.label };
  const says =
    found.length > 1
      ? `有 ${found.length} 个“${text}”，请从列表里选`
      : open.length > 0
        ? `${field.label}没有“${text}”，相近的有${open
            .slice(0, 3)
            .map(({ label }) => `“${label}”`)
            .join('')}`
        : `${field.label}没有“${text}”这一项`;
  return { value: null, problem: { text, says } };
}
