import { reportRoutes, type ReportVersion } from '@quantu/reports';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { call } from '../../shell/api.ts';
import { moment } from '../../shell/moment.ts';
import { FaultLine, Loading } from '../../shell/states.tsx';
import { comparisonAddress } from '../addresses.ts';
import { DownloadMenu } from '../bar/download-menu.tsx';
import { partKey, useDesk } from '../desk.ts';
import { ProofPart } from './proof-part.tsx';

const KINDS: Readonly<Record<ReportVersion['kind'], string>> = {
  kept: '留存',
  reviewed: '送审稿',
  returned: '退回稿',
  signed: '签发稿',
};

/** What the report was: kept by hand and with every step, each to be opened, compared and downloaded. */
export function VersionsTab() {
  const desk = useDesk();
  const { district, report, paper } = desk;
  const client = useQueryClient();
  const [name, setName] = useState('');
  const versions = useQuery({
    queryKey: partKey(desk, 'versions'),
    queryFn: ({ signal }) => call(reportRoutes.versions, { params: { district, report: report.id }, signal }),
  });
  const keep = useMutation({
    mutationFn: async () => {
      await paper?.saver.settled();
      return call(reportRoutes.keepVersion, { params: { district, report: report.id }, body: { name: name.trim() } });
    },
    onSuccess: async () => {
      setName('');
      await client.invalidateQueries({ queryKey: partKey(desk, 'versions') });
    },
  });
  const all = versions.data?.data ?? [];
  return (
    <div className="desk-list">
      {['signed', 'filed', 'published'].includes(report.state) && <ProofPart />}
      {report.can.arrange && (
        <form
          className="version-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() !== '') keep.mutate();
          }}
        >
          <Input
            aria-label="版本名称"
            placeholder="例如：征求意见稿"
            maxLength={80}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
          <Button htmlType="submit" disabled={name.trim() === ''} loading={keep.isPending}>
            留作版本
          </Button>
        </form>
      )}
      <FaultLine error={keep.error ?? versions.error} />
      {versions.isPending && <Loading />}
      {versions.data && all.length === 0 && <p className="quiet pad">还没有版本。送审、退回、签发时自动留一个。</p>}
      <ul>
        {all.map((version) => (
          <li key={version.id} className="desk-item">
            <p>
              <b>{version.name}</b> <span className="quiet">{KINDS[version.kind]}</span>
            </p>
            <p className="quiet">
              {moment(version.madeAt)} {version.madeBy}
            </p>
            <p className="desk-item-acts">
              <Link to={comparisonAddress(district, report.id, version.number, version.number)}>打开</Link>
              <Link to={comparisonAddress(district, report.id, version.number, 0)}>花脸稿：与现在比</Link>
              <DownloadMenu version={version.number} />
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}
