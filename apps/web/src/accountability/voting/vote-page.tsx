import { accountabilityRoutes, ruleText, type Voting, type VotingRound } from '@quantu/accountability';
import { addressOf } from '@quantu/people';
import { PrinterOutlined, ProjectOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { call } from '../../shell/api.ts';
import { useAsOfQuery } from '../../shell/as-of.ts';
import { recordAddress, registerAddress } from '../../shell/catalogue.ts';
import { Crumbs } from '../../shell/crumbs.tsx';
import { PageHead } from '../../shell/page.tsx';
import { useDistrict } from '../../shell/session.ts';
import { Failed, Loading } from '../../shell/states.tsx';
import { opinionAddress } from '../addresses.ts';
import { COUNTS } from './ballot.ts';
import { Projector } from './projector.tsx';
import { VoteForm } from './vote-form.tsx';
import './voting.css';

/** 满意度测评 of one opinion: its rule in words, the count with its verdict while it is entered, every round there was. */
export function VotePage() {
  const district = useDistrict();
  const opinion = useParams()['opinion'] ?? '';
  const query = useAsOfQuery();
  const [projected, setProjected] = useState<string | null>(null);
  const answer = useQuery({
    queryKey: ['opinions', district, opinion, 'voting', query],
    queryFn: ({ signal }) => call(accountabilityRoutes.voting, { params: { district, opinion }, query, signal }),
  });
  if (answer.isPending) return <Loading />;
  if (!answer.data) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
  const { data, can } = answer.data;
  const shown = data.rounds.find(({ id }) => id === projected);
  if (shown) return <Projector title={data.title} round={shown} onClose={() => setProjected(null)} />;
  const counting = data.rounds.find(({ round, isAnnounced }) => round === data.round && !isAnnounced);
  return (
    <div className="page">
      <Crumbs
        above={[
          [`/d/${encodeURIComponent(district)}/opinions`, '审议意见'],
          [opinionAddress(district, opinion), data.title],
        ]}
      />
      <PageHead title="满意度测评" note={`${data.title} · ${data.stateLabel}`} />
      {data.isOpen ? (
        can.count ? (
          <VoteForm key={counting?.version ?? 0} district={district} voting={data} counting={counting ?? null} />
        ) : (
          <p className="panel">第 {data.round} 轮测评由人大常委会办公室登记票数、公布结果</p>
        )
      ) : (
        <p className="panel">{data.closedBecause}</p>
      )}
      {!data.isOpen && <DefaultRule district={district} voting={data} />}
      {data.rounds.toReversed().map((round) => (
        <Round
          key={round.id}
          district={district}
          opinion={opinion}
          round={round}
          onProject={() => setProjected(round.id)}
        />
      ))}
    </div>
  );
}

function DefaultRule({ district, voting: { rules } }: { district: string; voting: Voting }) {
  const [rule] = rules;
  if (!rule) return null;
  return (
    <p className="quiet">
      默认规则：{ruleText(rule)}（{rule.source}）。<Link to={registerAddress(district, 'vote-rule')}>测评规则</Link>
    </p>
  );
}

interface RoundProps {
  district: string;
  opinion: string;
  round: VotingRound;
  onProject: () => void;
}

function Round({ district, opinion, round, onProject }: RoundProps) {
  const params = { district, opinion, vote: round.id };
  return (
    <section className="panel vote-round" aria-label={`第 ${round.round} 轮`}>
      <h2>
        <Link to={recordAddress(district, 'review-vote', round.id)}>
          第 {round.round} 轮：{round.verdictLabel}
        </Link>
        <span className="quiet">
          {round.on} {round.session} {round.methodLabel}{' '}
          {round.isAnnounced ? `${round.announcedOn ?? ''} 已公布` : '计票中'}
        </span>
      </h2>
      <dl className="vote-counts">
        {COUNTS.map(({ name, label, unit }) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd>
              {round[name]} <small>{unit}</small>
            </dd>
          </div>
        ))}
      </dl>
      <p>{round.because}</p>
      <p className="quiet">规则：{round.ruleText}</p>
      <p className="no-print">
        <Button icon={<PrinterOutlined />} href={addressOf(accountabilityRoutes.voteSheet, { params })}>
          结果单（A4）
        </Button>{' '}
        <Button icon={<ProjectOutlined />} onClick={onProject}>
          投影
        </Button>
      </p>
    </section>
  );
}
