import { UploadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import type { Field } from '../model/fields.ts';

interface Props {
  field: Field;
  onFiles: (files: readonly File[]) => void;
  children?: ReactNode;
}

/** Where files of a field are chosen or dropped; what becomes of them stands below. */
export function FileDrop({ field, onFiles, children }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const isPhotos = field.kind === 'photos';
  return (
    <div
      className={isOver ? 'file-drop is-over' : 'file-drop'}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        event.stopPropagation();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        event.stopPropagation();
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={`选择${field.label}`}
        {...(isPhotos ? { accept: 'image/jpeg,image/png,image/webp,image/heic' } : {})}
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          target.value = '';
        }}
      />
      <Button icon={<UploadOutlined />} onClick={() => input.current?.click()}>
        {isPhotos ? '添加照片' : '添加附件'}
      </Button>
      <span className="quiet">或拖到这里</span>
      {children}
    </div>
  );
}
