import { ruleText, type Voting, type VotingRound, type VotingRule } from '@quantu/accountability';
import { registerRoutes } from '@quantu/product-registers';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, InputNumber, Popconfirm, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../shell/api.ts';
import { todayInChina } from '../../shell/as-of.ts';
import { FaultLine } from '../../shell/states.tsx';
import { COUNTS, judge, NOTHING, VERDICT_WORDS, type Entered, type Judged } from './ballot.ts';

interface Props {
  district: string;
  voting: Voting;
  /** What was entered of this round, not announced yet. */
  counting: VotingRound | null;
}

interface Head {
  readonly session: string;
  readonly on: string;
  readonly method: string | null;
  readonly rule: string | null;
}

/** The counts of the round as they are read out; the verdict and its computation follow every key. */
export function VoteForm({ district, voting, counting }: Props) {
  const [head, setHead] = useState<Head>(
    counting ?? { session: '', on: todayInChina(), method: voting.methods[0]?.code ?? null, rule: null },
  );
  const [entered, setEntered] = useState<Entered>(counting ?? { ...NOTHING, members: voting.members, invalid: 0 });
  const rule = voting.rules.find(({ id }) => id === head.rule) ?? voting.rules[0]!;
  const judged = judge(entered, rule);
  const isReady = judged.kind === 'verdict' && head.session.trim() !== '' && head.on !== '';
  const save = useSaving({ district, voting, counting }, head, judged);
  return (
    <section className="panel vote-form" aria-label={`第 ${voting.round} 轮计票`}>
      <h2>第 {voting.round} 轮计票</h2>
      <HeadFields voting={voting} head={head} rule={rule} onChange={setHead} />
      <div className="vote-entry">
        {COUNTS.map(({ name, label, unit }) => (
          <label key={name}>
            {label}
            <InputNumber
              aria-label={label}
              min={0}
              max={100_000}
              precision={0}
              suffix={unit}
              value={entered[name]}
              onChange={(value) => setEntered({ ...entered, [name]: value })}
            />
          </label>
        ))}
      </div>
      <Live judged={judged} />
      <FaultLine error={save.error} />
      <div className="vote-buttons">
        <Button disabled={!isReady} loading={save.isPending} onClick={() => save.mutate(false)}>
          保存票数
        </Button>
        <Popconfirm
          title={`公布第 ${voting.round} 轮结果？公布后不能修改`}
          okText="公布"
          cancelText="再核对"
          disabled={!isReady || judged.verdict === 'void'}
          onConfirm={() => save.mutate(true)}
        >
          <Button type="primary" disabled={!isReady || judged.verdict === 'void'} loading={save.isPending}>
            公布结果
          </Button>
        </Popconfirm>
      </div>
    </section>
  );
}

interface HeadProps {
  voting: Voting;
  head: Head;
  rule: VotingRule;
  onChange: (head: Head) => void;
}

function HeadFields({ voting, head, rule, onChange }: HeadProps) {
  return (
    <>
      <div className="vote-entry vote-head">
        <label>
          会议
          <Input
            value={head.session}
            maxLength={120}
            placeholder="区五届人大常委会第二十次会议"
            onChange={({ target }) => onChange({ ...head, session: target.value })}
          />
        </label>
        <label>
          测评日期
          <Input type="date" value={head.on} onChange={({ target }) => onChange({ ...head, on: target.value })} />
        </label>
        <label>
          表决方式
          <Select
            aria-label="表决方式"
            value={head.method}
            options={voting.methods.map(({ code, label }) => ({ value: code, label }))}
            onChange={(method) => onChange({ ...head, method })}
          />
        </label>
        <label>
          测评规则
          <Select
            aria-label="测评规则"
            value={rule.id ?? ''}
            options={voting.rules.map(({ id, label }) => ({ value: id ?? '', label }))}
            onChange={(id) => onChange({ ...head, rule: id === '' ? null : id })}
          />
        </label>
      </div>
      <p className="quiet">
        规则：{ruleText(rule)}（{rule.source}）
      </p>
    </>
  );
}

function Live({ judged }: { judged: Judged }) {
  return (
    <div className={`vote-live vote-${judged.kind}`} role="status" aria-live="polite">
      {judged.kind === 'verdict' ? (
        <>
          <strong>{VERDICT_WORDS[judged.verdict]}</strong>
          <span>{judged.because}</span>
        </>
      ) : (
        <span className={judged.kind === 'wrong' ? 'light-bad' : 'quiet'}>
          {judged.kind === 'wrong' && '■ 票数不对：'}
          {judged.text}
        </span>
      )}
    </div>
  );
}

function useSaving({ district, voting, counting }: Props, head: Head, judged: Judged) {
  const client = useQueryClient();
  const of = { district, register: 'review-vote' };
  return useMutation({
    mutationFn: async (isAnnounced: boolean) => {
      if (judged.kind !== 'verdict') return;
      const values = {
        session: head.session.trim(),
        on: head.on,
        method: head.method,
        rule: head.rule,
        ...judged.ballot,
      };
      const { data } =
        counting === null
          ? await call(registerRoutes.create, {
              params: of,
              body: { values: { ...values, opinion: voting.opinion, round: voting.round } },
            })
          : await call(registerRoutes.change, {
              params: { ...of, record: counting.id },
              body: { version: counting.version, values },
            });
      if (isAnnounced)
        await call(registerRoutes.move, {
          params: { ...of, record: data.id },
          body: { version: data.version, transition: 'announce' },
        });
    },
    // Also after half of it: what was saved is shown as saved.
    onSettled: () => client.invalidateQueries({ queryKey: ['opinions', district] }),
  });
}
