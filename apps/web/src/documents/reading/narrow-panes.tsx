import type { DocumentRow } from '@quantu/product-documents';
import { Button, Drawer } from 'antd';
import type { ReactNode } from 'react';

export type NarrowPane = 'outline' | 'items';

interface Props {
  outline: ReactNode;
  middle: ReactNode;
  items: ReactNode;
  detail: ReactNode;
  progress: DocumentRow['progress'];
  open: NarrowPane | null;
  onOpen: (pane: NarrowPane | null) => void;
}

/** On phones and in elder mode: the text has the screen, the rest comes up from below. */
export function NarrowPanes({ outline, middle, items, detail, progress, open, onOpen }: Props) {
  return (
    <div className="narrow-panes">
      {middle}
      {detail && open === null && <div className="narrow-detail">{detail}</div>}
      <div className="narrow-bar">
        <Button onClick={() => onOpen('outline')}>结构</Button>
        <Button type="primary" onClick={() => onOpen('items')}>
          识读结果 {progress.checked} / {progress.total}
        </Button>
      </div>
      <Drawer
        open={open === 'outline'}
        onClose={() => onOpen(null)}
        placement="bottom"
        size="75%"
        title="结构"
        styles={{ body: { padding: 0 } }}
      >
        {outline}
      </Drawer>
      <Drawer
        open={open === 'items'}
        onClose={() => onOpen(null)}
        placement="bottom"
        size="75%"
        title="识读结果"
        styles={{ body: { padding: 0 } }}
      >
        <div
          onClick={(event) => {
            if (event.target instanceof Element && event.target.closest('[data-row]')) onOpen(null);
          }}
        >
          {items}
        </div>
      </Drawer>
    </div>
  );
}
