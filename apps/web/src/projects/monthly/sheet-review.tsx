import { projectRoutes, type ReportStatus, type Sheet, type SheetRow } from '@quantu/projects';
import { useMutation } from '@tanstack/react-query';
import { App, Button, Modal, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { call } from '../../shell/api.ts';
import { useAsOf } from '../../shell/as-of.ts';
import { ReasonInput } from '../../shell/reason-input.tsx';
import { Failed, FaultLine, Loading } from '../../shell/states.tsx';
import { ProjectLight } from '../project-light.tsx';
import { difference, lead, percent, signed, wan } from '../words.ts';
import { AmendDialog } from './amend-dialog.tsx';
import { type ProgressChoice } from './cells.ts';
import { LateStrip } from './sheet-status.tsx';
import { useProgressChoices, useSheet, useTakeSheet } from './use-sheet.ts';

interface Props {
  district: string;
  month: string;
  status: ReportStatus;
  onBack: (() => void) | undefined;
}

/** One organisation's sheet for who approves it: this month beside the last, then 审定 or 退回. */
export function SheetReview({ district, month, status, onBack }: Props) {
  const sheet = useSheet(district, month, status.organisation);
  const choices = useProgressChoices(district);
  const isPast = useAsOf() !== null;
  const [amended, setAmended] = useState<SheetRow | null>(null);
  if (sheet.isPending) return <Loading />;
  if (!sheet.data) return <Failed error={sheet.error} onRetry={() => void sheet.refetch()} />;
  const { data } = sheet.data;
  return (
    <section aria-label={data.name}>
      <div className="page-head">
        {onBack && <Button onClick={onBack}>返回单位</Button>}
        <h2 className="sub-head">{data.name}</h2>
        <span className="page-actions">
          {data.status.can.approve && data.status.submitted > 0 && !isPast && (
            <Decide district={district} sheet={data} />
          )}
        </span>
      </div>
      <LateStrip status={data.status} />
      <Table
        className="sheet"
        size="small"
        rowKey="report"
        columns={columns(district, choices, isPast ? null : setAmended)}
        dataSource={data.rows}
        pagination={false}
        scroll={{ x: 720 }}
      />
      {amended !== null && (
        <AmendDialog
          district={district}
          month={month}
          row={amended}
          choices={choices}
          onClose={() => setAmended(null)}
        />
      )}
    </section>
  );
}

function Decide({ district, sheet }: { district: string; sheet: Sheet }) {
  const { message } = App.useApp();
  const take = useTakeSheet(district);
  const [reason, setReason] = useState<string | null>(null);
  const params = { district, month: sheet.month };
  const { organisation } = sheet;
  const approve = useMutation({
    mutationFn: () => call(projectRoutes.approveSheet, { params, body: { organisation } }),
    onSuccess: ({ data }) => {
      take(data);
      void message.success(`${data.name}的月报已审定，数据锁定`);
    },
  });
  const giveBack = useMutation({
    mutationFn: (reason: string) => call(projectRoutes.returnSheet, { params, body: { organisation, reason } }),
    onSuccess: ({ data }) => {
      take(data);
      setReason(null);
      void message.success(`已退回${data.name}`);
    },
  });
  return (
    <>
      <FaultLine error={approve.error} />
      <Button onClick={() => setReason('')}>退回</Button>
      <Button type="primary" loading={approve.isPending} onClick={() => approve.mutate()}>
        审定
      </Button>
      <Modal
        open={reason !== null}
        title={`退回 ${sheet.name} 的月报`}
        okText="退回"
        okButtonProps={{ disabled: (reason ?? '').trim() === '' }}
        confirmLoading={giveBack.isPending}
        onOk={() => giveBack.mutate((reason ?? '').trim())}
        onCancel={() => setReason(null)}
      >
        <ReasonInput label="理由（单位能看到）" value={reason ?? ''} onChange={setReason} />
        <FaultLine error={giveBack.error} />
      </Modal>
    </>
  );
}

const STATE_WORD: Readonly<Record<string, string>> = {
  open: '未报',
  submitted: '待审定',
  approved: '已审定',
};

function columns(
  district: string,
  choices: readonly ProgressChoice[],
  amend: ((row: SheetRow) => void) | null,
): TableColumnsType<SheetRow> {
  const label = (code: string | null): string => choices.find(({ value }) => value === code)?.label ?? code ?? '—';
  return [
    {
      title: '项目',
      key: 'name',
      width: '11em',
      render: (_, { name, code, project, state, isLate, isAmended }) => (
        <>
          <Link to={`/d/${district}/projects/${project}`}>{name}</Link>
          <div className="quiet">
            {code} · {STATE_WORD[state] ?? state}
            {isLate && ' · 迟报'}
            {isAmended && ' · 已更正'}
          </div>
        </>
      ),
    },
    {
      title: '本月（万元）',
      key: 'done',
      className: 'num',
      align: 'right',
      render: (_, { doneYuan, prefilled }) => (
        <>
          <b>{wan(doneYuan)}</b>
          {prefilled.includes('doneYuan') && <div className="quiet">沿用上月</div>}
        </>
      ),
    },
    {
      title: '上月',
      key: 'before',
      className: 'num',
      align: 'right',
      render: (_, { before }) => wan(before?.doneYuan ?? null),
    },
    {
      title: '比上月',
      key: 'difference',
      className: 'num',
      align: 'right',
      render: (_, { doneYuan, before }) => <Difference now={doneYuan} before={before?.doneYuan ?? null} />,
    },
    { title: '本年累计', key: 'all', className: 'num', align: 'right', render: (_, row) => wan(row.cumulativeYuan) },
    {
      title: '完成率',
      key: 'rate',
      className: 'num',
      align: 'right',
      render: (_, { rate, leadPp }) => (
        <>
          {percent(rate)}
          <div className="quiet">{lead(leadPp)}</div>
        </>
      ),
    },
    {
      title: '灯',
      key: 'light',
      render: (_, { light, before, reason }) => (
        <span title={reason}>
          <ProjectLight light={light} before={before?.light ?? null} />
        </span>
      ),
    },
    {
      title: '形象进度、问题',
      key: 'words',
      width: '14em',
      render: (_, { progress, progressText, problem }) => (
        <>
          {label(progress)} {progressText}
          {problem !== null && problem !== '' && <div className="light-watch">问题：{problem}</div>}
        </>
      ),
    },
    {
      title: '',
      key: 'do',
      render: (_, row) =>
        row.can.amend &&
        amend !== null && (
          <Button size="small" onClick={() => amend(row)} aria-label={`更正 ${row.name}`}>
            更正
          </Button>
        ),
    },
  ];
}

function Difference({ now, before }: { now: string | null; before: string | null }) {
  const yuan = difference(now, before);
  if (yuan === null || yuan === '0') return <span className="quiet">{yuan === null ? '—' : '持平'}</span>;
  return <span className="differs">{signed(wan(yuan))}</span>;
}
