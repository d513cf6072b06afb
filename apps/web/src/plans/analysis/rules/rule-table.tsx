import { conflictKindLabel, purposeLabel, type RuleBody } from '@quantu/plans';
import { sideText, YIELDING } from './words.ts';

/** A rule set as it is read: what is a conflict, who gives way, by which law. */
export function RuleTable({ rules: { sliver, kinds, pairs, alone } }: { rules: RuleBody }) {
  return (
    <>
      <p>
        面积小于 {sliver.minM2} 平方米，或又细又长、平均宽度小于 {sliver.widthM}{' '}
        米的，算碎小图形：另外计数和合计，不列为差异图斑。
      </p>
      <div className="overlay-scroll">
        <table className="overlay-table rule-table">
          <thead>
            <tr>
              <th scope="col">冲突</th>
              <th scope="col" className="overlay-word">
                甲说的用途
              </th>
              <th scope="col" className="overlay-word">
                乙说的用途
              </th>
              <th scope="col" className="overlay-word">
                谁让
              </th>
              <th scope="col" className="overlay-word">
                依据
              </th>
            </tr>
          </thead>
          <tbody>
            {pairs.map((rule, at) => (
              // Rules have no name of their own: their place is what they are.
              <tr key={`${rule.kind}-${String(at)}`} className={kinds.includes(rule.kind) ? undefined : 'is-none'}>
                <th scope="row">
                  {conflictKindLabel(rule.kind)}
                  {!kinds.includes(rule.kind) && '（不查）'}
                </th>
                <td className="overlay-word">{sideText(rule.a)}</td>
                <td className="overlay-word">
                  {sideText(rule.b)}
                  {(rule.except ?? []).length > 0 && (
                    <span className="quiet">
                      ；不算：{(rule.except ?? []).map((pair) => pair.map(purposeLabel).join('×')).join('、')}
                    </span>
                  )}
                </td>
                <td className="overlay-word">
                  <b>{YIELDING[rule.yielding ?? 'person']}</b>　{rule.yields}
                </td>
                <td className="overlay-word">{rule.clause}</td>
              </tr>
            ))}
            {alone.map(({ kind, yields, clause }) => (
              <tr key={kind} className={kinds.includes(kind) ? undefined : 'is-none'}>
                <th scope="row">
                  {conflictKindLabel(kind)}
                  {!kinds.includes(kind) && '（不查）'}
                </th>
                <td />
                <td />
                <td className="overlay-word">{yields}</td>
                <td className="overlay-word">{clause}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
