import { addressOf } from '@quantu/people';
import { registerRoutes } from '@quantu/product-registers';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { noteFailure } from '../../shell/connection.ts';
import { sendFile } from '../../shell/send-file.ts';
import { sentenceOf } from '../../shell/states.tsx';
import { useRegister } from '../use-register.tsx';

interface Sending {
  readonly name: string;
  readonly part: number;
  readonly rest: number;
}

/** Sends files one after the other; what is refused is said beside the others, which go on. */
export function useSendFiles(record: string, field: string, filesKey: readonly unknown[]) {
  const { params } = useRegister();
  const client = useQueryClient();
  const [sending, setSending] = useState<Sending | null>(null);
  const [refusals, setRefusals] = useState<readonly { name: string; says: string }[]>([]);
  const waiting = useRef<File[]>([]);
  const isBusy = useRef(false);
  const address = addressOf(registerRoutes.addAttachment, { params: { ...params, record, field } });

  async function work(): Promise<void> {
    isBusy.current = true;
    for (let file = waiting.current.shift(); file; file = waiting.current.shift()) {
      const { name } = file;
      const tell = (part: number): void => setSending({ name, part, rest: waiting.current.length });
      tell(0);
      try {
        await sendFile(address, file, tell);
      } catch (error) {
        noteFailure(error);
        setRefusals((all) => [...all.filter((one) => one.name !== name), { name, says: sentenceOf(error) }]);
      }
    }
    isBusy.current = false;
    setSending(null);
    await client.invalidateQueries({ queryKey: filesKey });
  }

  function send(files: readonly File[]): void {
    setRefusals([]);
    waiting.current.push(...files);
    if (!isBusy.current) void work();
  }

  return { sending, refusals, send };
}
