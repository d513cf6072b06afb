import { analysisRoutes as routes } from '@quantu/plans';
import { addressOf } from '@quantu/people';
import { Button, Dropdown } from 'antd';

const FORMATS = { shapefile: 'Shapefile', geojson: 'GeoJSON', gpkg: 'GeoPackage', csv: 'CSV（WKT）' } as const;
const WHATS = { conflicts: '差异图斑', cells: '全部小块' } as const;

/** The files of a run. */
export function ExportMenu({ params }: { params: { district: string; run: string } }) {
  const items = (['conflicts', 'cells'] as const).map((what) => ({
    key: what,
    type: 'group' as const,
    label: WHATS[what],
    children: (['shapefile', 'geojson', 'gpkg', 'csv'] as const).map((format) => ({
      key: `${what}-${format}`,
      label: (
        <a href={addressOf(routes.exportOverlay, { params, query: { what, format } })} download>
          {FORMATS[format]}
        </a>
      ),
    })),
  }));
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button>导出</Button>
    </Dropdown>
  );
}
