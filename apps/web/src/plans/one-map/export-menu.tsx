import { mapRoutes, type MapLayer } from '@quantu/plans';
import { addressOf } from '@quantu/people';
import { KNOWN_CRS, crsOf } from '@quantu/spatial-files';
import { Button, Popover, Select } from 'antd';
import { useState } from 'react';

const FORMATS = [
  { value: 'shapefile', label: 'Shapefile（zip）' },
  { value: 'gdb', label: '文件地理数据库 gdb（zip）' },
  { value: 'gpkg', label: 'GeoPackage' },
  { value: 'geojson', label: 'GeoJSON' },
  { value: 'kml', label: 'KML' },
  { value: 'dxf', label: 'DXF（CAD）' },
  { value: 'csv', label: '表格 csv' },
  { value: 'txt', label: '报件坐标 txt' },
] as const;
type Format = (typeof FORMATS)[number]['value'];

/** A layer to take along: format and coordinate system are one's choice, the metadata come with it. */
export function ExportMenu({ layer, version, district }: { layer: MapLayer; version: number; district: string }) {
  const [format, setFormat] = useState<Format>('shapefile');
  const [crs, setCrs] = useState('EPSG:4490');
  const zone = layer.box ? Math.round((layer.box[0] + layer.box[2]) / 2 / 3) : 40;
  const systems = KNOWN_CRS.filter(
    ({ id, datum, zone: own }) =>
      id === 'EPSG:4490' || (datum === 'CGCS2000' && own?.width === 3 && Math.abs((own.number ?? 0) - zone) <= 1),
  );
  const href = addressOf(mapRoutes.export, {
    params: { district, layer: layer.id },
    query: { format, crs: format === 'kml' ? 'EPSG:4490' : crs, version },
  });
  const form = (
    <div className="export-form">
      <label>
        格式
        <Select aria-label="导出格式" value={format} options={[...FORMATS]} onChange={setFormat} />
      </label>
      <label>
        坐标系
        <Select
          aria-label="导出坐标系"
          popupMatchSelectWidth={false}
          value={crs}
          options={systems.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setCrs}
        />
      </label>
      <Button type="primary" href={href} download>
        导出
      </Button>
      <p className="quiet">附元数据：版本、来源、坐标系{crsOf(crs)?.zone ? '（平面坐标，米）' : '（度）'}</p>
    </div>
  );
  return (
    <Popover trigger="click" placement="right" title={`导出：${layer.name}`} content={form}>
      <Button size="small" type="link">
        导出
      </Button>
    </Popover>
  );
}
