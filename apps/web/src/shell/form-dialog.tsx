import { Form, Modal, type FormInstance } from 'antd';
import type { ReactNode } from 'react';
import { FaultLine } from './states.tsx';

interface Props<Fields> {
  title: string;
  okText: string;
  initial?: Partial<Fields>;
  /** When something outside watches what is typed. */
  form?: FormInstance<Fields>;
  /** What is being sent, and what became of it. */
  sending: { readonly isPending: boolean; readonly error: unknown };
  onSubmit: (fields: Fields) => void;
  onClose: () => void;
  children: ReactNode;
}

/** A form in a dialog: it closes when what was sent is done, and says below the fields why it is not. */
export function FormDialog<Fields extends object>({
  title,
  okText,
  initial = {},
  form: given,
  sending: { isPending, error },
  onSubmit,
  onClose,
  children,
}: Props<Fields>) {
  const [form] = Form.useForm<Fields>(given);
  return (
    <Modal open title={title} okText={okText} confirmLoading={isPending} onOk={() => form.submit()} onCancel={onClose}>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={initial} onFinish={onSubmit}>
        {children}
        <FaultLine error={error} />
      </Form>
    </Modal>
  );
}
