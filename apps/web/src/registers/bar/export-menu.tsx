import { DownloadOutlined } from '@ant-design/icons';
import { addressOf } from '@quantu/people';
import { registerRoutes } from '@quantu/product-registers';
import { Button, Dropdown, type MenuProps } from 'antd';
import { useRegister } from '../use-register.tsx';
import type { ShownHere } from '../use-shown.ts';

/** The current filter as a file; and the empty sheet to fill in. */
export function ExportMenu({ selection, columns }: Pick<ShownHere, 'selection' | 'columns'>) {
  const { register, params } = useRegister();
  const file = (format: 'xlsx' | 'csv' | 'geojson', fields?: readonly string[]): string =>
    addressOf(registerRoutes.export, {
      params: { ...params, format },
      query: { ...selection, ...(fields ? { fields: fields.join(',') } : {}) },
    });
  const link = (word: string, href: string) => (
    <a href={href} download>
      {word}
    </a>
  );
  const items: MenuProps['items'] = [
    { key: 'xlsx', label: link('Excel 表，全部字段', file('xlsx')) },
    { key: 'columns', label: link('Excel 表，只要现在的列', file('xlsx', columns)) },
    { key: 'csv', label: link('CSV', file('csv')) },
    ...(register.geometry === null ? [] : [{ key: 'geojson', label: link('GeoJSON（带图形）', file('geojson')) }]),
    { type: 'divider' as const },
    { key: 'template', label: link('导入用的空表', addressOf(registerRoutes.template, { params })) },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button icon={<DownloadOutlined />}>导出</Button>
    </Dropdown>
  );
}
