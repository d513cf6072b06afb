import { siteRoutes } from '@quantu/plans';
import { addressOf, type AnswerOf } from '@quantu/people';
import { crsOf, KNOWN_CRS } from '@quantu/spatial-files';
import { Alert, Button, Input, Select } from 'antd';
import { useRef, useState } from 'react';
import { ApiFault } from '../../shell/api.ts';
import { noteFailure } from '../../shell/connection.ts';
import { sendFile } from '../../shell/send-file.ts';
import { useDistrict } from '../../shell/session.ts';
import { FaultLine } from '../../shell/states.tsx';
import { areaText } from '../words.ts';

export type ReadSite = AnswerOf<typeof siteRoutes.readSite>['data'];

/** What a person says of a file that does not say it itself. */
interface Said {
  readonly crs?: string;
  readonly layer?: string;
}

/** A site from a file: what was understood, or what is to be said more exactly. */
export function SiteFile({ read, onRead }: { read: ReadSite | null; onRead: (read: ReadSite | null) => void }) {
  const district = useDistrict();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [said, setSaid] = useState<Said>({});
  const [pasted, setPasted] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [isSending, setSending] = useState(false);
  const send = async (chosen: File, words: Said): Promise<void> => {
    setFile(chosen);
    setSaid(words);
    setSending(true);
    setError(null);
    try {
      const address = addressOf(siteRoutes.readSite, { params: { district }, query: words });
      onRead((await sendFile<AnswerOf<typeof siteRoutes.readSite>>(address, chosen, () => undefined)).data);
    } catch (refusal) {
      noteFailure(refusal);
      onRead(null);
      setError(refusal);
    }
    setSending(false);
  };
  const layers = layersOf(error);
  return (
    <div className="site-file">
      <input
        ref={input}
        type="file"
        hidden
        accept=".geojson,.json,.txt,.zip,.shp,.kml,.kmz,.dxf,.csv,.xlsx,.gpkg,.wkt"
        aria-label="选择范围文件"
        onChange={({ target }) => {
          const picked = target.files?.[0];
          if (picked) void send(picked, {});
          target.value = '';
        }}
      />
      <Button loading={isSending} onClick={() => input.current?.click()}>
        选择文件
      </Button>
      <span className="quiet"> GeoJSON、报件坐标 txt、Shapefile（zip）、KML、DXF</span>
      <details>
        <summary>粘贴坐标</summary>
        <Input.TextArea
          aria-label="粘贴坐标"
          rows={4}
          placeholder={'每行一个拐点，如\n118.901234,25.121234\n也可以是 WKT 或 GeoJSON'}
          value={pasted}
          onChange={({ target }) => setPasted(target.value)}
        />
        <Button disabled={pasted.trim() === ''} loading={isSending} onClick={() => void send(fileOf(pasted), {})}>
          读入坐标
        </Button>
      </details>
      <FaultLine error={error} />
      {file && layers.length > 0 && (
        <Select
          aria-label="文件里的图层"
          placeholder="选一个图层"
          options={layers.map((value) => ({ value, label: value }))}
          onChange={(layer: string) => void send(file, { ...said, layer })}
        />
      )}
      {file && (error !== null || read) && (
        <Select
          aria-label="坐标系"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={read ? `坐标系：${read.crs.name}，不对可以改` : '指定坐标系再读'}
          value={said.crs ?? null}
          options={KNOWN_CRS.map(({ id, name }) => ({ value: id, label: `${name}（${id}）` }))}
          onChange={(crs: string | undefined) => {
            const { crs: _, ...rest } = said;
            void send(file, crs === undefined ? rest : { ...rest, crs });
          }}
        />
      )}
      {read && (
        <Alert
          type={read.notes.length > 0 ? 'warning' : 'info'}
          showIcon
          title={`${read.name}：${read.parts} 个面，${areaText(read.areaM2)}，${crsOf(read.crs.id)?.name ?? read.crs.name}`}
          description={read.notes.slice(0, 5).join('；') || undefined}
        />
      )}
    </div>
  );
}

const fileOf = (text: string): File =>
  new File([text], text.trim().startsWith('{') ? '粘贴的坐标.geojson' : '粘贴的坐标.txt');

/** The layers that a refusal asks to choose from. */
function layersOf(error: unknown): string[] {
  if (!(error instanceof ApiFault) || error.code !== 'site.file-layers') return [];
  const facts = error.body['facts'];
  const layers = typeof facts === 'object' && facts !== null && 'layers' in facts ? facts.layers : '';
  return typeof layers === 'string' ? layers.split('、').filter((name) => name !== '') : [];
}
