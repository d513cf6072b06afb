import { addressOf } from '@quantu/people';
import { ATTACHMENT_LIMIT_BYTES, PHOTO_LIMIT_BYTES, registerRoutes } from '@quantu/product-registers';
import { useState } from 'react';
import { noteFailure } from '../../shell/connection.ts';
import { sendFile } from '../../shell/send-file.ts';
import { sentenceOf } from '../../shell/states.tsx';
import type { Field } from '../model/fields.ts';
import { useRegister } from '../use-register.tsx';

/** A file that was chosen for a record that is not there yet. */
export interface NewFile {
  readonly field: string;
  readonly file: File;
  /** Why it was not taken; empty while it may be. */
  readonly problem: string;
  /** It cannot be taken at all, and is not sent. */
  readonly isRefused: boolean;
}

/** The files of a new record: kept until it is saved, then sent; what is refused stays with its reason. */
export function useNewFiles() {
  const { params } = useRegister();
  const [files, setFiles] = useState<readonly NewFile[]>([]);
  const [telling, setTelling] = useState('');

  const add = ({ key, kind }: Field, chosen: readonly File[]): void =>
    setFiles((all) => [
      ...all,
      ...chosen.map((file) => {
        const problem = problemOf(file, kind);
        return { field: key, file, problem, isRefused: problem !== '' };
      }),
    ]);
  const waiting = files.filter(({ isRefused }) => !isRefused);
  const drop = (gone: NewFile): void => setFiles((all) => all.filter((one) => one !== gone));

  /** Sends them one after the other; how many were not taken. */
  async function send(record: string): Promise<number> {
    const left: NewFile[] = [];
    for (const [at, { field, file }] of waiting.entries()) {
      const address = addressOf(registerRoutes.addAttachment, { params: { ...params, record, field } });
      const tell = (part: number): void =>
        setTelling(`正在上传 ${file.name}（${Math.round(part * 100)}%，还有 ${waiting.length - at - 1} 个）`);
      tell(0);
      try {
        await sendFile(address, file, tell);
      } catch (error) {
        noteFailure(error);
        left.push({ field, file, problem: sentenceOf(error), isRefused: false });
      }
    }
    setTelling('');
    setFiles(left);
    return left.length;
  }

  return { files, hasAny: waiting.length > 0, telling, add, drop, send };
}

export type NewFiles = ReturnType<typeof useNewFiles>;

/** What can be said before anything is sent. */
function problemOf(file: File, kind: Field['kind']): string {
  const isPhotos = kind === 'photos';
  const most = isPhotos ? PHOTO_LIMIT_BYTES : ATTACHMENT_LIMIT_BYTES;
  if (file.size === 0) return '文件是空的';
  if (file.size > most) return `文件超过 ${most / 2 ** 20} MB`;
  return isPhotos && file.type !== '' && !file.type.startsWith('image/') ? '不是照片' : '';
}
