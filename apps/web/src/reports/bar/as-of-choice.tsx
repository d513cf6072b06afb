import { reportRoutes } from '@quantu/reports';
import { useMutation } from '@tanstack/react-query';
import { Button, Input, Popover } from 'antd';
import { useState } from 'react';
import { call } from '../../shell/api.ts';
import { todayInChina, usualDays } from '../../shell/as-of.ts';
import { FaultLine } from '../../shell/states.tsx';
import { useDesk, useRefresh } from '../desk.ts';

/** 数据截至: the day whose end all figures are taken at; without one they follow the registers. */
export function AsOfChoice() {
  const { district, report } = useDesk();
  const [isOpen, setOpen] = useState(false);
  const refresh = useRefresh(district, report.id);
  const set = useMutation({
    mutationFn: (asOf: string | null) =>
      call(reportRoutes.arrangeReport, {
        params: { district, report: report.id },
        body: { base: report.revision, head: report.head, asOf },
      }),
    onSuccess: async () => {
      setOpen(false);
      await refresh();
    },
  });
  const word = `数据截至：${report.asOf ?? '随台账'}`;
  if (!report.can.arrange) return <span className="as-of-said">{word}</span>;
  const content = (
    <div className="as-of-days">
      <label className="stack">
        数据截至（日终）
        <Input
          type="date"
          max={todayInChina()}
          defaultValue={report.asOf ?? ''}
          onChange={({ target }) => target.value !== '' && set.mutate(target.value)}
        />
      </label>
      <div className="as-of-usual">
        {usualDays(todayInChina()).map(({ label, day }) => (
          <Button key={day} size="small" onClick={() => set.mutate(day)}>
            {label} {day}
          </Button>
        ))}
        <Button size="small" onClick={() => set.mutate(null)}>
          随台账
        </Button>
      </div>
      <p className="quiet">定了日期，全文数字都按这一天的台账核对；台账以后再变，报告不跟着变。</p>
      <FaultLine error={set.error} />
    </div>
  );
  return (
    <Popover open={isOpen} onOpenChange={setOpen} trigger="click" placement="bottomRight" content={content}>
      <Button aria-expanded={isOpen} loading={set.isPending}>
        {word}
      </Button>
    </Popover>
  );
}
