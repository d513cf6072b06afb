import { UploadOutlined } from '@ant-design/icons';
import type { BasemapFile } from '@quantu/plans';
import { Button, Popconfirm, Progress } from 'antd';
import { useRef } from 'react';
import { moment } from '../../shell/moment.ts';

interface Props {
  files: readonly BasemapFile[];
  mayChange: boolean;
  sent: number | null;
  isBusy: boolean;
  onAdd: (file: File) => void;
  onRemove: (id: string) => void;
}

/** Files of tiles on the server: no key, no network. */
export function FileBasemaps({ files, mayChange, sent, isBusy, onAdd, onRemove }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <section className="sheet" aria-label="离线底图">
      <h2>离线底图</h2>
      <p className="quiet">
        PMTiles 第 3 版文件，图片或 MVT 矢量瓦片，不需要外网。大于 2 GB 的放到服务器上，用命令 quantu basemap 导入。
      </p>
      {files.length === 0 && <p>还没有离线底图。</p>}
      <ul className="basemap-files">
        {files.map((file) => (
          <li key={file.id} aria-label={file.name}>
            <b>{file.name}</b>
            <span>
              {file.kind === 'vector' ? `矢量瓦片，${file.layers.length} 个图层` : '图片瓦片'}，{file.minZoom} 到{' '}
              {file.maxZoom} 级，{sizeText(file.sizeBytes)}
            </span>
            <span className="quiet">
              {file.attribution === '' ? '文件没有写明来源' : file.attribution} · {file.addedBy} {moment(file.addedAt)}{' '}
              导入
            </span>
            {mayChange && (
              <Popconfirm
                title={`移除底图“${file.name}”？正在用它的地图会变为无底图。`}
                okText="移除"
                cancelText="不移除"
                onConfirm={() => onRemove(file.id)}
              >
                <Button size="small" disabled={isBusy}>
                  移除
                </Button>
              </Popconfirm>
            )}
          </li>
        ))}
      </ul>
      {mayChange && (
        <>
          <input
            ref={input}
            type="file"
            hidden
            accept=".pmtiles"
            aria-label="选择 PMTiles 文件"
            onChange={({ target }) => {
              const [file] = target.files ?? [];
              if (file) onAdd(file);
              target.value = '';
            }}
          />
          <Button
            icon={<UploadOutlined />}
            loading={sent !== null}
            disabled={isBusy}
            onClick={() => input.current?.click()}
          >
            导入 PMTiles
          </Button>
          {sent !== null && <Progress percent={Math.round(sent * 100)} size="small" aria-label="上传进度" />}
        </>
      )}
    </section>
  );
}

function sizeText(bytes: number): string {
  if (bytes < 2 ** 20) return `${Math.ceil(bytes / 1024)} KB`;
  const [size, unit] = bytes >= 2 ** 30 ? [bytes / 2 ** 30, 'GB'] : [bytes / 2 ** 20, 'MB'];
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${unit}`;
}
