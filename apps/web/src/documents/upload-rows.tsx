import { CloseOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { documentRoutes, type Job } from '@quantu/product-documents';
import { Button, Progress } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { call } from '../shell/api.ts';
import { fileSize } from '../shell/figure-text.ts';
import { Light } from '../shell/light.tsx';
import { FaultLine } from '../shell/states.tsx';
import { isUnderWay, useJob } from './use-jobs.ts';
import type { Upload, Uploads } from './use-uploads.ts';

/** One line a file: sending, reading, read, refused. */
export function UploadRows({ district, uploads, jobs }: { district: string; uploads: Uploads; jobs: readonly Job[] }) {
  const followed = new Set(uploads.uploads.map(({ answer }) => answer?.job?.id));
  const others = jobs.filter((job) => !followed.has(job.id) && job.state !== 'done');
  const taken = uploads.uploads.filter(({ answer }) => answer !== null).length;
  if (uploads.uploads.length === 0 && others.length === 0) return null;
  return (
    <ul className="uploads sheet" aria-label="正在处理的文件" aria-live="polite">
      {uploads.uploads.map((upload) => (
        <UploadRow key={upload.key} district={district} upload={upload} uploads={uploads} />
      ))}
      {others.map((job) => (
        <JobRow key={job.id} district={district} first={job} onClose={null} />
      ))}
      {taken > 1 && (
        <li className="upload upload-foot">
          <Button size="small" onClick={uploads.dismissTaken}>
            收起已处理的 {taken} 个
          </Button>
        </li>
      )}
    </ul>
  );
}

function UploadRow({ district, upload, uploads }: { district: string; upload: Upload; uploads: Uploads }) {
  const { key, fileName, bytes, sent, refusal, answer } = upload;
  const close = (): void => uploads.dismiss(key);
  if (answer?.job) return <JobRow district={district} first={answer.job} onClose={close} />;
  if (answer?.document) {
    return (
      <Row name={fileName} onClose={close}>
        <Light kind="good" word="这个文件已经识读过" />{' '}
        <Link to={`/d/${district}/documents/${answer.document.id}`}>打开《{answer.document.title}》</Link>
      </Row>
    );
  }
  if (refusal !== null) {
    return (
      <Row name={fileName} onClose={close}>
        <span role="alert">
          <Light kind="bad" word={refusal} />
        </span>
        <Button type="link" size="small" onClick={() => uploads.retry(key)}>
          再传一次
        </Button>
      </Row>
    );
  }
  return (
    <Row name={fileName} onClose={null}>
      <Progress className="upload-bar" percent={Math.round(sent * 100)} size="small" aria-label={`上传 ${fileName}`} />
      <span className="quiet">{sent > 0 ? `上传 ${fileSize(bytes)}` : '等待上传'}</span>
    </Row>
  );
}

function JobRow({ district, first, onClose }: { district: string; first: Job; onClose: (() => void) | null }) {
  const job = useJob(district, first);
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => call(documentRoutes.cancelJob, { params: { district, job: job.id } }),
    onSuccess: async () => {
      onClose?.();
      await client.invalidateQueries({ queryKey: ['jobs', district] });
    },
  });
  if (isUnderWay(job)) {
    return (
      <Row name={job.fileName} onClose={() => cancel.mutate()} closeWord="取消">
        <Progress
          className="upload-bar"
          percent={Math.round(job.progress * 100)}
          size="small"
          aria-label={`识读 ${job.fileName}`}
        />
        <span className="quiet">{job.text || '正在识读…'}</span>
        <FaultLine error={cancel.error} />
      </Row>
    );
  }
  if (job.state === 'done') {
    return (
      <Row name={job.fileName} onClose={onClose}>
        <Light kind="good" word="识读完成" />{' '}
        {job.document && <Link to={`/d/${district}/documents/${job.document}`}>开始核对</Link>}
      </Row>
    );
  }
  return (
    <Row name={job.fileName} onClose={() => cancel.mutate()}>
      <span role="alert">
        <Light kind="bad" word={job.state === 'cancelled' ? '已取消' : job.text} />
      </span>
      <FaultLine error={cancel.error} />
    </Row>
  );
}

interface RowProps {
  name: string;
  children: ReactNode;
  onClose: (() => void) | null;
  closeWord?: string;
}

function Row({ name, children, onClose, closeWord = '从列表去掉' }: RowProps) {
  return (
    <li className="upload">
      <span className="upload-name">{name}</span>
      <span className="upload-state">{children}</span>
      {onClose && (
        <Button
          type="text"
          size="small"
          aria-label={`${closeWord} ${name}`}
          title={closeWord}
          icon={<CloseOutlined />}
          onClick={onClose}
        />
      )}
    </li>
  );
}
