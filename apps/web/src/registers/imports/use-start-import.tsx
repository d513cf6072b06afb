import { importRoutes } from '@quantu/product-registers';
import { addressOf, type AnswerOf } from '@quantu/people';
import { Progress } from 'antd';
import { useCallback, useRef, useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { registerAddress } from '../../shell/catalogue.ts';
import { noteFailure } from '../../shell/connection.ts';
import { sendFile } from '../../shell/send-file.ts';
import { FaultLine } from '../../shell/states.tsx';
import { useRegister } from '../use-register.tsx';

export interface StartImport {
  /** Opens the chooser. */
  choose: () => void;
  /** Takes the first of dropped files. */
  start: (files: readonly File[]) => void;
  /** Progress and refusal, to be shown on the page. */
  notice: ReactNode;
}

/** Sends a sheet and goes where it is looked at. */
export function useStartImport(): StartImport {
  const { district, register } = useRegister();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState<{ name: string; sent: number } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const key = register.key;
  const start = useCallback(
    (files: readonly File[]): void => {
      const file = files[0];
      if (!file) return;
      const send = async (): Promise<void> => {
        setError(null);
        const tell = (sent: number): void => setSending({ name: file.name, sent });
        tell(0);
        try {
          const address = addressOf(importRoutes.upload, { params: { district, register: key } });
          const { data } = await sendFile<AnswerOf<typeof importRoutes.upload>>(address, file, tell);
          await navigate(`${registerAddress(district, key)}/imports/${data.id}`);
        } catch (refusal) {
          noteFailure(refusal);
          setError(refusal);
        }
        setSending(null);
      };
      void send();
    },
    [district, key, navigate],
  );
  const notice = (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept=".xlsx,.xls,.csv"
        aria-label={`选择要导入${register.label}的文件`}
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
  return { choose: () => input.current?.click(), start, notice };
}
