import { purposeLabel, type PairRule } from '@quantu/plans';
import { isConflict, USES, withCell } from './rule-cells.ts';
import { sideText } from './words.ts';

interface Props {
  name: string;
  rule: PairRule;
  onChange: (rule: PairRule) => void;
}

/** Which uses of the two sides are a conflict: a tick is one. */
export function CellsChoice({ name, rule, onChange }: Props) {
  if (rule.a.purposes === null) return null;
  const nameOf = (use: (typeof USES)[number] | null): string => (use === null ? sideText(rule.b) : purposeLabel(use));
  const others = rule.b.purposes === null ? [null] : USES;
  return (
    <details>
      <summary className="quiet">哪些用途算冲突（打勾的算）</summary>
      <div className="overlay-scroll">
        <table className="overlay-table rule-cells">
          <thead>
            <tr>
              <th scope="col">甲＼乙</th>
              {others.map((b) => (
                <th key={b ?? ''} scope="col">
                  {nameOf(b)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {USES.map((a) => (
              <tr key={a}>
                <th scope="row">{purposeLabel(a)}</th>
                {others.map((b) => (
                  <td key={b ?? ''}>
                    <input
                      type="checkbox"
                      aria-label={`${name} ${purposeLabel(a)} × ${nameOf(b)}`}
                      checked={isConflict(rule, a, b)}
                      disabled={rule.isDifferent === true && a === b}
                      onChange={() => onChange(withCell(rule, a, b))}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
