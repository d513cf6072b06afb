import { DownOutlined } from '@ant-design/icons';
import { reportRoutes } from '@quantu/reports';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { call } from '../../shell/api.ts';
import { useDesk } from '../desk.ts';
import { conflictsIn } from '../editor/conflicts.ts';
import { StepDialog } from './step-dialog.tsx';

/** Steps of the report that the reader may take now. */
export function ReportSteps() {
  const { district, report, paper, found } = useDesk();
  const [chosen, choose] = useState<string | null>(null);
  const { steps } = report.can;
  const step = steps.find(({ key }) => key === chosen);
  const [first, ...rest] = steps;
  const errors = found.filter(({ severity }) => severity === 'error').length;
  const open = paper ? conflictsIn(paper.editor.view.state).length : 0;
  return (
    <>
      {first && (
        <Button type="primary" onClick={() => choose(first.key)}>
          {first.label}
        </Button>
      )}
      {rest.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{ items: rest.map(({ key, label }) => ({ key, label })), onClick: ({ key }) => choose(key) }}
        >
          <Button aria-label="其他动作">
            <DownOutlined className="tiny" />
          </Button>
        </Dropdown>
      )}
      {step && (
        <StepDialog
          title={`${step.label}：${report.title}`}
          word={step.label}
          needsReason={step.needsReason}
          notes={[
            ...(errors > 0 ? [`还有 ${errors} 处必须改的问题`] : []),
            ...(open > 0 ? [`还有 ${open} 处两人同时改的地方没有选定`] : []),
          ]}
          take={async (reason) => {
            await paper?.saver.settled();
            await call(reportRoutes.stepReport, {
              params: { district, report: report.id },
              body: { step: step.key, reason },
            });
          }}
          onClose={() => choose(null)}
        />
      )}
    </>
  );
}
