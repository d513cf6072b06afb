import { versionRoutes, type MapLayer } from '@quantu/plans';
import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useState } from 'react';
import { call } from '../../shell/api.ts';
import { Pages } from '../../shell/pages.tsx';
import { useDistrict } from '../../shell/session.ts';
import { FaultLine, Loading } from '../../shell/states.tsx';
import { pageOf, useSearchState } from '../../shell/use-search-state.ts';
import { plansKey } from '../use-plans.ts';
import { areaText, attributeText } from '../words.ts';
import { DifferenceMap } from './difference-map.tsx';
import { KINDS, type Difference } from './kinds.ts';

const PAGE_SIZE = 100;
/** How two versions differ: a list and a map that walk together. */
export function VersionDifference({ layer, from, to }: { layer: MapLayer; from: number; to: number }) {
  const district = useDistrict();
  const [search, show] = useSearchState();
  const page = pageOf(search);
  const kind = (Object.keys(KINDS) as Difference['kind'][]).find((one) => one === search.get('kind'));
  const [chosen, setChosen] = useState<Difference | null>(null);
  const query = { from, to, page, size: PAGE_SIZE, ...(kind ? { kind } : {}) };
  const difference = useQuery({
    queryKey: [...plansKey(district), 'difference', layer.id, query],
    queryFn: ({ signal }) => call(versionRoutes.difference, { params: { district, layer: layer.id }, query, signal }),
    placeholderData: (before) => before,
  });
  if (difference.isPending) return <Loading label="正在比较" />;
  if (!difference.data) return <FaultLine error={difference.error} onRetry={() => void difference.refetch()} />;
  const { data: rows, counts, page: paged } = difference.data;
  const total = counts.added + counts.removed + counts.geometry + counts.attributes;
  return (
    <>
      <div className="table-scroll">
        <Segmented
          aria-label="哪种差异"
          value={kind ?? ''}
          options={[
            { value: '', label: `全部 ${total}` },
            ...(Object.keys(KINDS) as Difference['kind'][]).map((one) => ({
              value: one,
              label: `${KINDS[one].sign} ${KINDS[one].word} ${counts[one]}`,
            })),
          ]}
          onChange={(value: string) => show({ kind: value })}
        />
      </div>
      <div className="difference-columns">
        <ul className="difference-list" aria-label="差异">
          {rows.length === 0 && <li className="quiet">{total === 0 ? '两边完全一样' : '没有这种差异'}</li>}
          {rows.map((row) => (
            <li key={row.key}>
              <button type="button" aria-pressed={chosen?.key === row.key} onClick={() => setChosen(row)}>
                <span style={{ color: KINDS[row.kind].colour }}>
                  <span aria-hidden="true">{KINDS[row.kind].sign}</span> {KINDS[row.kind].word}
                </span>
                <b>{row.name ?? row.key}</b>
                <Change row={row} />
              </button>
            </li>
          ))}
        </ul>
        <DifferenceMap layer={layer} from={from} to={to} rows={rows} chosen={chosen} />
      </div>
      <Pages page={page} size={PAGE_SIZE} total={paged.total} onPage={(next) => show({ page: String(next) })} />
    </>
  );
}

function Change({ row: { before, after } }: { row: Difference }) {
  if (!before || !after) {
    const only = before ?? after;
    return <span className="quiet">{only && only.areaM2 > 0 ? areaText(only.areaM2) : (only?.code ?? '')}</span>;
  }
  const names = [...new Set([...Object.keys(before.attributes), ...Object.keys(after.attributes)])];
  const changed = names.filter((name) => before.attributes[name] !== after.attributes[name]);
  return (
    <span className="quiet">
      {before.code !== after.code && (
        <span className="change">
          分类 {before.code ?? '—'} → {after.code ?? '—'}
        </span>
      )}
      {Math.abs(before.areaM2 - after.areaM2) >= 0.01 && (
        <span className="change">
          面积 {areaText(before.areaM2)} → {areaText(after.areaM2)}
        </span>
      )}
      {changed.slice(0, 4).map((name) => (
        <span key={name} className="change">
          {name} {attributeText(before.attributes[name] ?? null)} → {attributeText(after.attributes[name] ?? null)}
        </span>
      ))}
      {changed.length > 4 && `等 ${changed.length} 项`}
    </span>
  );
}
