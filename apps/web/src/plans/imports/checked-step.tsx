import type { SpatialImport } from '@quantu/plans';
import { Button, Tabs } from 'antd';
import { useState } from 'react';
import { CheckedBar } from '../../imports/checked-bar.tsx';
import { areaText } from '../words.ts';
import { featuresText } from './import-words.ts';
import { MatchStep } from './match-step.tsx';
import { Preview } from './preview.tsx';
import { ProblemsLinks } from './problems-links.tsx';
import { RowsTable } from './rows-table.tsx';
import type { ImportHere } from './use-import.ts';

/** What would happen, feature by feature, with what was mended; nothing is written before the button is pressed. */
export function CheckedStep({ one, here }: { one: SpatialImport; here: ImportHere }) {
  const [isMatching, setMatching] = useState(false);
  if (isMatching && one.can.map) return <MatchStep one={one} here={here} />;
  const { counts } = one;
  const tabs = one.layers.flatMap((layer, part) =>
    layer.isUsed ? [{ key: String(part), label: layer.name, children: <OneChecked one={one} part={part} /> }] : [],
  );
  const writing = counts.new + counts.changed + counts.removed;
  return (
    <>
      <CheckedBar
        one={one}
        act={here.act}
        said={featuresText(counts) || '没有要素'}
        ask="写成草稿？"
        warning={
          counts.rejected > 0
            ? `被拒的 ${counts.rejected} 个不写。草稿不影响现行版本`
            : '草稿不影响现行版本，看过再发布'
        }
        okText="写成草稿"
        word={`写成草稿${writing > 0 ? `（${writing} 处变化）` : ''}`}
      >
        <Button onClick={() => setMatching(true)}>改坐标系和字段</Button>
      </CheckedBar>
      <ProblemsLinks one={one} />
      <Tabs items={tabs} />
    </>
  );
}

/** Findings, rows and the map of one layer of the file. */
function OneChecked({ one, part }: { one: SpatialImport; part: number }) {
  const [focus, setFocus] = useState<readonly number[] | null>(null);
  const layer = one.layers[part]!;
  return (
    <div className="match-columns">
      <Preview layer={layer} part={part} id={one.id} focus={focus} />
      <div className="match-form">
        <p>
          {layer.counts && featuresText(layer.counts)}
          {layer.areaM2 !== null && layer.areaM2 > 0 && ` · ${areaText(layer.areaM2)}`}
          {layer.counts !== null && layer.counts.repaired > 0 && (
            <span className="watch-word">　▲ 修复了 {layer.counts.repaired} 个</span>
          )}
        </p>
        {layer.findings.length > 0 && (
          <ul className="import-findings" aria-label="发现">
            {layer.findings.map(({ kind, text, count }) => (
              <li key={`${kind}-${text}`}>
                <span>{text}</span>
                {count > 1 && <span className="quiet num">{count} 处</span>}
              </li>
            ))}
          </ul>
        )}
        <RowsTable one={one} part={part} onFocus={setFocus} />
      </div>
    </div>
  );
}
