import { useRegister } from '../use-register.tsx';
import { fileFields } from './file-fields.ts';
import { FileField } from './file-field.tsx';
import type { RecordAnswer } from './use-record.ts';

/** Photos and attachments, field by field. */
export function Files({ answer: { data, can } }: { answer: RecordAnswer }) {
  const { register, asOf } = useRegister();
  return (
    <>
      {fileFields(register).map((field) => (
        <FileField
          key={field.key}
          record={data.id}
          field={field}
          mayWrite={asOf === null && can.write && can.fields.includes(field.key)}
        />
      ))}
    </>
  );
}
