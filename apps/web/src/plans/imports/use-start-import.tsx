import { spatialImportRoutes } from '@quantu/plans';
import { addressOf, type AnswerOf } from '@quantu/people';
import { Progress } from 'antd';
import { useCallback, useRef, useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { noteFailure } from '../../shell/connection.ts';
import { sendFile } from '../../shell/send-file.ts';
import { useDistrict } from '../../shell/session.ts';
import { FaultLine } from '../../shell/states.tsx';
import { mapAddress } from '../use-plans.ts';

/** What the chooser offers; what is in a file is seen when it is read. */
const ACCEPTED = '.zip,.shp,.geojson,.json,.gpkg,.kml,.kmz,.dxf,.csv,.xlsx,.txt,.pbf,.osm.pbf';

export interface StartImport {
  /** Opens the chooser. */
  choose: () => void;
  /** Takes the first of dropped files. */
  start: (files: readonly File[]) => void;
  isSending: boolean;
  /** Progress and refusal, to be shown on the page. */
  notice: ReactNode;
}

/** Sends a file and goes where it is looked at. */
export function useStartImport(): StartImport {
  const district = useDistrict();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState<{ name: string; sent: number } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const start = useCallback(
    (files: readonly File[]): void => {
      const file = files[0];
      if (!file) return;
      const send = async (): Promise<void> => {
        setError(null);
        const tell = (sent: number): void => setSending({ name: file.name, sent });
        tell(0);
        try {
          const address = addressOf(spatialImportRoutes.upload, { params: { district } });
          const { data } = await sendFile<AnswerOf<typeof spatialImportRoutes.upload>>(address, file, tell);
          await navigate(mapAddress(district, `/imports/${data.id}`));
        } catch (refusal) {
          noteFailure(refusal);
          setError(refusal);
        }
        setSending(null);
      };
      void send();
    },
    [district, navigate],
  );
  const notice = (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept={ACCEPTED}
        aria-label="选择要导入的空间数据文件"
        onChange={({ target }) => {
          start([...(target.files ?? [])]);
          target.value = '';
        }}
      />
      {sending && (
        <div className="sheet sending" role="status">
          正在上传 {sending.name}
          <Progress percent={Math.round(sending.sent * 100)} size="small" aria-label="上传进度" />
        </div>
      )}
      <FaultLine error={error} />
    </>
  );
  return { choose: () => input.current?.click(), start, isSending: sending !== null, notice };
}
