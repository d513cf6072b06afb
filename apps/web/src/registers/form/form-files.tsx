import { DeleteOutlined } from '@ant-design/icons';
import type { RecordView } from '@quantu/registers';
import { Button } from 'antd';
import { Link } from 'react-router';
import { recordAddress } from '../../shell/catalogue.ts';
import { fileSize } from '../../shell/figure-text.ts';
import { FileDrop } from '../record/file-drop.tsx';
import { FileField } from '../record/file-field.tsx';
import { fileFields } from '../record/file-fields.ts';
import { useRegister } from '../use-register.tsx';
import type { NewFiles } from './use-new-files.ts';

interface Props {
  record: RecordView | null;
  writable: readonly string[];
  files: NewFiles;
}

/** Photos and attachments in the form: of a new record they go with its saving, of one that is there at once. */
export function FormFiles({ record, writable, files }: Props) {
  const { register } = useRegister();
  const fields = fileFields(register).filter(({ key, isTyped }) => isTyped && writable.includes(key));
  if (fields.length === 0) return null;
  return (
    <fieldset className="panel form-group">
      <legend>照片和附件</legend>
      <p className="quiet">{record === null ? '选好的文件在保存时一起上传。' : '文件选好就上传，不用再保存。'}</p>
      {fields.map((field) =>
        record === null ? (
          <section key={field.key} className="file-field" aria-label={field.label}>
            <h3>{field.label}</h3>
            <NewFileList files={files} field={field.key} />
            <FileDrop field={field} onFiles={(chosen) => files.add(field, chosen)} />
          </section>
        ) : (
          <FileField key={field.key} record={record.id} field={field} mayWrite />
        ),
      )}
    </fieldset>
  );
}

function NewFileList({ files: { files, drop }, field }: { files: NewFiles; field: string }) {
  return (
    <ul className="file-list">
      {files.map((one, at) =>
        one.field === field ? (
          <li key={at}>
            <div className="file-words">
              {one.file.name} <span className="quiet">{fileSize(one.file.size)}</span>
              {one.problem !== '' && (
                <div className="problem" role="alert">
                  {one.problem}
                </div>
              )}
            </div>
            <Button
              size="small"
              type="text"
              icon={<DeleteOutlined />}
              aria-label={`不要 ${one.file.name}`}
              onClick={() => drop(one)}
            />
          </li>
        ) : null,
      )}
    </ul>
  );
}

/** The record is saved and some of its files are not there: they are kept, and may be sent once more. */
export function FilesLeft({ record, files, onDone }: { record: string; files: NewFiles; onDone: () => void }) {
  const { register, district } = useRegister();
  const again = async (): Promise<void> => {
    if ((await files.send(record)) === 0) onDone();
  };
  return (
    <section className="panel" aria-label="没有传上的文件">
      <p role="status">
        记录已经保存，{files.telling === '' ? `${files.files.length} 个文件没有传上：` : files.telling}
      </p>
      {fileFields(register).map(({ key }) => (
        <NewFileList key={key} files={files} field={key} />
      ))}
      <div className="form-foot">
        <Button type="primary" loading={files.telling !== ''} onClick={() => void again()}>
          再传一次
        </Button>
        <Link to={recordAddress(district, register.key, record)}>打开记录</Link>
      </div>
    </section>
  );
}
