import type { Basemaps } from '@quantu/plans';
import { Radio } from 'antd';
import { useBasemaps } from '../../map/basemap/use-basemaps.ts';
import { Crumbs } from '../../shell/crumbs.tsx';
import { PageHead } from '../../shell/page.tsx';
import { useDistrict } from '../../shell/session.ts';
import { Failed, FaultLine, Loading } from '../../shell/states.tsx';
import { mapAddress } from '../use-plans.ts';
import { choicesOf } from './choices.ts';
import { FileBasemaps } from './file-basemaps.tsx';
import { TiandituKey } from './tianditu-key.tsx';
import { useChangeBasemaps } from './use-change-basemaps.ts';
import '../plans.css';

/** 底图设置: what can lie under the district's own layers, and what does until a reader chooses. */
export function BasemapsPage() {
  const district = useDistrict();
  const all = useBasemaps();
  if (all.isPending) return <Loading />;
  if (!all.data) return <Failed error={all.error} onRetry={() => void all.refetch()} />;
  return (
    <div className="page">
      <Crumbs above={[[mapAddress(district), '一张图']]} />
      <PageHead title="底图设置" note="底图垫在本区图层下面，只供参照；每个人可以在图层栏里另选" />
      <Settings all={all.data.data} mayChange={all.data.can.change} />
    </div>
  );
}

function Settings({ all, mayChange }: { all: Basemaps; mayChange: boolean }) {
  const { change, sent } = useChangeBasemaps();
  const isBusy = change.isPending;
  return (
    <div className="basemap-settings">
      <FaultLine error={change.error} />
      <section className="sheet" aria-label="默认底图">
        <h2>默认底图</h2>
        <Radio.Group
          value={all.chosen}
          disabled={!mayChange || isBusy}
          options={choicesOf(all)}
          onChange={({ target }) => change.mutate({ do: 'choose', chosen: String(target.value) })}
        />
      </section>
      <FileBasemaps
        files={all.files}
        mayChange={mayChange}
        sent={sent}
        isBusy={isBusy}
        onAdd={(file) => change.mutate({ do: 'add', file })}
        onRemove={(basemap) => change.mutate({ do: 'remove', basemap })}
      />
      {mayChange && (
        <TiandituKey tianditu={all.tianditu} isBusy={isBusy} onSet={(key) => change.mutate({ do: 'tianditu', key })} />
      )}
    </div>
  );
}
