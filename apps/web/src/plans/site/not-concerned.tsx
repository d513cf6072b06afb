import { DECLARABLE_ROLES } from '@quantu/plans';
import { Checkbox, Input } from 'antd';
import { useLayerChoices } from '../use-layer-choices.ts';
import { useMapLayers } from '../use-plans.ts';
import type { Typed } from './wish.ts';

interface Props {
  typed: Typed;
  onChange: (part: Partial<Typed>) => void;
}

/**
 * Roles that no layer plays make a step 无法判定. For some of them a person may say that the district has no such
 * thing, and why; it is kept and printed with the answer.
 */
export function NotConcerned({ typed: { notConcerned }, onChange }: Props) {
  const layers = useMapLayers().data?.data;
  const labels = new Map(useLayerChoices('role').map(({ value, label }) => [value, label]));
  if (!layers) return null;
  const isPlayed = (role: string): boolean => layers.some((layer) => layer.role === role && layer.version !== null);
  const open = DECLARABLE_ROLES.filter((role) => !isPlayed(role));
  if (open.length === 0) return null;
  const change = (role: string, reason: string | null): void => {
    const { [role]: _, ...rest } = notConcerned;
    onChange({ notConcerned: reason === null ? rest : { ...rest, [role]: reason } });
  };
  return (
    <details className="site-not-concerned" open={Object.keys(notConcerned).length > 0 ? true : undefined}>
      <summary>缺少 {open.length} 类图层，本区没有的可以声明不涉及</summary>
      <p className="quiet">不声明的按“无法判定”处理；声明的人和理由随结论留存，印在意见书上。</p>
      {open.map((role) => {
        const label = labels.get(role) ?? role;
        const reason = notConcerned[role];
        return (
          <div key={role}>
            <Checkbox
              checked={reason !== undefined}
              onChange={({ target }) => change(role, target.checked ? '' : null)}
            >
              不涉及{label}
            </Checkbox>
            {reason !== undefined && (
              <Input
                aria-label={`不涉及${label}的理由`}
                placeholder="理由，如 内陆镇，不临海"
                maxLength={200}
                value={reason}
                status={reason.trim() === '' ? 'warning' : ''}
                onChange={({ target }) => change(role, target.value)}
              />
            )}
          </div>
        );
      })}
    </details>
  );
}
