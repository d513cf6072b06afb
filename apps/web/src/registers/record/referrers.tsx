import { registerRoutes } from '@quantu/product-registers';
import { filterText, where, type RegisterDescription } from '@quantu/registers';
import { useQueries } from '@tanstack/react-query';
import { Link } from 'react-router';
import { call } from '../../shell/api.ts';
import { registerAddress, useCatalogue } from '../../shell/catalogue.ts';
import { useRegister } from '../use-register.tsx';

interface Referrer {
  readonly register: RegisterDescription;
  readonly field: string;
  readonly label: string;
}

/** Records of other registers, and of this one, that name this record: how many, and where they are. */
export function Referrers({ record, isPanel = false }: { record: string; isPanel?: boolean }) {
  const { register, district, asOf } = useRegister();
  const catalogue = useCatalogue(district);
  const referrers = referrersOf(catalogue.data?.data ?? [], register.key);
  const answers = useQueries({
    queries: referrers.map(({ register, field }) => ({
      queryKey: ['register', district, register.key, 'referring', field, record, asOf],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call(registerRoutes.records, {
          params: { district, register: register.key },
          query: {
            filter: filterText([where(field, 'is', record)]),
            size: 1,
            fields: register.title,
            ...(asOf === null ? {} : { asOf }),
          },
          signal,
        }),
    })),
  });
  const found = referrers.flatMap((referrer, i) => {
    const total = answers[i]?.data?.total ?? 0;
    return total > 0 ? [{ ...referrer, total }] : [];
  });
  if (found.length === 0) return null;
  return (
    <section className={isPanel ? 'panel' : 'field-group'} aria-label="有关的记录">
      <h2>有关的记录</h2>
      <ul className="plain-list">
        {found.map(({ register, field, label, total }) => (
          <li key={`${register.key}.${field}`}>
            <Link
              to={registerAddress(
                district,
                register.key,
                new URLSearchParams({ filter: filterText([where(field, 'is', record)]) }).toString(),
              )}
            >
              {register.label}
            </Link>
            <span className="quiet">
              作为{label} · {total} 条
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function referrersOf(registers: readonly RegisterDescription[], key: string): readonly Referrer[] {
  return registers.flatMap((register) =>
    register.fields
      .filter(({ to, isFilterable }) => to === key && isFilterable)
      .map((field) => ({ register, field: field.key, label: field.label })),
  );
}
