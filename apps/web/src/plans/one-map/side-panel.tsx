import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Identified } from './identified.tsx';
import { Measured } from './measured.tsx';
import { Statistics } from './statistics.tsx';
import { Thematic } from './thematic.tsx';
import type { OneMapHere } from './use-one-map.ts';

/** What was asked of the map: beside it, so that it stays in view. */
export function SidePanel({ here }: { here: OneMapHere }) {
  const { state } = here;
  if (state.tool === 'line' || state.tool === 'area')
    return (
      <Panel title={state.tool === 'line' ? '量距' : '量面'} here={here}>
        <Measured here={here} kind={state.tool} />
      </Panel>
    );
  if (state.tool === 'statistics')
    return (
      <Panel title="范围统计" here={here}>
        <Statistics here={here} />
      </Panel>
    );
  if (state.tool === 'thematic')
    return (
      <Panel title="专题图" here={here}>
        <Thematic here={here} />
      </Panel>
    );
  if (state.pick === null && state.open === null) return null;
  return (
    <Panel title={state.open === null ? '这里有什么' : '要素'} here={here}>
      <Identified here={here} />
    </Panel>
  );
}

function Panel({ title, here, children }: { title: string; here: OneMapHere; children: ReactNode }) {
  const close = (): void => {
    here.setCorners([]);
    here.setDrawing(true);
    here.show({ tool: 'identify', pick: null, open: null, drawn: [] });
  };
  return (
    <aside className="map-panel" aria-label={title}>
      <div className="map-panel-head">
        <h2>{title}</h2>
        <Button type="text" icon={<CloseOutlined />} aria-label={`关闭${title}`} onClick={close} />
      </div>
      <div className="map-panel-body">{children}</div>
    </aside>
  );
}
