import { addressOf, matrixRoutes, type Matrix } from '@quantu/people';
import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Segmented, Select } from 'antd';
import { call } from '../../shell/api.ts';
import { PageHead } from '../../shell/page.tsx';
import { SearchBox } from '../../shell/search-box.tsx';
import { Failed, Loading } from '../../shell/states.tsx';
import { useSearchState } from '../../shell/use-search-state.ts';
import { MatrixTable, type MatrixRow } from './matrix-table.tsx';
import '../people.css';

/** 权限矩阵: every right of every role, read off what the server decides by. */
export function MatrixPage() {
  const [search, show] = useSearchState();
  const matrix = useQuery({
    queryKey: ['permission-matrix'],
    queryFn: ({ signal }) => call(matrixRoutes.matrix, { signal }),
    staleTime: 300_000,
  });
  if (matrix.isPending) return <Loading />;
  if (!matrix.data) return <Failed error={matrix.error} onRetry={() => void matrix.refetch()} />;
  const { data } = matrix.data;
  const face = search.get('face') === 'routes' ? 'routes' : 'registers';
  const text = search.get('text') ?? '';
  const side = search.get('side') ?? '';
  const roles = data.roles.filter((role) => side === '' || role.side === side);
  const rows = (face === 'routes' ? routeRows(data) : registerRows(data)).filter(
    ({ label, note }) => text === '' || `${label} ${note}`.includes(text),
  );
  return (
    <div className="page page-wide">
      <PageHead title="权限矩阵" note={`${data.roles.length} 个角色，${rows.length} 行；与服务器判定用的是同一份规则`}>
        <Button icon={<DownloadOutlined />} href={addressOf(matrixRoutes.exportMatrix)} download>
          下载 Excel 表
        </Button>
      </PageHead>
      <div className="bar" role="search">
        <Segmented
          value={face}
          options={[
            { value: 'registers', label: '台账和字段' },
            { value: 'routes', label: '接口' },
          ]}
          onChange={(value) => show({ face: value === 'routes' ? 'routes' : '' })}
        />
        <Select
          allowClear
          aria-label="哪一方的角色"
          placeholder="全部角色"
          className="search-box"
          value={side === '' ? null : side}
          options={[...new Set(data.roles.map((role) => role.side))].map((value) => ({ value, label: value }))}
          onChange={(value: string | undefined) => show({ side: value ?? '' })}
        />
        <SearchBox
          label="按台账、字段或接口查找"
          placeholder="台账、字段、接口"
          text={text}
          onSearch={(words) => show({ text: words })}
        />
      </div>
      <MatrixTable roles={roles} rows={rows} what={face === 'routes' ? '接口' : '台账、字段'} />
    </div>
  );
}

function routeRows({ routes }: Matrix): MatrixRow[] {
  return routes.map(({ method, path, summary, needs, cells }) => ({
    key: `${method} ${path}`,
    label: summary,
    note: `${method} ${path} · ${needs}`,
    cells,
  }));
}

function registerRows({ registers }: Matrix): MatrixRow[] {
  return registers.map(({ register, label, field, fieldLabel, right, cells }) => ({
    key: `${register} ${field ?? ''} ${right}`,
    label: fieldLabel === null ? `${label}：${right}` : `${label} · ${fieldLabel}：${right}`,
    note: '',
    cells,
  }));
}
