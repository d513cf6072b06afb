import { Modal } from 'antd';
import type { ReactNode } from 'react';

export type Keys = readonly (readonly [key: string, word: string])[];

interface Props {
  isOpen: boolean;
  onClose: () => void;
  keys: Keys;
  /** What is to be known beside the keys. */
  children: ReactNode;
}

/** What a page does by keyboard. */
export function KeySheet({ isOpen, onClose, keys, children }: Props) {
  return (
    <Modal open={isOpen} onCancel={onClose} footer={null} title="键盘操作" width="34em">
      <dl className="help">
        {keys.map(([key, word]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{word}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet">{children}</p>
    </Modal>
  );
}
