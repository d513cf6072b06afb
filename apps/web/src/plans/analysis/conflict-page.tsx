import { analysisRoutes as routes, type ConflictView, type Proposal } from '@quantu/plans';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Input, Radio } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { call } from '../../shell/api.ts';
import { Crumbs } from '../../shell/crumbs.tsx';
import { PageHead } from '../../shell/page.tsx';
import { Parts, said } from '../../shell/parts.tsx';
import { useDistrict } from '../../shell/session.ts';
import { Failed, FaultLine, Loading } from '../../shell/states.tsx';
import { mapAddress, plansKey, useForgetPlans, useMayWritePlans } from '../use-plans.ts';
import { areaText } from '../words.ts';
import { ConflictMap } from './conflict-map.tsx';
import '../plans.css';
import './analysis.css';

type Side = 'a' | 'b';

/** One conflict on the map, and the smallest edit that would remove it. */
export function ConflictPage() {
  const district = useDistrict();
  const mayWrite = useMayWritePlans();
  const { conflict: id = '' } = useParams();
  const [side, setSide] = useState<Side | undefined>();
  const params = { district, conflict: id };
  const key = [...plansKey(district), 'conflict', id];
  const one = useQuery({ queryKey: key, queryFn: ({ signal }) => call(routes.conflict, { params, signal }) });
  const canAccept = mayWrite && one.data?.data.can.accept === true;
  const proposal = useQuery({
    queryKey: [...key, 'proposal', side],
    queryFn: ({ signal }) => call(routes.proposal, { params, query: side === undefined ? {} : { side }, signal }),
    enabled: canAccept,
    retry: false,
  });
  if (one.isPending) return <Loading />;
  if (!one.data) return <Failed error={one.error} onRetry={() => void one.refetch()} />;
  const conflict = one.data.data;
  const drawn = proposal.data?.data ?? null;
  return (
    <div className="page">
      <Crumbs
        above={[
          [mapAddress(district), '一张图'],
          [mapAddress(district, '/overlays'), '叠加分析'],
          [`/d/${district}/registers/plan-conflict`, '差异图斑'],
        ]}
      />
      <PageHead title={conflict.number} note={conflict.stateLabel}>
        <Link to={`/d/${district}/registers/plan-conflict/${id}`}>台账记录：交办、作出决定</Link>
      </PageHead>
      <p>{conflict.title}</p>
      <div className="overlay-columns">
        <div>
          <Parts parts={partsOf(conflict)} />
          {canAccept && (
            <section aria-label="建议调整" className="sheet overlay-suggested">
              <h2 className="overlay-head">建议调整边界</h2>
              <SideChoice conflict={conflict} side={side ?? drawn?.side} onChange={setSide} />
              <FaultLine error={proposal.error} />
              {drawn && <Suggested proposal={drawn} params={params} />}
            </section>
          )}
        </div>
        <ConflictMap conflict={conflict} proposal={drawn} />
      </div>
    </div>
  );
}

const partsOf = (one: ConflictView) => [
  ...said('类型', one.kindLabel),
  ...said('面积', areaText(one.areaM2)),
  ...said('镇街', one.town),
  ...said('甲', [one.layerA?.name, one.classA].filter(Boolean).join('：')),
  ...said('乙', [one.layerB?.name, one.classB].filter(Boolean).join('：')),
  ...said('谁让', one.yields),
  ...said('依据', one.clause),
  ...said('所用规则', one.ruleSet),
  ...said('处理单位', one.holder),
  ...said('处理期限', one.dueOn),
];

interface SideProps {
  conflict: ConflictView;
  side: Side | undefined;
  onChange: (side: Side) => void;
}

function SideChoice({ conflict, side, onChange }: SideProps) {
  const names = { a: conflict.layerA?.name, b: conflict.layerB?.name };
  if (conflict.sides.length < 2) return null;
  return (
    <Radio.Group
      aria-label="哪一方让"
      value={side}
      onChange={({ target }) => onChange(target.value === 'b' ? 'b' : 'a')}
      options={conflict.sides.map((value) => ({ value, label: `${names[value] ?? ''}让` }))}
    />
  );
}

/** Areas before and after, and the button that makes it a draft. */
function Suggested({ proposal, params }: { proposal: Proposal; params: { district: string; conflict: string } }) {
  const forget = useForgetPlans();
  const [reason, setReason] = useState('');
  const accept = useMutation({
    mutationFn: () => {
      const { side, base } = proposal;
      return call(routes.acceptProposal, { params, body: { side, base, reason: reason.trim() } });
    },
    onSuccess: forget,
  });
  const layerAddress = mapAddress(params.district, `/layers/${proposal.layer}/versions`);
  return (
    <>
      <div className="overlay-scroll">
        <table className="overlay-table">
          <caption className="overlay-caption">“{proposal.layerName}”要改的要素（平方米）</caption>
          <thead>
            <tr>
              <th scope="col">要素</th>
              <th scope="col">调整前</th>
              <th scope="col">调出</th>
              <th scope="col">调整后</th>
            </tr>
          </thead>
          <tbody>
            {proposal.features.map(({ key, name, code, beforeM2, cutM2, afterM2 }) => (
              <tr key={key}>
                <th scope="row">
                  {name ?? key} <span className="quiet">{code}</span>
                </th>
                <td>{beforeM2.toFixed(2)}</td>
                <td>{cutM2.toFixed(2)}</td>
                <td>{afterM2.toFixed(2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {proposal.notes.map((note) => (
        <p key={note} className="quiet">
          {note}
        </p>
      ))}
      {accept.data ? (
        <Alert
          type="success"
          showIcon
          title={`已写进“${proposal.layerName}”的草稿（第 ${accept.data.data.draft} 版）`}
          description={
            <>
              {accept.data.data.findings.map((finding) => (
                <p key={finding}>{finding}</p>
              ))}
              <Link to={layerAddress}>看版本差异并发布</Link>
              。发布以后再叠加一次，图斑自动销号；作出决定要在台账记录里上传依据文件。
            </>
          }
        />
      ) : (
        <form
          className="overlay-acts"
          onSubmit={(event) => {
            event.preventDefault();
            accept.mutate();
          }}
        >
          <Input
            aria-label="采纳理由"
            placeholder="采纳理由"
            maxLength={500}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
          <Button type="primary" htmlType="submit" loading={accept.isPending} disabled={reason.trim() === ''}>
            采纳，写进草稿
          </Button>
        </form>
      )}
      <FaultLine error={accept.error} />
    </>
  );
}
