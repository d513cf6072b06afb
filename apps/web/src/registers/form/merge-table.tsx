import type { Value } from '@quantu/registers';
import { Radio } from 'antd';
import { fieldOf, isGeometryKind } from '../model/fields.ts';
import type { Difference, Side } from '../model/merge.ts';
import { ValueView } from '../table/value-view.tsx';
import { useRegister } from '../use-register.tsx';

interface Props {
  found: readonly Difference[];
  labels: Readonly<Record<'base' | Side, Readonly<Record<string, string>>>>;
  choice: Readonly<Record<string, Side>>;
  onChoose: (field: string, side: Side) => void;
}

/** Field by field: as it was, as I want it, as it is now. */
export function MergeTable({ found, labels, choice, onChoose }: Props) {
  const { register } = useRegister();
  const cell = (key: string, value: Value, label: string | undefined) => {
    const field = fieldOf(register, key);
    if (!field) return null;
    if (value === null) return <span className="quiet">空</span>;
    if (isGeometryKind(field.kind)) return '图形';
    return <ValueView field={field} value={value} label={label} withUnit />;
  };
  return (
    <table className="merge-table">
      <thead>
        <tr>
          <th scope="col">字段</th>
          <th scope="col">打开时</th>
          <th scope="col">我的</th>
          <th scope="col">现在的</th>
          <th scope="col">用哪个</th>
        </tr>
      </thead>
      <tbody>
        {found.map(({ field, base, mine, theirs, isConflict }) => {
          const word = fieldOf(register, field)?.label ?? field;
          return (
            <tr key={field} className={isConflict ? 'is-conflict' : ''}>
              <th scope="row">{word}</th>
              <td>{cell(field, base, labels.base[field])}</td>
              <td>{cell(field, mine, labels.mine[field] ?? labels.base[field])}</td>
              <td>{cell(field, theirs, labels.theirs[field])}</td>
              <td>
                {isConflict ? (
                  <Radio.Group
                    aria-label={`${word}用哪个`}
                    value={choice[field]}
                    options={[
                      { value: 'mine', label: '我的' },
                      { value: 'theirs', label: '现在的' },
                    ]}
                    onChange={({ target }) => onChoose(field, target.value === 'mine' ? 'mine' : 'theirs')}
                  />
                ) : (
                  <span className="quiet">{sideWord(base, mine)}</span>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function sideWord(base: Value, mine: Value): string {
  return JSON.stringify(base) === JSON.stringify(mine) ? '现在的' : '我的';
}
