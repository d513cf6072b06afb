import type { OpinionWish, PaperView } from '@quantu/accountability';
import { Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { UnitSelect } from './item-card.tsx';

interface Props {
  paper: PaperView;
  wish: OpinionWish;
  units: readonly { value: string; label: string }[];
  onChange: (part: Partial<OpinionWish>) => void;
}

/** What the opinion is called, of which session, by when. */
export function PaperHead({ paper, wish, units, onChange }: Props) {
  const text = (name: 'title' | 'number' | 'code' | 'session' | 'topic', label: string, maxLength: number) => (
    <Line label={label}>
      <Input
        aria-label={label}
        value={wish[name]}
        maxLength={maxLength}
        onChange={({ target }) => onChange({ [name]: target.value })}
      />
    </Line>
  );
  const day = (name: 'deliberatedOn' | 'statedDueOn' | 'deliveredOn', label: string, note = '') => (
    <Line label={label} note={note}>
      <Input
        type="date"
        aria-label={label}
        className="paper-day"
        value={wish[name] ?? ''}
        onChange={({ target }) => onChange({ [name]: target.value === '' ? null : target.value })}
      />
    </Line>
  );
  return (
    <section className="panel paper-head" aria-label="审议意见">
      {text('title', '意见名称', 160)}
      {text('number', '文号', 80)}
      {text('code', '编号', 40)}
      {text('session', '会议', 120)}
      {text('topic', '审议议题', 200)}
      {day('deliberatedOn', '审议日期')}
      <Line label="人大工作机构">
        <UnitSelect
          label="人大工作机构"
          units={units}
          value={wish.committee}
          onChange={(name) => onChange({ committee: name ?? '' })}
        />
      </Line>
      <Line label="承办机关">
        <UnitSelect
          label="承办机关"
          units={units}
          value={wish.office}
          onChange={(name) => onChange({ office: name ?? '' })}
        />
      </Line>
      {day('statedDueOn', '载明的期限', paper.due === null ? '' : `原文：${paper.due.words}`)}
      {paper.can.deliver &&
        day(
          'deliveredOn',
          '交办日期',
          paper.kind === 'reported' ? '报告没有写；办理期限从这一天起算' : '办理期限从这一天起算',
        )}
    </section>
  );
}

function Line({ label, note = '', children }: { label: string; note?: string; children: ReactNode }) {
  return (
    <div className="paper-line">
      <span aria-hidden="true">{label}</span>
      <div>
        {children}
        {note !== '' && <span className="quiet"> {note}</span>}
      </div>
    </div>
  );
}

/** Units the text names that are not found in the register: each is one of the district's, or a new one. */
export function PaperUnits({ paper, wish, onChange }: Omit<Props, 'units'>) {
  const open = wish.units.filter(
    ({ name, organisation }) => !paper.organisations.some((one) => one.id === organisation && one.name === name),
  );
  if (open.length === 0) return null;
  const choices = [
    ...(paper.can.makeUnits ? [{ value: NEW, label: '新建单位' }] : []),
    ...paper.organisations.map(({ id, name }) => ({ value: id, label: name })),
  ];
  const choose = (name: string, value: string | undefined) =>
    onChange({
      units: wish.units.map((unit) =>
        unit.name === name
          ? { name, organisation: value === NEW || value === undefined ? null : value, isNew: value === NEW }
          : unit,
      ),
    });
  return (
    <section className="panel paper-head" aria-label="原文里的单位">
      <h2>原文里的单位是本区的</h2>
      {open.map(({ name, organisation, isNew }) => (
        <Line key={name} label={name}>
          <Select
            showSearch
            allowClear
            aria-label={`${name}是`}
            className="paper-unit"
            status={organisation === null && !isNew ? 'error' : ''}
            placeholder="请选择"
            options={choices}
            optionFilterProp="label"
            value={isNew ? NEW : (organisation ?? undefined)}
            onChange={(value: string | undefined) => choose(name, value)}
          />
        </Line>
      ))}
    </section>
  );
}

const NEW = 'new';
