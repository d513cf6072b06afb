import type { ControlRow, Prerequisite, PresentRow, SitePart, SiteResult, WeightedControl } from '@quantu/plans';
import type { ReactNode } from 'react';
import { OUTCOME_LABELS } from '@quantu/plans';
import { Light } from '../../shell/light.tsx';
import { grouped } from '../../shell/figure-text.ts';
import { OUTCOME_LIGHTS } from './lights.ts';

function Sheet({
  title,
  note,
  heads,
  rows,
}: {
  title: string;
  note?: string;
  heads: readonly string[];
  rows: readonly (readonly ReactNode[])[];
}) {
  if (rows.length === 0) return null;
  return (
    <section className="site-table" aria-label={title}>
      <h2>{title}</h2>
      {note !== undefined && <p className="quiet">{note}</p>}
      <div className="table-scroll" tabIndex={0} role="region" aria-label={`${title}表`}>
        <table>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, row) => (
              <tr key={row}>
                {cells.map((cell, at) => (
                  <td key={heads[at]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const shareText = (share: number): string => `${(share * 100).toFixed(2)}%`;
const number = (value: number | null): string => (value === null ? '—' : String(value));

/** What the ground is today. */
export function PresentTable({ rows }: { rows: readonly PresentRow[] }) {
  return (
    <Sheet
      title="土地利用现状"
      heads={['类别', '地类', '平方米', '亩', '占比']}
      rows={rows.map(({ group, label, areaM2, share }) => [
        group,
        label,
        grouped(areaM2.toFixed(2)),
        grouped((areaM2 * 0.0015).toFixed(3)),
        shareText(share),
      ])}
    />
  );
}

/** What has to be gone through before the project is submitted. */
export function PrerequisiteTable({ rows }: { rows: readonly Prerequisite[] }) {
  return (
    <Sheet
      title="报批前须办理的事项"
      heads={['事项', '原因', '依据']}
      rows={rows.map(({ item, because, basis }) => [item, because, basis])}
    />
  );
}

/** Each parcel by its own limits. */
export function ControlTable({
  rows,
  weighted,
}: {
  rows: readonly ControlRow[];
  weighted: readonly WeightedControl[];
}) {
  const limits = weighted.map(({ label, unit, lower, upper }) =>
    [label, lower === null ? '' : `不低于 ${lower}${unit}`, upper === null ? '' : `不高于 ${upper}${unit}`].join(' '),
  );
  return (
    <Sheet
      title="控制指标"
      {...(limits.length === 0 ? {} : { note: `各地块按面积加权（仅供参考，不作判定）：${limits.join('；')}` })}
      heads={['地块', '占范围', '指标', '提出', '下限', '上限', '余量', '结果']}
      rows={rows.map(({ parcel, share, label, proposed, lower, upper, margin, outcome }) => [
        parcel,
        shareText(share),
        label,
        number(proposed),
        number(lower),
        number(upper),
        number(margin),
        margin === null ? '—' : <Light key="light" kind={OUTCOME_LIGHTS[outcome]} word={OUTCOME_LABELS[outcome]} />,
      ])}
    />
  );
}

/** Every role with the version it was judged by, or who has declared that it does not concern the district. */
export function VersionTable({ result: { steps, wish, checkedBy } }: { result: SiteResult }) {
  const parts = steps
    .flatMap(({ number, parts }) => parts.map((part) => ({ number, part })))
    .filter(({ part }) => part.role !== 'project' && part.role !== 'site-check');
  const without = ({ role }: SitePart): string => {
    const told = wish.notConcerned?.find((one) => one.role === role);
    return told ? `声明不涉及（${checkedBy}）：${told.reason}` : '没有图层';
  };
  return (
    <Sheet
      title="所用图层和版本"
      heads={['步骤', '作用', '图层', '版本', '发布日期']}
      rows={parts.flatMap(({ number, part }): ReactNode[][] =>
        part.layers.length === 0
          ? [[number, part.roleLabel, without(part), '—', '—']]
          : part.layers.map((layer) => [
              number,
              part.roleLabel,
              layer.name,
              `第 ${layer.number} 版`,
              layer.publishedOn ?? '—',
            ]),
      )}
    />
  );
}
