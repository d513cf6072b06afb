import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { AnswerOf } from '@quantu/people';
import { registerRoutes } from '@quantu/product-registers';
import type { RegisterDescription } from '@quantu/registers';
import { call } from './api.ts';

/** The registers of a district that the reader may open, as the server declares them to the reader. */
export function useCatalogue(district: string): UseQueryResult<AnswerOf<typeof registerRoutes.registers>> {
  return useQuery({
    queryKey: ['catalogue', district],
    queryFn: ({ signal }) => call(registerRoutes.registers, { params: { district }, signal }),
    enabled: district !== '',
    // A declaration changes with the program, what one may do with it seldom within a session.
    staleTime: 300_000,
  });
}

/** Where a register's page is; `search` is its filter. */
export function registerAddress(district: string, register: string, search = ''): string {
  const address = `/d/${encodeURIComponent(district)}/registers/${register}`;
  return search === '' ? address : `${address}?${search}`;
}

export function recordAddress(district: string, register: string, record: string): string {
  return `${registerAddress(district, register)}/${record}`;
}

export interface Section {
  readonly label: string;
  readonly registers: readonly RegisterDescription[];
}

/** Registers by the section they name, in the order of the catalogue; what names none comes last. */
export function sectionsOf(registers: readonly RegisterDescription[]): Section[] {
  const sections = new Map<string, RegisterDescription[]>();
  for (const register of registers) {
    const label = register.section ?? '';
    sections.set(label, [...(sections.get(label) ?? []), register]);
  }
  return [...sections]
    .map(([label, registers]) => ({ label: label === '' ? '其他' : label, registers }))
    .sort((one, other) => Number(one.label === '其他') - Number(other.label === '其他'));
}
