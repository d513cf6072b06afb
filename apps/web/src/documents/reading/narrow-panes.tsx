import type { DocumentRow } from '@quantu/product-documents';
import { Button, Drawer } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';

interface Props {
  outline: ReactNode;
  middle: ReactNode;
  items: ReactNode;
  detail: ReactNode;
  progress: DocumentRow['progress'];
  /** A jump to a place in the text: whatever covers the text makes room. */
  jump: unknown;
}

/** On phones and in elder mode: the text has the screen, the rest comes up from below. */
export function NarrowPanes({ outline, middle, items, detail, progress, jump }: Props) {
  const [open, setOpen] = useState<'outline' | 'items' | null>(null);
  useEffect(() => {
    if (jump !== null) setOpen(null);
  }, [jump]);
  return (
    <div className="narrow-panes">
      {middle}
      {detail && open === null && <div className="narrow-detail">{detail}</div>}
      <div className="narrow-bar">
        <Button onClick={() => setOpen('outline')}>结构</Button>
        <Button type="primary" onClick={() => setOpen('items')}>
          识读结果 {progress.checked} / {progress.total}
        </Button>
      </div>
      <Drawer
        open={open === 'outline'}
        onClose={() => setOpen(null)}
        placement="bottom"
        size="75%"
        title="结构"
        styles={{ body: { padding: 0 } }}
      >
        {outline}
      </Drawer>
      <Drawer
        open={open === 'items'}
        onClose={() => setOpen(null)}
        placement="bottom"
        size="75%"
        title="识读结果"
        styles={{ body: { padding: 0 } }}
      >
        <div
          onClick={(event) => {
            if (event.target instanceof Element && event.target.closest('[data-row]')) setOpen(null);
          }}
        >
          {items}
        </div>
      </Drawer>
    </div>
  );
}
