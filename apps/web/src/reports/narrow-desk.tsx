import { Button, Drawer } from 'antd';
import type { ReactNode } from 'react';
import { useDesk } from './desk.ts';
import { isSigned } from './standing.ts';

export type NarrowPane = 'outline' | 'panel';

interface Props {
  outline: ReactNode;
  middle: ReactNode;
  panel: ReactNode;
  open: NarrowPane | null;
  onOpen: (pane: NarrowPane | null) => void;
}

/** On phones and in elder mode: the paper has the screen, the rest comes up from below. */
export function NarrowDesk({ outline, middle, panel, open, onOpen }: Props) {
  const { report, found } = useDesk();
  const drawer = (pane: NarrowPane, title: string, content: ReactNode) => (
    <Drawer
      open={open === pane}
      onClose={() => onOpen(null)}
      placement="bottom"
      size="75%"
      title={title}
      styles={{ body: { padding: 0 } }}
    >
      {content}
    </Drawer>
  );
  return (
    <div className="narrow-panes">
      {middle}
      <div className="narrow-bar">
        <Button onClick={() => onOpen('outline')}>章节</Button>
        <Button type="primary" onClick={() => onOpen('panel')}>
          {isSigned(report) ? '数字、批注' : `问题 ${found.length}、数字、批注`}
        </Button>
      </div>
      {drawer('outline', '章节', outline)}
      {drawer('panel', '问题、数字、批注和版本', panel)}
    </div>
  );
}
