import { importRoutes, ROW_KINDS } from '@quantu/product-registers';
import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useState } from 'react';
import { KIND_SIGNS } from '../../imports/states.tsx';
import { call } from '../../shell/api.ts';
import { useDisplay } from '../../shell/display.ts';
import { Pages } from '../../shell/pages.tsx';
import { FaultLine, Loading } from '../../shell/states.tsx';
import type { Field } from '../model/fields.ts';
import { useRegister, useRegisterKey } from '../use-register.tsx';
import { widthOf } from '../table/record-row.tsx';
import { isOfRow, KIND_WORDS } from './import-words.ts';
import { RowCards, type RowsShown } from './row-cards.tsx';
import type { Import, ImportRow } from './use-import.ts';

interface Props {
  one: Import;
  params: { district: string; register: string; import: string };
}

const PAGE_SIZE = 100;

/** The sheet again, coloured: new, changed with the old value under the new, unchanged, refused with the reason. */
export function RowsTable({ one, params }: Props) {
  const { register } = useRegister();
  const key = useRegisterKey();
  const { isNarrow } = useDisplay();
  const { counts } = one;
  const [kind, setKind] = useState<ImportRow['kind'] | ''>(counts.rejected > 0 ? 'rejected' : '');
  const [page, setPage] = useState(1);
  const rows = useQuery({
    queryKey: [...key, 'import', one.id, 'rows', kind, page],
    queryFn: ({ signal }) =>
      call(importRoutes.rows, { params, query: { page, size: PAGE_SIZE, ...(kind === '' ? {} : { kind }) }, signal }),
    placeholderData: (before) => before,
  });
  const mapped = new Set(
    one.sheets.filter(({ isUsed }) => isUsed).flatMap(({ columns }) => columns.map(({ field }) => field)),
  );
  const fields = register.fields.filter((field) => mapped.has(field.key));
  const found = { rows: rows.data?.data ?? [], fields, hasSheets: one.sheets.length > 1 };
  const all = counts.new + counts.changed + counts.unchanged + counts.rejected;
  const options = [
    { value: '', label: `全部 ${all}` },
    ...ROW_KINDS.filter((one) => counts[one] > 0).map((one) => ({
      value: one,
      label: `${KIND_WORDS[one]} ${counts[one]}`,
    })),
  ];
  return (
    <>
      <div className="bar">
        <Segmented
          aria-label="只看哪些行"
          options={options}
          value={kind}
          onChange={(chosen) => {
            setKind(ROW_KINDS.find((one) => one === chosen) ?? '');
            setPage(1);
          }}
        />
      </div>
      {rows.isPending && <Loading />}
      <FaultLine error={rows.error} onRetry={() => void rows.refetch()} />
      {isNarrow ? <RowCards {...found} /> : <Grid {...found} />}
      <Pages page={page} size={PAGE_SIZE} total={rows.data?.total ?? 0} onPage={setPage} />
    </>
  );
}

function Grid({ rows, fields, hasSheets }: RowsShown) {
  return (
    <div className="grid-frame sheet" data-scroll tabIndex={0} role="region" aria-label="试运行结果">
      <table className="grid import-rows">
        <thead>
          <tr>
            <th scope="col" className="first-column">
              行
            </th>
            <th scope="col">结果</th>
            {fields.map(({ key, label }) => (
              <th key={key} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={`${row.sheet}-${row.row}`} row={row} fields={fields} hasSheets={hasSheets} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row, fields, hasSheets }: { row: ImportRow; fields: readonly Field[]; hasSheets: boolean }) {
  return (
    <tr className={`row-${row.kind}`}>
      <th scope="row" className="first-column">
        {hasSheets && `${row.sheet} `}
        {row.row}
      </th>
      <td className="row-kind">
        <span aria-hidden="true">{KIND_SIGNS[row.kind]}</span> {KIND_WORDS[row.kind]}
        {isOfRow(row) && <div className="problem">{row.problem}</div>}
      </td>
      {fields.map((field) => (
        <Cell key={field.key} cell={row.cells[field.key]} field={field} />
      ))}
    </tr>
  );
}

function Cell({ cell, field }: { cell: ImportRow['cells'][string] | undefined; field: Field }) {
  if (!cell) return <td />;
  const { raw, value, old, isChanged, problem } = cell;
  const words = [
    field.isNumeric && 'num',
    widthOf(field),
    problem !== null ? 'cell-wrong' : isChanged && 'cell-changed',
  ];
  return (
    <td
      className={words.filter(Boolean).join(' ')}
      title={value !== null && value !== raw ? `表里是“${raw}”` : undefined}
    >
      {problem === null ? (value ?? raw) : raw}
      {problem !== null && <div className="problem">{problem}</div>}
      {problem === null && isChanged && old !== null && <del className="old-value">{old === '' ? '空' : old}</del>}
    </td>
  );
}
