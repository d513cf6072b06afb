import { projectRoutes, type Rules } from '@quantu/projects';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { call } from '../../shell/api.ts';
import { useAsOfQuery } from '../../shell/as-of.ts';
import { Light } from '../../shell/light.tsx';
import { moment } from '../../shell/moment.ts';
import { PageHead } from '../../shell/page.tsx';
import { ReasonInput } from '../../shell/reason-input.tsx';
import { useDistrict } from '../../shell/session.ts';
import { Failed, FaultLine, Loading } from '../../shell/states.tsx';
import { Curves } from './curves.tsx';
import '../projects.css';

/** 亮灯规则: which published rule decides, whose curve is gone by, and who chose that. */
export function RulesPage() {
  const district = useDistrict();
  const query = useAsOfQuery();
  const rules = useQuery({
    queryKey: ['projects', district, 'rules', query],
    queryFn: ({ signal }) => call(projectRoutes.rules, { params: { district }, query, signal }),
  });
  if (rules.isPending) return <Loading />;
  if (!rules.data) return <Failed error={rules.error} onRetry={() => void rules.refetch()} />;
  const { data, can } = rules.data;
  const canChoose = can.choose && query.asOf === undefined;
  return (
    <div className="page">
      <PageHead title="亮灯规则和进度曲线" note="选用哪一套由政府办定，每次选用都留痕，全部灯随即重算" />
      <RuleSets district={district} rules={data} canChoose={canChoose} />
      <Curves district={district} rules={data} canChoose={canChoose} />
      <section className="panel rules-acts" aria-label="选用记录">
        <h2>选用记录</h2>
        {data.acts.length === 0 && <p className="quiet">还没有改过，用的是默认规则。</p>}
        <ol className="history">
          {data.acts.map(({ at, by, text, reason }) => (
            <li key={at}>
              <div className="quiet">
                {moment(at)} · {by}
              </div>
              <div>
                {text}
                {reason !== null && <span className="quiet"> 理由：{reason}</span>}
              </div>
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}

interface Props {
  district: string;
  rules: Rules;
  canChoose: boolean;
}

interface Wish {
  ruleSet?: string;
  dueWorkday?: number;
  word: string;
}

function RuleSets({ district, rules, canChoose }: Props) {
  const [wish, setWish] = useState<Wish | null>(null);
  return (
    <>
      <ul className="rule-sets">
        {rules.sets.map(({ key, label, source, green, yellow, red }) => {
          const isChosen = key === rules.chosen;
          return (
            <li key={key} className={isChosen ? 'panel rule-set rule-set-chosen' : 'panel rule-set'}>
              <h2>
                {label}
                {isChosen && <Light kind="good" word="正在使用" />}
                {!isChosen && canChoose && (
                  <Button size="small" onClick={() => setWish({ ruleSet: key, word: `改用“${label}”` })}>
                    选用
                  </Button>
                )}
              </h2>
              <p>
                <Light kind="good" word="绿灯" /> {green}
              </p>
              <p>
                <Light kind="watch" word="黄灯" /> {yellow}
              </p>
              <p>
                <Light kind="bad" word="红灯" /> {red}
              </p>
              <p className="quiet">{source}</p>
            </li>
          );
        })}
      </ul>
      <DueWorkday rules={rules} canChoose={canChoose} onWish={setWish} />
      {wish !== null && <ChooseDialog district={district} wish={wish} onClose={() => setWish(null)} />}
    </>
  );
}

function DueWorkday({
  rules: { dueWorkday },
  canChoose,
  onWish,
}: {
  rules: Rules;
  canChoose: boolean;
  onWish: (wish: Wish) => void;
}) {
  const [day, setDay] = useState<number | null>(dueWorkday);
  if (!canChoose) return <p className="rules-due">月报于次月第 {dueWorkday} 个工作日前报送。</p>;
  return (
    <p className="rules-due">
      月报于次月第{' '}
      <InputNumber
        aria-label="截止工作日"
        min={1}
        max={20}
        precision={0}
        value={day}
        className="rules-workday"
        onChange={setDay}
      />{' '}
      个工作日前报送{' '}
      {day !== null && day !== dueWorkday && (
        <Button onClick={() => onWish({ dueWorkday: day, word: `月报改为次月第 ${day} 个工作日前报送` })}>改</Button>
      )}
    </p>
  );
}

function ChooseDialog({ district, wish, onClose }: { district: string; wish: Wish; onClose: () => void }) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const choose = useMutation({
    mutationFn: () => {
      const { word: _, ...body } = wish;
      return call(projectRoutes.chooseRules, { params: { district }, body: { ...body, reason: reason.trim() } });
    },
    onSuccess: async ({ changed }) => {
      await client.invalidateQueries({ queryKey: ['projects', district] });
      void message.success(changed === 0 ? '已选用，没有灯变色' : `已选用，${changed} 盏灯变了颜色`);
      onClose();
    },
  });
  return (
    <Modal
      open
      title={wish.word}
      okText="选用"
      okButtonProps={{ disabled: reason.trim() === '' }}
      confirmLoading={choose.isPending}
      onOk={() => choose.mutate()}
      onCancel={onClose}
    >
      <ReasonInput label="理由（进入选用记录）" value={reason} onChange={setReason} />
      <FaultLine error={choose.error} />
    </Modal>
  );
}
