import type { RegisterDescription } from '@quantu/registers';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, type ReactNode } from 'react';
import { useParams } from 'react-router';
import { useAsOf } from '../shell/as-of.ts';
import { ApiFault } from '../shell/api.ts';
import { useCatalogue } from '../shell/catalogue.ts';
import { useDistrict } from '../shell/session.ts';
import { Failed, Loading } from '../shell/states.tsx';

export interface RegisterHere {
  readonly district: string;
  readonly register: RegisterDescription;
  /** As the routes of the contract take it. */
  readonly params: { readonly district: string; readonly register: string };
  /** The past day that is looked at; then nothing is written. */
  readonly asOf: string | null;
}

const Here = createContext<RegisterHere | null>(null);

/** The register of the address bar, for everything inside `WithRegister`. */
export function useRegister(): RegisterHere {
  const here = useContext(Here);
  if (!here) throw new Error('useRegister outside of WithRegister');
  return here;
}

/** Finds the register of the address bar, or the one that is named, in the catalogue, and says so when there is none. */
export function WithRegister({ name, children }: { name?: string; children: ReactNode }) {
  const district = useDistrict();
  const { register: inAddress = '' } = useParams();
  const key = name ?? inAddress;
  const asOf = useAsOf();
  const catalogue = useCatalogue(district);
  if (catalogue.isPending) return <Loading />;
  if (!catalogue.data) return <Failed error={catalogue.error} onRetry={() => void catalogue.refetch()} />;
  const register = catalogue.data.data.find((one) => one.key === key);
  if (!register) {
    const says = `没有台账“${key}”，或者您没有查看它的权限`;
    return <Failed error={new ApiFault(404, 'register.unknown', says, {})} />;
  }
  return <Here value={{ district, register, params: { district, register: key }, asOf }}>{children}</Here>;
}

/** Query keys all begin so: what is written to a register makes everything shown of it ask again. */
export function useRegisterKey(): readonly unknown[] {
  const { district, register } = useRegister();
  return ['register', district, register.key];
}

export function useForget(): () => Promise<void> {
  const client = useQueryClient();
  const key = useRegisterKey();
  return () => client.invalidateQueries({ queryKey: key });
}
