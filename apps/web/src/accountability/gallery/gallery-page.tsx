import { accountabilityRoutes } from '@quantu/accountability';
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { call } from '../../shell/api.ts';
import { useAsOfQuery } from '../../shell/as-of.ts';
import { PageHead } from '../../shell/page.tsx';
import { useDistrict } from '../../shell/session.ts';
import { Empty, Failed, Loading } from '../../shell/states.tsx';
import { useSearchState } from '../../shell/use-search-state.ts';
import { EvidenceGrid } from './evidence-grid.tsx';
import './gallery.css';

// The map's code comes when the page already stands.
const Map = lazy(async () => ({ default: (await import('./evidence-map.tsx')).EvidenceMap }));

/** 佐证: photos and files where and when they were taken, on the map and in a grid; each opens the task it proves. */
export function GalleryPage() {
  const district = useDistrict();
  const [search, show] = useSearchState();
  const [marked, setMarked] = useState<string | null>(null);
  const wish = Object.fromEntries(
    (['opinion', 'unit', 'month'] as const).flatMap((name) => {
      const value = search.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
  const query = { ...useAsOfQuery(), ...wish };
  const answer = useQuery({
    queryKey: ['reviews', district, 'evidence', query],
    queryFn: ({ signal }) => call(accountabilityRoutes.gallery, { params: { district }, query, signal }),
    placeholderData: (old) => old,
  });
  if (answer.isPending) return <Loading />;
  if (!answer.data) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
  const { data, total, opinions, units, months } = answer.data;
  const placed = data.filter(({ lon }) => lon !== null);
  const filters = [
    { name: 'opinion', label: '审议意见', all: '全部审议意见', choices: opinions },
    { name: 'unit', label: '单位', all: '全部单位', choices: units },
    { name: 'month', label: '月份', all: '全部月份', choices: months },
  ];
  return (
    <div className="page page-wide">
      <PageHead title="佐证图库" note={`${total} 件，其中有地点的 ${placed.length} 件`}>
        {filters.map(({ name, label, all, choices }) => (
          <Select
            key={name}
            aria-label={label}
            value={search.get(name) ?? ''}
            className="gallery-choice"
            popupMatchSelectWidth={false}
            options={[
              { value: '', label: all },
              ...choices.map((one) => ({ value: one.value, label: `${one.label}（${one.count}）` })),
            ]}
            onChange={(value) => show({ [name]: value })}
          />
        ))}
      </PageHead>
      {total === 0 ? (
        <Empty title="还没有佐证">单位报送进展时上传的照片和文件，会按地点和时间排在这里。</Empty>
      ) : (
        <div className="gallery-columns">
          <Suspense fallback={<div className="map-stage" />}>
            <Map evidence={placed} marked={marked} onMark={setMarked} />
          </Suspense>
          <EvidenceGrid district={district} evidence={data} total={total} marked={marked} onMark={setMarked} />
        </div>
      )}
    </div>
  );
}
