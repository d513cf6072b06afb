import { Progress } from 'antd';
import { useCallback, useRef, useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { noteFailure } from '../shell/connection.ts';
import { sendFile } from '../shell/send-file.ts';
import { FaultLine } from '../shell/states.tsx';
import './imports.css';

export interface StartImport {
  /** Opens the chooser. */
  choose: () => void;
  /** Takes the first of dropped files. */
  start: (files: readonly File[]) => void;
  isSending: boolean;
  /** Progress and refusal, to be shown on the page. */
  notice: ReactNode;
}

interface Wish {
  /** Where files are sent to. */
  address: string;
  /** Where imports are looked at. */
  pages: string;
  /** Endings that the chooser offers; what is in a file is seen when it is read. */
  accept: string;
  label: string;
}

/** Sends a file and goes where it is looked at. */
export function useSendImport({ address, pages, accept, label }: Wish): StartImport {
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
          const { data } = await sendFile<{ data: { id: string } }>(address, file, tell);
          await navigate(`${pages}/${data.id}`);
        } catch (refusal) {
          noteFailure(refusal);
          setError(refusal);
        }
        setSending(null);
      };
      void send();
    },
    [address, pages, navigate],
  );
  const notice = (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        aria-label={label}
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
