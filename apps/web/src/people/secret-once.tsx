import { App, Button, Input, Modal } from 'antd';
import type { ReactNode } from 'react';

interface Props {
  title: string;
  /** What it is for and how it is used. */
  children: ReactNode;
  /** The text that is shown this one time. */
  secret: string;
  label: string;
  onClose: () => void;
}

/** A token, a link: shown once, copied, never seen again. */
export function SecretOnce({ title, children, secret, label, onClose }: Props) {
  const { message } = App.useApp();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(secret);
      void message.success('已复制');
    } catch {
      void message.info('浏览器不让复制，请选中后按 Ctrl+C');
    }
  };
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={
        <>
          <Button onClick={() => void copy()}>复制</Button>
          <Button type="primary" onClick={onClose}>
            我已收好
          </Button>
        </>
      }
    >
      {children}
      <Input.TextArea
        readOnly
        autoSize
        aria-label={label}
        value={secret}
        className="secret"
        onFocus={({ target }) => target.select()}
      />
      <p className="quiet">只显示这一次，关掉以后谁也看不到了。</p>
    </Modal>
  );
}
