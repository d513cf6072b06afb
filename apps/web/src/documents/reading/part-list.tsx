import type { Proposal } from '@quantu/product-documents';
import type { ReactNode } from 'react';
import { ENTITY_STATUS_WORD, ENTITY_TYPE_WORD } from '../../shell/entity-words.ts';
import { fullFigure, officeRange } from '../../shell/figure-text.ts';
import { approxWord, comparisonWord, FIGURE_KIND_WORD } from '../../shell/figure-words.ts';
import { Light } from '../../shell/light.tsx';
import { HEAD_WORDS } from './fields.tsx';
import type { Lists } from './model.ts';

type Part = [label: string, value: ReactNode, title?: string];

/** What an item consists of, label and value. */
export function PartList({ proposal, lists }: { proposal: Proposal; lists: Lists }) {
  const parts = partsOf(proposal, lists);
  if (parts.length === 0) return null;
  return (
    <dl className="parts">
      {parts.map(([label, value, title]) => (
        <div key={label} className="part">
          <dt>{label}</dt>
          <dd title={title}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const SILENT = <span className="quiet">没有写明</span>;
const GAP = <Light kind="watch" word="没有写明" />;
const said = (label: string, value: string | null): Part[] => (value === null || value === '' ? [] : [[label, value]]);

function partsOf(proposal: Proposal, lists: Lists): Part[] {
  switch (proposal.kind) {
    case 'figure':
      return figureParts(proposal.value, lists);
    case 'entity': {
      const { type, status, aliases, mentions } = proposal.value;
      return [
        ['类别', ENTITY_TYPE_WORD[type]],
        ['状态', status === null ? SILENT : ENTITY_STATUS_WORD[status]],
        ...said('别名', aliases.join('、')),
        ['提到', `${mentions.length} 处`],
      ];
    }
    case 'commitment': {
      const { verb, object, owner, due, measure } = proposal.value;
      return [
        ['动作', verb],
        ['事项', object],
        ['责任单位', owner ?? GAP],
        ['时限', due ?? GAP],
        ['衡量标准', measure ?? GAP],
      ];
    }
    case 'opinion':
      return [
        ['序号', proposal.value.marker],
        ['意见', proposal.value.title],
      ];
    case 'measure':
      return [
        ['举措', proposal.value.title],
        [
          '内容',
          <span key="text" className="clamped">
            {proposal.value.text}
          </span>,
        ],
      ];
    case 'head':
      return HEAD_WORDS.map(([key, label]) => [label, proposal.value[key] ?? SILENT]);
    case 'finding':
      return [];
  }
}

function figureParts(value: Extract<Proposal, { kind: 'figure' }>['value'], lists: Lists): Part[] {
  const whole = lists.figure.find(({ id }) => id === value.subsetOf);
  return [
    ['数值', officeRange(value.value, value.value2, value.unit), fullFigure(value.value, value.unit)],
    ['指标', value.subject || SILENT],
    ['类别', FIGURE_KIND_WORD[value.kind]],
    ...said('约数', value.approx === 'exact' ? null : approxWord(value.approx)),
    ...said('比较', comparisonWord(value.comparison)),
    ...said('时期', value.period),
    ...(whole?.kind === 'figure' ? [['属于', `${whole.value.surface} ${whole.value.subject}`] satisfies Part] : []),
  ];
}
