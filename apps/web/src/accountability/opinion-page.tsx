import { accountabilityRoutes, type OpinionView } from '@quantu/accountability';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { Link, useParams } from 'react-router';
import { call } from '../shell/api.ts';
import { useAsOfQuery } from '../shell/as-of.ts';
import { recordAddress, useCatalogue } from '../shell/catalogue.ts';
import { Crumbs } from '../shell/crumbs.tsx';
import { PageHead } from '../shell/page.tsx';
import { Parts } from '../shell/parts.tsx';
import { useDistrict } from '../shell/session.ts';
import { Failed, Loading } from '../shell/states.tsx';
import { CoveragePart } from '../reports/coverage/coverage-part.tsx';
import { AddLink } from './add-link.tsx';
import { ItemPanel } from './item-panel.tsx';
import { ReviewLight } from './review-light.tsx';
import { Stages } from './stages.tsx';
import '../projects/projects.css';
import './accountability.css';

/** One opinion on one page: clause → measure → evidence on the left, days, extensions and votes on the right. */
export function OpinionPage() {
  const district = useDistrict();
  const opinion = useParams()['opinion'] ?? '';
  const query = useAsOfQuery();
  const answer = useQuery({
    queryKey: ['opinions', district, opinion, query],
    queryFn: ({ signal }) => call(accountabilityRoutes.opinion, { params: { district, opinion }, query, signal }),
  });
  if (answer.isPending) return <Loading />;
  if (!answer.data) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
  return <Opened district={district} view={answer.data.data} />;
}

function Opened({ district, view }: { district: string; view: OpinionView }) {
  const isDraft = view.state === 'draft' || view.state === 'review';
  return (
    <div className="page">
      <Crumbs above={[[`/d/${encodeURIComponent(district)}/opinions`, '审议意见']]} />
      <PageHead title={view.title} note={`${view.code} · ${view.stateLabel}`}>
        <ToRecord district={district} view={view} />
      </PageHead>
      <p>
        <ReviewLight {...view} />
        {view.next !== null && (
          <>
            {' '}
            下一步：{view.next.text}
            {view.next.on !== null && `（${view.next.on} 前）`}
          </>
        )}
      </p>
      <Gaps view={view} />
      {!isDraft && <CoveragePart district={district} opinion={view.id} />}
      <div className="project-columns">
        <div>
          {view.itemsOf.map((item) => (
            <ItemPanel key={item.id} district={district} item={item} paper={view.paper} />
          ))}
          {isDraft && (
            <AddLink district={district} register="review-item" given={{ opinion: [view.id, view.title] }}>
              登记意见事项
            </AddLink>
          )}
        </div>
        <div>
          <section className="panel" aria-label="办理期限">
            <h2>办理期限</h2>
            <Stages stages={view.stages} />
            <Extensions district={district} view={view} />
          </section>
          <Votes district={district} view={view} />
          <section className="panel" aria-label="基本情况">
            <h2>基本情况</h2>
            <Parts parts={view.facts.map(({ label, text }) => [label, text])} />
          </section>
        </div>
      </div>
    </div>
  );
}

/** To the record and its steps; who has no step to take there finds what is registered of it. */
function ToRecord({ district, view }: { district: string; view: OpinionView }) {
  const catalogue = useCatalogue(district);
  const steps = catalogue.data?.data.find(({ key }) => key === 'review-opinion')?.transitions ?? [];
  const mayStep = steps.some(({ from }) => from.includes(view.state));
  return (
    <Link to={recordAddress(district, 'review-opinion', view.id)}>
      {mayStep ? <Button type="primary">推进</Button> : <Button>登记信息</Button>}
    </Link>
  );
}

/** What nothing answers, and what rests on nothing: said before anything else. */
function Gaps({ view: { itemsOf } }: { view: OpinionView }) {
  const open = itemsOf.filter(({ gaps }) => gaps.length > 0);
  if (open.length === 0) return null;
  return (
    <Alert
      className="review-gaps"
      type="error"
      showIcon
      title={`${open.length} 件意见事项还有缺口`}
      description={
        <ul className="review-gap-list">
          {open.map(({ id, number, matter, gaps }) => (
            <li key={id}>
              <a href={`#item-${id}`}>
                {number} {matter}
              </a>
              ：{gaps.join('、')}
            </li>
          ))}
        </ul>
      }
    />
  );
}

function Extensions({ district, view }: { district: string; view: OpinionView }) {
  const isOpen = ['accepted', 'decomposed', 'handling', 'commenting'].includes(view.state);
  return (
    <>
      {view.extensions.map((one) => (
        <p key={one.id}>
          <Link to={recordAddress(district, 'review-extension', one.id)}>
            {one.matter === '' ? '整件意见' : one.matter}延期至 {one.to}
          </Link>{' '}
          {one.stateLabel}
          <span className="quiet">
            {' '}
            {one.on} 申请：{one.because}
            {one.decidedOn !== null && `；${one.decidedOn} 由 ${one.decidedBy} 决定`}
          </span>
        </p>
      ))}
      {isOpen && (
        <AddLink district={district} register="review-extension" given={{ opinion: [view.id, view.title] }}>
          申请延期
        </AddLink>
      )}
    </>
  );
}

function Votes({ district, view }: { district: string; view: OpinionView }) {
  if (view.votes.length === 0 && view.state !== 'filed') return null;
  return (
    <section className="panel" aria-label="满意度测评">
      <h2>满意度测评</h2>
      {view.votes.map((vote) => (
        <div key={vote.id} className="review-vote">
          <Link to={recordAddress(district, 'review-vote', vote.id)}>
            第 {vote.round} 轮：{vote.verdict}
          </Link>{' '}
          <span className="quiet">
            {vote.on} {vote.session}（{vote.stateLabel}）
          </span>
          <p>{vote.because}</p>
          <p className="quiet">规则：{vote.rule}</p>
        </div>
      ))}
      <Link to={`/d/${encodeURIComponent(district)}/opinions/${view.id}/vote`}>
        {view.state === 'filed' ? '登记票数，公布结果' : '各轮票数和结果单'}
      </Link>
    </section>
  );
}
