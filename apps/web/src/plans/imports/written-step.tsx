import type { SpatialImport } from '@quantu/plans';
import { Link } from 'react-router';
import { UndoButton, WrittenAlert } from '../../imports/written-alert.tsx';
import { Cards } from '../../shell/cards.tsx';
import { useMapLayers, mapAddress } from '../use-plans.ts';
import { areaText } from '../words.ts';
import { LinkButton } from '../link-button.tsx';
import { PublishDialog } from '../versions/publish-dialog.tsx';
import { featuresText } from './import-words.ts';
import { ProblemsLinks } from './problems-links.tsx';
import type { ImportHere } from './use-import.ts';

/** What was written: drafts to look at and to publish, and the one button that takes it all back. */
export function WrittenStep({ one, here: { act, params } }: { one: SpatialImport; here: ImportHere }) {
  return (
    <>
      <WrittenAlert
        one={one}
        written={`已写成草稿：${featuresText(one.counts)}`}
        undone="已整体撤销，一张图和导入以前一样"
      >
        <UndoButton one={one} act={act} ask="把这次导入整体撤销？" />
      </WrittenAlert>
      <ProblemsLinks one={one} />
      {one.state !== 'undone' && (
        <Cards
          rows={one.layers.filter(({ version }) => version !== null)}
          keyOf={({ name }) => name}
          renderCard={(layer) => <WrittenLayer layer={layer} district={params.district} />}
        />
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
    <div className="card written-layer">
      <span>
        <b className="card-title">{target?.name ?? layer.layerName}</b>　第 {number} 版
        {isDraft && <span className="watch-word">　▲ 草稿</span>}
        {isCurrent && <span className="light-good">　● 现行</span>}
        <span className="card-line">
          {layer.counts && featuresText(layer.counts)}
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
    </div>
  );
}
