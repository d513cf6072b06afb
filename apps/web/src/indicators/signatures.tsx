import { SafetyCertificateOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { indicatorRoutes, type Signature } from '@quantu/indicators';
import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { call } from '../shell/api.ts';
import { grouped } from '../shell/figure-text.ts';
import { Light } from '../shell/light.tsx';
import { moment } from '../shell/moment.ts';
import { FaultLine } from '../shell/states.tsx';
import type { Narrowing } from './indicator-page.tsx';

interface Props {
  params: { district: string; register: string; figure: string };
  query: Narrowing;
  signatures: readonly Signature[];
  maySign: boolean;
}

/** Values that somebody stands for: signed once, derivable from the history ever after. */
export function Signatures({ params, query, signatures, maySign }: Props) {
  const client = useQueryClient();
  const sign = useMutation({
    mutationFn: () => call(indicatorRoutes.sign, { params, body: query }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['indicator', params] }),
  });
  return (
    <>
      <div className="page-head indicator-signing">
        <h2>签发</h2>
        {maySign && (
          <span className="page-actions">
            <Popconfirm
              title="签发当前数值？"
              description="数值、口径、依据的每一行和数据时点将固定下来，不能修改或删除。"
              okText="签发"
              cancelText="取消"
              onConfirm={() => sign.mutate()}
            >
              <Button icon={<SafetyCertificateOutlined />} loading={sign.isPending}>
                签发
              </Button>
            </Popconfirm>
          </span>
        )}
      </div>
      <FaultLine error={sign.error} />
      {signatures.length === 0 ? (
        <p className="quiet">还没有签发过。</p>
      ) : (
        <ul className="plain-list">
          {signatures.map((signature) => (
            <SignatureLine key={signature.id} district={params.district} signature={signature} />
          ))}
        </ul>
      )}
    </>
  );
}

function SignatureLine({ district, signature }: { district: string; signature: Signature }) {
  const [isAsked, ask] = useState(false);
  const verified = useQuery({
    queryKey: ['signature', district, signature.id],
    queryFn: ({ signal }) => call(indicatorRoutes.verify, { params: { district, signature: signature.id }, signal }),
    enabled: isAsked,
    staleTime: 0,
  });
  const answer = verified.data?.data;
  return (
    <li className="signature">
      <span>
        <b className="num">
          {grouped(signature.shown)} {signature.unit}
        </b>
        {(signature.scope ?? signature.period) !== null && (
          <span className="quiet">
            {' '}
            {[signature.period, signature.scope].filter((word) => word !== null).join(' · ')}
          </span>
        )}
        <span className="quiet">
          {' '}
          {signature.by} {moment(signature.at)} 签发，数据截至 {moment(signature.asOf)}，{signature.rows} 行，摘要{' '}
          <code title={signature.digest}>{signature.digest.slice(0, 8)}…</code>
        </span>
        {answer && (
          <span role="status" className="signature-answer">
            <Light kind={answer.isIntact && answer.isDerivable ? 'good' : 'bad'} word={answer.text} />
          </span>
        )}
        <FaultLine error={verified.error} />
      </span>
      <Button
        size="small"
        loading={verified.isFetching}
        onClick={() => (isAsked ? void verified.refetch() : ask(true))}
      >
        验证
      </Button>
    </li>
  );
}
