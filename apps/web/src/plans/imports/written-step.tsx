import type { SpatialImport } from '@quantu/plans';
import { Alert, Button, Popconfirm } from 'antd';
import { Link } from 'react-router';
import { useMapLayers, mapAddress } from '../use-plans.ts';
import { areaText } from '../words.ts';
import { LinkButton } from '../link-button.tsx';
import { PublishDialog } from '../versions/publish-dialog.tsx';
import { countsText } from './import-words.ts';
import type { ImportHere } from './use-import.ts';

/** What was written: drafts to look at and to publish, and the one button that takes it all back. */
export function WrittenStep({ one, here: { act, params } }: { one: SpatialImport; here: ImportHere }) {
  const isUndone = one.state === 'undone';
  const written = one.layers.filter(({ version }) => version !== null);
  return (
    <>
      <Alert
        type={isUndone ? 'info' : 'success'}
        showIcon
        className="fault-line"
        title={isUndone ? '已整体撤销，一张图和导入以前一样' : `已写成草稿：${countsText(one.counts)}`}
        description={one.note === '' ? undefined : one.note}
        action={
          one.can.undo && (
            <Popconfirm title="把这次导入整体撤销？" okText="撤销" onConfirm={() => act.mutate('undo')}>
              <Button loading={act.isPending}>整体撤销</Button>
            </Popconfirm>
          )
        }
      />
      {!isUndone && (
        <ul className="cards">
          {written.map((layer) => (
            <WrittenLayer key={layer.name} layer={layer} district={params.district} />
          ))}
        </ul>
      )}
    </>
  );
}

function WrittenLayer({ layer, district }: { layer: SpatialImport['layers'][number]; district: string }) {
  const layers = useMapLayers().data?.data ?? [];
  const number = layer.version?.number ?? 0;
  const target = layers.find(({ id, code }) => id === layer.layer || code === layer.code);
  const isDraft = target?.drafts.some((draft) => draft.number === number) ?? false;
  const isCurrent = target?.version?.number === number;
  return (
    <li className="card written-layer">
      <span>
        <b className="card-title">{target?.name ?? layer.layerName}</b>　第 {number} 版
        {isDraft && <span className="watch-word">　▲ 草稿</span>}
        {isCurrent && <span className="light-good">　● 现行</span>}
        <span className="card-line">
          {layer.counts && countsText({ ...layer.counts })}
          {layer.areaM2 !== null && layer.areaM2 > 0 && <span>{areaText(layer.areaM2)}</span>}
        </span>
      </span>
      {target && (
        <span className="save-acts">
          <LinkButton to={mapAddress(district, `?on=${target.code}${isDraft ? `.100.v${number}` : ''}`)}>
            在图上看
          </LinkButton>
          <Link to={mapAddress(district, `/layers/${target.id}/versions`)}>版本和差异</Link>
          {isDraft && <PublishDialog layer={target} number={number} />}
        </span>
      )}
    </li>
  );
}
