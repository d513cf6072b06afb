import type { ReactNode } from 'react';
import { Button } from 'antd';
import { setElder, useDisplay } from '../shell/display.ts';
import { ConnectionStrip } from '../shell/strips.tsx';

/** The sheet that stands before the sign-in: one thing to do, large letters one button away. */
export function Door({ lead, children }: { lead: ReactNode; children: ReactNode }) {
  const { isElder } = useDisplay();
  return (
    <>
      <ConnectionStrip />
      <main className="door">
        <div className="door-sheet">
          <h1>泉图</h1>
          <p className="lead">{lead}</p>
          {children}
          <p className="door-foot">
            <Button type="link" onClick={() => setElder(!isElder)}>
              {isElder ? '恢复标准字号' : '关怀模式（大字）'}
            </Button>
          </p>
        </div>
      </main>
    </>
  );
}
