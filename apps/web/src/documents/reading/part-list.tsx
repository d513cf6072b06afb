import type { DocumentAnswer, Proposal } from '@quantu/product-documents';
import { Button } from 'antd';
import { ENTITY_STATUS_WORD, ENTITY_TYPE_WORD } from '../../shell/entity-words.ts';
import { figureParts } from '../../shell/figure-parts.tsx';
import { Light } from '../../shell/light.tsx';
import { Parts, said, SILENT, type Part } from '../../shell/parts.tsx';
import { blockAt, type Block } from './blocks.ts';
import { Evidence } from './evidence.tsx';
import { HEAD_WORDS } from './fields.tsx';
import type { Lists } from './model.ts';
import { sectionWord, sentenceAround } from './whereabouts.ts';

type Figure = Extract<Proposal, { kind: 'figure' }>;

/** What an item is read against: the text, its sections, the other items. */
export interface Around {
  text: string;
  blocks: readonly Block[];
  sections: DocumentAnswer['data']['sections'];
  lists: Lists;
  onSelect: (id: string) => void;
}

/** What an item consists of, label and value. */
export function PartList({ proposal, around }: { proposal: Proposal; around: Around }) {
  return <Parts parts={partsOf(proposal, around)} />;
}

const GAP = <Light kind="watch" word="没有写明" />;

function partsOf(proposal: Proposal, around: Around): Part[] {
  switch (proposal.kind) {
    case 'figure':
      return [...figureParts(proposal.value), ...relations(proposal, around), ...origin(proposal, around)];
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

/** The whole it is a part of, and its own parts: one click away. */
function relations({ id, value }: Figure, { lists, onSelect }: Around): Part[] {
  const figures = lists.figure.flatMap((other) => (other.kind === 'figure' ? [other] : []));
  const whole = figures.find((other) => other.id === value.subsetOf);
  const parts = figures.filter((other) => other.value.subsetOf === id);
  return [
    ...(whole ? [['属于', <FigureLink key={whole.id} figure={whole} onSelect={onSelect} />] satisfies Part] : []),
    ...(parts.length > 0
      ? [['其中', parts.map((part) => <FigureLink key={part.id} figure={part} onSelect={onSelect} />)] satisfies Part]
      : []),
  ];
}

function FigureLink({ figure: { id, value }, onSelect }: { figure: Figure; onSelect: (id: string) => void }) {
  return (
    <Button type="link" className="place" onClick={() => onSelect(id)}>
      {value.surface} {value.subject}
    </Button>
  );
}

/** Where it stands, in what sentence, and what supports it. */
function origin({ id, value: { start, end, surface } }: Figure, { text, blocks, sections }: Around): Part[] {
  const block = blocks[blockAt(blocks, start)] ?? { pieces: [] };
  const { before, after } = sentenceAround(text, block, start, end);
  return [
    ...said('位置', sectionWord(sections, start)),
    [
      '原句',
      <span key="sentence" className="context">
        {before}
        <b>{text.slice(start, end) || surface}</b>
        {after}
      </span>,
    ],
    ['佐证', <Evidence key="evidence" figure={id} />],
  ];
}
