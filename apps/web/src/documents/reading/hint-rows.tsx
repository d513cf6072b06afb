import { DownOutlined, RightOutlined } from '@ant-design/icons';
import { useState, type ReactNode } from 'react';

interface Props {
  count: number;
  /** One of them is selected: then they are shown whatever the person folded. */
  isInside: boolean;
  children: ReactNode;
}

/** What asks for nothing lies folded below what does. */
export function HintRows({ count, isInside, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  const isShown = isOpen || isInside;
  return (
    <>
      <button type="button" className="hint-fold" aria-expanded={isShown} onClick={() => setOpen(!isShown)}>
        <span aria-hidden="true" className="tiny">
          {isShown ? <DownOutlined /> : <RightOutlined />}
        </span>
        提示 {count} 条 <span className="quiet">仅供参考，不必逐条处理</span>
      </button>
      {isShown && (
        <div role="listbox" aria-label="提示" className="hint-rows">
          {children}
        </div>
      )}
    </>
  );
}
