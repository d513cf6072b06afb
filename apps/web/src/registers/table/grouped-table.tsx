import { decimal, plain } from '@quantu/base';
import { filterText, type Group } from '@quantu/registers';
import { Button } from 'antd';
import { useState } from 'react';
import { grouped } from '../../shell/figure-text.ts';
import { FaultLine, Loading } from '../../shell/states.tsx';
import { withGroup } from '../model/conditions.ts';
import { isSummable, type Field } from '../model/fields.ts';
import { ValueView } from './value-view.tsx';
import { unsorted, type ShownHere } from '../use-shown.ts';
import { useRegister } from '../use-register.tsx';
import { RecordRow } from './record-row.tsx';
import { TableHead } from './table-head.tsx';
import { fieldsFor, useGroups, useRecords } from './use-records.ts';

interface Props {
  here: ShownHere;
  by: Field;
  columns: readonly Field[];
  onOpen: (id: string) => void;
}

const ROWS_OF_A_GROUP = 50;

/** Rows put together by a field: each group with its count and its sums under the columns they belong to. */
export function GroupedTable({ here, by, columns, onOpen }: Props) {
  const summed = columns.filter(isSummable).map(({ key }) => key);
  const groups = useGroups(unsorted(here.selection), by.key, summed);
  const [open, setOpen] = useState<readonly string[]>([]);
  if (groups.isPending) return <Loading />;
  const rows = groups.data?.data ?? [];
  const keyOf = ({ value }: Group): string => value ?? '';
  const toggle = (key: string): void =>
    setOpen((all) => (all.includes(key) ? all.filter((one) => one !== key) : [...all, key]));
  return (
    <div className="grid-frame sheet" data-scroll tabIndex={-1}>
      <FaultLine error={groups.error} onRetry={() => void groups.refetch()} />
      <table className="grid" aria-label={`按${by.label}分组`}>
        <TableHead columns={columns} sort={here.shown.sort} onSort={(sort) => here.show({ sort })} />
        {rows.map((group) => (
          <tbody key={keyOf(group)}>
            <GroupHead
              group={group}
              by={by}
              columns={columns}
              isOpen={open.includes(keyOf(group))}
              onToggle={() => toggle(keyOf(group))}
              onOnly={() =>
                here.show({ conditions: withGroup(here.shown.conditions, by.key, group.value), group: null })
              }
            />
            {open.includes(keyOf(group)) && (
              <GroupRows group={group} by={by} columns={columns} here={here} onOpen={onOpen} />
            )}
          </tbody>
        ))}
        {rows.length > 1 && <TotalRow groups={rows} columns={columns} />}
      </table>
    </div>
  );
}

/** Of no values there is no sum; nought would be a figure. */
function Sum({ field, sum }: { field: Field; sum: string | null }) {
  if (sum !== null) return <ValueView field={field} value={sum} />;
  return (
    <span className="quiet" title={`没有填${field.label}，无从合计`}>
      —
    </span>
  );
}

interface HeadProps {
  group: Group;
  by: Field;
  columns: readonly Field[];
  isOpen: boolean;
  onToggle: () => void;
  onOnly: () => void;
}

function GroupHead({ group, by, columns, isOpen, onToggle, onOnly }: HeadProps) {
  return (
    <tr className="group-row">
      {columns.map((field, i) =>
        i === 0 ? (
          <th key={field.key} scope="rowgroup" className="first-column">
            <button type="button" className="row-opener" aria-expanded={isOpen} onClick={onToggle}>
              <span aria-hidden="true" className="tiny">
                {isOpen ? '▼' : '▶'}
              </span>{' '}
              {group.value === null ? (
                `没有填${by.label}`
              ) : (
                <ValueView field={by} value={group.value} label={group.label} />
              )}
              <span className="group-count">{grouped(String(group.count))} 条</span>
            </button>
            <Button type="link" size="small" className="group-only" onClick={onOnly}>
              只看
            </Button>
          </th>
        ) : (
          <td key={field.key} className={field.isNumeric ? 'num' : ''}>
            {group.sums[field.key] !== undefined && <Sum field={field} sum={group.sums[field.key] ?? null} />}
          </td>
        ),
      )}
    </tr>
  );
}

function GroupRows({ group, by, columns, here, onOpen }: Props & { group: Group }) {
  const { register } = useRegister();
  const conditions = withGroup(here.shown.conditions, by.key, group.value);
  const declared = register.fields.map(({ key }) => key);
  const fields = fieldsFor(
    columns.map(({ key }) => key),
    register.title,
    declared,
  );
  const records = useRecords(
    { ...here.selection, filter: filterText(conditions) },
    { page: 1, size: ROWS_OF_A_GROUP, fields },
  );
  const rest = (records.data?.total ?? 0) - ROWS_OF_A_GROUP;
  return (
    <>
      {records.isError && (
        <tr>
          <td colSpan={columns.length}>
            <FaultLine error={records.error} onRetry={() => void records.refetch()} />
          </td>
        </tr>
      )}
      {(records.data?.data ?? []).map((record) => (
        <RecordRow
          key={record.id}
          record={record}
          columns={columns}
          isOpen={record.id === here.shown.record}
          onOpen={onOpen}
        />
      ))}
      {rest > 0 && (
        <tr>
          <td colSpan={columns.length}>
            <Button type="link" size="small" onClick={() => here.show({ conditions, group: null })}>
              还有 {rest} 条，全部打开
            </Button>
          </td>
        </tr>
      )}
    </>
  );
}

function TotalRow({ groups, columns }: { groups: readonly Group[]; columns: readonly Field[] }) {
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  const sumOf = (key: string): string | null => {
    const parts = groups.flatMap(({ sums }) => sums[key] ?? []);
    return parts.length === 0 ? null : plain(parts.reduce((sum, part) => sum.plus(decimal(part)), decimal(0)));
  };
  return (
    <tfoot>
      <tr className="group-row">
        {columns.map((field, i) =>
          i === 0 ? (
            <th key={field.key} scope="row" className="first-column">
              合计 <span className="group-count">{grouped(String(count))} 条</span>
            </th>
          ) : (
            <td key={field.key} className={field.isNumeric ? 'num' : ''}>
              {isSummable(field) && groups.some(({ sums }) => field.key in sums) && (
                <Sum field={field} sum={sumOf(field.key)} />
              )}
            </td>
          ),
        )}
      </tr>
    </tfoot>
  );
}
