import { paperRoutes } from '@quantu/accountability';
import { addressOf, type AnswerOf } from '@quantu/people';
import { FileAddOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useRef } from 'react';
import { useNavigate } from 'react-router';
import { call } from '../../shell/api.ts';
import { sendFile } from '../../shell/send-file.ts';
import { sentenceOf } from '../../shell/states.tsx';

/** From the committee's file to the page where what was read of it is corrected. */
export function UploadPaper({ district }: { district: string }) {
  const input = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  const { message } = App.useApp();
  const send = useMutation({
    mutationFn: (file: File) =>
      sendFile<AnswerOf<typeof paperRoutes.readPaper>>(
        addressOf(paperRoutes.readPaper, { params: { district } }),
        file,
        () => {},
      ),
    onSuccess: ({ data }) => navigate(`/d/${encodeURIComponent(district)}/opinions/papers/${data.id}`),
    onError: (error) => void message.error({ content: sentenceOf(error), duration: 8 }),
  });
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept=".docx,.pdf,.txt"
        aria-label="审议意见书"
        onChange={({ target }) => {
          const file = target.files?.[0];
          target.value = '';
          if (file) send.mutate(file);
        }}
      />
      <Button icon={<FileAddOutlined />} loading={send.isPending} onClick={() => input.current?.click()}>
        从审议意见书登记
      </Button>
    </>
  );
}

/** From a document that was uploaded to the same page; what it is no opinion of is said in a sentence. */
export function usePaperOf(district: string, document: string): () => void {
  const navigate = useNavigate();
  const { message } = App.useApp();
  const make = useMutation({
    mutationFn: () => call(paperRoutes.paperOfDocument, { params: { district, document } }),
    onSuccess: ({ data }) => navigate(`/d/${encodeURIComponent(district)}/opinions/papers/${data.id}`),
    onError: (error) => void message.error({ content: sentenceOf(error), duration: 8 }),
  });
  return () => make.mutate();
}
