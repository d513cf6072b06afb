import type { ImportedLayer, SpatialImport } from '@quantu/plans';
import { Button, Checkbox, Tabs } from 'antd';
import { grouped } from '../../shell/figure-text.ts';
import { CrsChoice } from './crs-choice.tsx';
import { FieldsChoice } from './fields-choice.tsx';
import { SHAPE_WORDS } from './import-words.ts';
import { openQuestions } from './open-questions.ts';
import { Preview } from './preview.tsx';
import { TargetChoice } from './target-choice.tsx';
import type { ImportHere } from './use-import.ts';

/** Each layer of the file: where it lies, what it becomes, what its fields are. Nothing is stored before the end. */
export function MatchStep({ one, here }: { one: SpatialImport; here: ImportHere }) {
  const { choose, act } = here;
  const isBusy = act.isPending;
  const put = (at: number, part: Partial<ImportedLayer>): void =>
    choose.mutate(one.layers.map((layer, i) => (i === at ? { ...layer, ...part } : layer)));
  const used = one.layers.filter(({ isUsed }) => isUsed);
  const questions = used.flatMap((layer) => openQuestions(layer).map((says) => `${layer.name}：${says}`));
  return (
    <>
      <div className="import-acts">
        <span>
          {used.length} 个图层，{grouped(String(used.reduce((sum, { features }) => sum + features, 0)))} 个要素
          {questions.length > 0 && <span className="problem">　■ {questions[0]}</span>}
        </span>
        <span className="save-acts">
          {one.can.cancel && (
            <Button disabled={isBusy} onClick={() => act.mutate('cancel')}>
              不导入了
            </Button>
          )}
          <Button
            type="primary"
            loading={isBusy}
            disabled={choose.isPending || used.length === 0 || questions.length > 0 || !one.can.check}
            onClick={() => act.mutate('check')}
          >
            试运行
          </Button>
        </span>
      </div>
      <Tabs
        defaultActiveKey={String(
          Math.max(
            0,
            one.layers.findIndex(({ isUsed }) => isUsed),
          ),
        )}
        items={one.layers.map((layer, at) => ({
          key: String(at),
          label: `${layer.name}${layer.isUsed ? '' : '（不导入）'}`,
          children: <OneLayer layer={layer} part={at} one={one} isBusy={isBusy} onChange={(part) => put(at, part)} />,
        }))}
      />
    </>
  );
}

interface LayerProps {
  layer: ImportedLayer;
  part: number;
  one: SpatialImport;
  isBusy: boolean;
  onChange: (part: Partial<ImportedLayer>) => void;
}

function OneLayer({ layer, part, one, isBusy, onChange }: LayerProps) {
  return (
    <>
      <p className="import-found">
        <Checkbox checked={layer.isUsed} disabled={isBusy} onChange={() => onChange({ isUsed: !layer.isUsed })}>
          导入这个图层
        </Checkbox>
        <span>
          {SHAPE_WORDS[layer.shape]} · {grouped(String(layer.features))} 个要素 · 文字编码 {layer.encoding}
          {layer.profileLabel !== null && ` · 像是“${layer.profileLabel}”`}
        </span>
      </p>
      {layer.isUsed && (
        <div className="match-columns">
          <Preview layer={layer} part={part} id={one.id} />
          <div className="match-form">
            <CrsChoice layer={layer} isBusy={isBusy} onChange={onChange} />
            <TargetChoice layer={layer} isBusy={isBusy} onChange={onChange} />
            <FieldsChoice layer={layer} isBusy={isBusy} onChange={onChange} />
          </div>
        </div>
      )}
    </>
  );
}
