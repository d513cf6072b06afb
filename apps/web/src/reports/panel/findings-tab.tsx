import type { LintFinding, LintSeverity } from '@quantu/reports';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { Light, type LightKind } from '../../shell/light.tsx';
import { useDesk } from '../desk.ts';
import { useAdopt } from './use-adopt.ts';
import { useGoTo } from './use-go-to.ts';

const LIGHTS: Readonly<Record<LintSeverity, readonly [LightKind, string]>> = {
  error: ['bad', '必须改'],
  warn: ['watch', '请核对'],
  info: ['plain', '提示'],
};
/** More than anybody reads at once. */
const SHOWN = 100;

/** What the linter found, in the order of the text; a click goes there. */
export function FindingsTab() {
  const { found } = useDesk();
  const [kind, setKind] = useState<LintSeverity | 'all'>('all');
  const of = (severity: LintSeverity): LintFinding[] => found.filter((finding) => finding.severity === severity);
  const shown = kind === 'all' ? found : of(kind);
  return (
    <div className="desk-list">
      <Segmented
        aria-label="哪些问题"
        size="small"
        value={kind}
        onChange={(value) => setKind(value)}
        options={[
          { value: 'all' as const, label: `全部 ${found.length}` },
          ...(['error', 'warn', 'info'] as const).map((severity) => ({
            value: severity,
            label: `${LIGHTS[severity][1]} ${of(severity).length}`,
          })),
        ]}
      />
      {shown.length === 0 && <p className="quiet pad">没有发现问题。</p>}
      <ul>
        {shown.slice(0, SHOWN).map((finding) => (
          <Finding key={JSON.stringify([finding.code, finding.places[0], finding.text])} finding={finding} />
        ))}
      </ul>
      {shown.length > SHOWN && <p className="quiet pad">先显示前 {SHOWN} 处，改掉一些以后再看后面的。</p>}
    </div>
  );
}

function Finding({ finding }: { finding: LintFinding }) {
  const goTo = useGoTo();
  const { severity, text, source, places, fix } = finding;
  const [light, word] = LIGHTS[severity];
  const others = places.slice(1);
  const take = useAdopt()(finding);
  return (
    <li className="desk-item">
      <button type="button" className="desk-go" onClick={() => goTo(places[0]!)}>
        <Light kind={light} word={word} quiet /> {text}
      </button>
      {source !== null && <p className="quiet">{source}</p>}
      {(others.length > 0 || take !== null) && (
        <p className="desk-item-acts">
          {take !== null && (
            <Button size="small" onClick={take}>
              采用：{fix === '' ? '删去' : fix}
            </Button>
          )}
          {others.map((place, i) => (
            <Button key={JSON.stringify(place)} size="small" type="link" onClick={() => goTo(place)}>
              另一处{others.length > 1 ? i + 1 : ''}
            </Button>
          ))}
        </p>
      )}
    </li>
  );
}
