import { Cards } from '../../shell/cards.tsx';
import { grouped } from '../../shell/figure-text.ts';
import { FaultLine, Loading } from '../../shell/states.tsx';
import { withGroup } from '../model/conditions.ts';
import { isSummable, type Field } from '../model/fields.ts';
import { showWithUnit } from '../model/show.ts';
import { unsorted, type ShownHere } from '../use-shown.ts';
import { useGroups } from './use-records.ts';
import { ValueView } from './value-view.tsx';

interface Props {
  here: ShownHere;
  by: Field;
  columns: readonly Field[];
}

/** Groups on a phone: one card a group with its count and sums; it opens what is in it. */
export function GroupedCards({ here, by, columns }: Props) {
  const summed = columns.filter(isSummable);
  const groups = useGroups(
    unsorted(here.selection),
    by.key,
    summed.map(({ key }) => key),
  );
  if (groups.isPending) return <Loading />;
  return (
    <>
      <FaultLine error={groups.error} onRetry={() => void groups.refetch()} />
      <Cards
        label={`按${by.label}分组`}
        rows={groups.data?.data ?? []}
        keyOf={(group) => group.value ?? ''}
        renderCard={(group) => (
          <button
            type="button"
            className="card record-card"
            onClick={() =>
              here.show({ conditions: withGroup(here.shown.conditions, by.key, group.value), group: null })
            }
          >
            <span className="record-card-head">
              <span className="card-title">
                {group.value === null ? (
                  `没有填${by.label}`
                ) : (
                  <ValueView field={by} value={group.value} label={group.label} />
                )}
              </span>
              <span>{grouped(String(group.count))} 条</span>
            </span>
            <dl className="record-card-parts">
              {summed.map((field) => (
                <div key={field.key}>
                  <dt>{field.label}合计</dt>
                  <dd>{showWithUnit(field, group.sums[field.key] ?? null) || '—'}</dd>
                </div>
              ))}
            </dl>
          </button>
        )}
      />
    </>
  );
}
