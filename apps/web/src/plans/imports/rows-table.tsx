import { spatialImportRoutes, type SpatialImport } from '@quantu/plans';
import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useState } from 'react';
import { KIND_SIGNS } from '../../imports/states.tsx';
import { call } from '../../shell/api.ts';
import { Pages } from '../../shell/pages.tsx';
import { useDistrict } from '../../shell/session.ts';
import { FaultLine } from '../../shell/states.tsx';
import { plansKey } from '../use-plans.ts';
import { areaText } from '../words.ts';
import { KIND_WORDS, type Row } from './import-words.ts';

const PAGE_SIZE = 50;
type Filter = 'problems' | Row['kind'] | 'all';

/** The features one by one; a click looks at the place. */
export function RowsTable({
  one,
  part,
  onFocus,
}: {
  one: SpatialImport;
  part: number;
  onFocus: (box: readonly number[] | null) => void;
}) {
  const district = useDistrict();
  const [filter, setFilter] = useState<Filter>('problems');
  const [page, setPage] = useState(1);
  const kind = filter === 'problems' || filter === 'all' ? {} : { kind: filter };
  const query = { part, page, size: PAGE_SIZE, ...kind, ...(filter === 'problems' ? { onlyProblems: true } : {}) };
  const rows = useQuery({
    queryKey: [...plansKey(district), 'import', one.id, 'rows', one.state, query],
    queryFn: ({ signal }) => call(spatialImportRoutes.rows, { params: { district, import: one.id }, query, signal }),
    placeholderData: (before) => before,
  });
  const found = rows.data?.data ?? [];
  return (
    <>
      <Segmented
        size="small"
        aria-label="看哪些要素"
        value={filter}
        options={[
          { value: 'problems', label: '有问题的' },
          { value: 'new', label: '新增' },
          { value: 'changed', label: '改变' },
          { value: 'rejected', label: '被拒' },
          { value: 'all', label: '全部' },
        ]}
        onChange={(next: Filter) => {
          setFilter(next);
          setPage(1);
        }}
      />
      <FaultLine error={rows.error} onRetry={() => void rows.refetch()} />
      {rows.data?.total === 0 && (
        <p className="quiet">{filter === 'problems' ? '没有有问题的要素' : '没有这样的要素'}</p>
      )}
      <ul className="staged">
        {found.map((row) => (
          <StagedItem key={`${row.part}-${row.seq}`} row={row} onFocus={onFocus} />
        ))}
      </ul>
      <Pages isSmall page={page} size={PAGE_SIZE} total={rows.data?.total ?? 0} onPage={setPage} />
    </>
  );
}

function StagedItem({ row, onFocus }: { row: Row; onFocus: (box: readonly number[] | null) => void }) {
  return (
    <li className={`staged-${row.kind}`}>
      <button type="button" disabled={row.box === null} onClick={() => onFocus(row.box)}>
        <span>
          <span aria-hidden="true">{KIND_SIGNS[row.kind]}</span> {KIND_WORDS[row.kind]}　<b>{row.name ?? row.key}</b>
          {row.code !== null && <span className="quiet">　{row.code}</span>}
        </span>
        {row.areaM2 > 0 && <span className="quiet num">{areaText(row.areaM2)}</span>}
      </button>
      {row.problems.map((problem) => (
        <p key={problem} className="problem">
          {problem}
        </p>
      ))}
    </li>
  );
}
