import type { MapLayer } from '@quantu/plans';
import { Link } from 'react-router';
import { recordAddress } from '../../shell/catalogue.ts';
import { grouped } from '../../shell/figure-text.ts';
import { Light, type LightKind } from '../../shell/light.tsx';
import { useDistrict } from '../../shell/session.ts';
import { hectares } from '../words.ts';
import { PublishDialog, WithdrawDialog } from './publish-dialog.tsx';
import type { VersionRow } from './use-versions.ts';

const LIGHTS: Readonly<Record<string, LightKind>> = { draft: 'watch', published: 'good' };

interface Props {
  layer: MapLayer;
  versions: readonly VersionRow[];
  mayWrite: boolean;
}

export function VersionTable({ layer, versions, mayWrite }: Props) {
  const district = useDistrict();
  return (
    <div className="table-scroll">
      <table className="version-table">
        <caption className="sr-only">{layer.name}的版本</caption>
        <thead>
          <tr>
            <th scope="col">版本</th>
            <th scope="col">状态</th>
            <th scope="col">发布日期</th>
            <th scope="col" className="num">
              要素
            </th>
            {layer.shape === 'area' && (
              <th scope="col" className="num">
                公顷
              </th>
            )}
            <th scope="col" title="新增、改变、删去">
              变化
            </th>
            <th scope="col">来源</th>
            {mayWrite && <th scope="col">操作</th>}
          </tr>
        </thead>
        <tbody>
          {versions.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Link to={recordAddress(district, 'layer-version', row.id)}>第 {row.number} 版</Link>
                {row.title !== `第 ${row.number} 版` && <span className="quiet">　{row.title}</span>}
              </th>
              <td>
                <Light kind={LIGHTS[row.state] ?? 'plain'} word={row.stateLabel} />
              </td>
              <td>{row.publishedOn ?? ''}</td>
              <td className="num">{grouped(String(row.features))}</td>
              {layer.shape === 'area' && <td className="num">{hectares(row.areaM2)}</td>}
              <td>{row.change}</td>
              <td>
                {row.fileName ?? '在图上编辑'}
                {row.crs !== null && <span className="quiet">　{row.crs}</span>}
                {row.crsChecked !== null && <span className="quiet">　{row.crsChecked}</span>}
              </td>
              {mayWrite && (
                <td>
                  <span className="version-acts">
                    {row.state === 'draft' && <PublishDialog layer={layer} number={row.number} />}
                    {(row.state === 'draft' || row.state === 'published') && (
                      <WithdrawDialog layer={layer} number={row.number} isDraft={row.state === 'draft'} />
                    )}
                  </span>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
