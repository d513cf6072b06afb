import { useQueryClient } from '@tanstack/react-query';
import { newId } from '@quantu/base';
import type { UploadAnswer } from '@quantu/product-documents';
import { useRef, useState } from 'react';
import { noteFailure } from '../shell/connection.ts';
import { sentenceOf } from '../shell/states.tsx';
import { sendDocument } from './upload.ts';

/** A file on its way, refused, or taken. */
export interface Upload {
  key: string;
  fileName: string;
  bytes: number;
  /** 0 to 1 while sending. */
  sent: number;
  refusal: string | null;
  answer: UploadAnswer['data'] | null;
}

export interface Uploads {
  uploads: readonly Upload[];
  add: (files: readonly File[]) => void;
  dismiss: (key: string) => void;
  /** Takes away all that the server has taken; what is still being read stays listed as a job. */
  dismissTaken: () => void;
  retry: (key: string) => void;
}

/** Sends files one after the other, so that a slow line is not shared by all of them. */
export function useUploads(district: string): Uploads {
  const client = useQueryClient();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const files = useRef(new Map<string, File>());
  const queue = useRef<Promise<void>>(Promise.resolve());

  const change = (key: string, part: Partial<Upload>): void =>
    setUploads((all) => all.map((upload) => (upload.key === key ? { ...upload, ...part } : upload)));

  async function send(key: string): Promise<void> {
    const file = files.current.get(key);
    if (!file) return;
    try {
      const { data } = await sendDocument(district, file, (sent) => change(key, { sent }));
      files.current.delete(key);
      change(key, { sent: 1, answer: data });
    } catch (error) {
      noteFailure(error);
      change(key, { refusal: sentenceOf(error) });
    }
    await client.invalidateQueries({ queryKey: ['jobs', district] });
  }

  function enqueue(key: string): void {
    queue.current = queue.current.then(() => send(key));
  }

  function add(chosen: readonly File[]): void {
    const fresh = chosen.map((file) => ({ file, key: newId() }));
    setUploads((all) => [...fresh.map(({ file, key }) => waiting(key, file)), ...all]);
    for (const { file, key } of fresh) {
      files.current.set(key, file);
      enqueue(key);
    }
  }

  function retry(key: string): void {
    change(key, { refusal: null, sent: 0 });
    enqueue(key);
  }

  function dismiss(key: string): void {
    files.current.delete(key);
    setUploads((all) => all.filter((upload) => upload.key !== key));
  }

  function dismissTaken(): void {
    setUploads((all) => all.filter(({ answer }) => answer === null));
  }

  return { uploads, add, dismiss, dismissTaken, retry };
}

function waiting(key: string, file: File): Upload {
  return { key, fileName: file.name, bytes: file.size, sent: 0, refusal: null, answer: null };
}
