import { DeleteOutlined, PaperClipOutlined } from '@ant-design/icons';
import { addressOf, type AnswerOf } from '@quantu/people';
import { registerRoutes } from '@quantu/product-registers';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Image, Popconfirm } from 'antd';
import { useState } from 'react';
import { call } from '../../shell/api.ts';
import { fileSize } from '../../shell/figure-text.ts';
import { moment } from '../../shell/moment.ts';
import { Pages } from '../../shell/pages.tsx';
import { FaultLine } from '../../shell/states.tsx';
import type { Field } from '../model/fields.ts';
import { useRegister, useRegisterKey } from '../use-register.tsx';
import { FileDrop } from './file-drop.tsx';
import { Required } from './required.tsx';
import { recordKey } from './use-record.ts';
import { useSendFiles } from './use-send-files.ts';

type Attachment = AnswerOf<typeof registerRoutes.attachments>['data'][number];

interface Props {
  record: string;
  field: Field;
  mayWrite: boolean;
  isRequired?: boolean;
}

const PAGE_SIZE = 24;

/** The files of one field; more of them by choosing or by dropping them here. */
export function FileField({ record, field, mayWrite, isRequired = false }: Props) {
  const { params, asOf } = useRegister();
  const past = asOf === null ? {} : { asOf };
  const key = [...recordKey(useRegisterKey(), record), 'files', field.key];
  const [page, setPage] = useState(1);
  const files = useQuery({
    queryKey: [...key, page, asOf],
    queryFn: ({ signal }) =>
      call(registerRoutes.attachments, {
        params: { ...params, record },
        query: { field: field.key, page, size: PAGE_SIZE, ...past },
        signal,
      }),
    placeholderData: (before) => before,
  });
  const total = files.data?.total ?? 0;
  return (
    <section className="file-field" aria-label={field.label}>
      <h3>
        {field.label}
        {isRequired && <Required />} {total > 0 && <span className="quiet">{total} 个</span>}
      </h3>
      <FaultLine error={files.error} onRetry={() => void files.refetch()} />
      {files.isSuccess && total === 0 && !mayWrite && <p className="quiet">还没有文件</p>}
      <ul className="file-list">
        {(files.data?.data ?? []).map((file) => (
          <li key={file.id}>
            <OneFile record={record} file={file} mayWrite={mayWrite} filesKey={key} />
          </li>
        ))}
      </ul>
      <Pages isSmall page={page} size={PAGE_SIZE} total={total} onPage={setPage} />
      {mayWrite && <AddFiles record={record} field={field} filesKey={key} />}
    </section>
  );
}

interface FileProps {
  record: string;
  file: Attachment;
  mayWrite: boolean;
  filesKey: readonly unknown[];
}

function OneFile({ record, file, mayWrite, filesKey }: FileProps) {
  const { params, asOf } = useRegister();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => call(registerRoutes.removeAttachment, { params: { ...params, record, attachment: file.id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: filesKey }),
  });
  const target = { ...params, record, attachment: file.id };
  // What has been taken off since is still there on that day.
  const past = asOf === null ? {} : { asOf };
  const address = addressOf(registerRoutes.attachment, { params: target, query: past });
  const small = addressOf(registerRoutes.attachment, { params: target, query: { ...past, size: 'small' } });
  return (
    <>
      {file.isPicture ? (
        <Image
          src={small}
          preview={{ src: address }}
          alt={file.name}
          width={112}
          height={84}
          loading="lazy"
          className="thumbnail"
        />
      ) : (
        <PaperClipOutlined className="file-mark" />
      )}
      <div className="file-words">
        <a href={address} download={file.name}>
          {file.name}
        </a>
        <div className="quiet">
          {fileSize(file.size)} · {file.by} · {moment(file.at)}
        </div>
        <PlaceAndTime file={file} />
        <FaultLine error={remove.error} />
      </div>
      {mayWrite && (
        <Popconfirm title={`移除“${file.name}”？历史里仍然查得到`} okText="移除" onConfirm={() => remove.mutate()}>
          <Button size="small" type="text" icon={<DeleteOutlined />} aria-label={`移除 ${file.name}`} />
        </Popconfirm>
      )}
    </>
  );
}

/** What the camera wrote into a photo. */
function PlaceAndTime({ file: { lon, lat, takenAt, isPicture } }: { file: Attachment }) {
  if (lon === null && lat === null && takenAt === null) {
    return isPicture ? <div className="quiet">照片里没有拍摄位置和时间</div> : null;
  }
  return (
    <div className="quiet">
      {takenAt !== null &&
        `拍摄于 ${/Z$|[+-]\d{2}:\d{2}$/.test(takenAt) ? moment(takenAt) : takenAt.replace('T', ' ')} `}
      {lon !== null && lat !== null && (
        <span title="WGS 84 经度，纬度">
          位置 {lon.toFixed(5)}, {lat.toFixed(5)}
        </span>
      )}
    </div>
  );
}

function AddFiles({ record, field, filesKey }: { record: string; field: Field; filesKey: readonly unknown[] }) {
  const { sending, refusals, send } = useSendFiles(record, field.key, filesKey);
  return (
    <FileDrop field={field} onFiles={send}>
      {sending && (
        <div role="status">
          正在上传 {sending.name}（{Math.round(sending.part * 100)}%，还有 {sending.rest} 个）
        </div>
      )}
      {refusals.map(({ name, says }) => (
        <div key={name} role="alert" className="problem">
          {name}：{says}
        </div>
      ))}
    </FileDrop>
  );
}
