import { Select } from 'antd';
import { Link } from 'react-router';
import { chosenOf } from '../../map/basemap/put-basemap.ts';
import { keepBasemap, useBasemaps, useOwnBasemap } from '../../map/basemap/use-basemaps.ts';
import { useDistrict } from '../../shell/session.ts';
import { choicesOf } from '../basemaps/choices.ts';
import { mapAddress, useMayWritePlans } from '../use-plans.ts';

/** 底图: what lies under all layers; kept for this reader on this computer. */
export function BasemapChoice() {
  const district = useDistrict();
  const all = useBasemaps().data?.data;
  const own = useOwnBasemap();
  const mayWrite = useMayWritePlans();
  if (!all) return null;
  const choices = choicesOf(all);
  if (choices.length === 1 && !mayWrite) return null;
  return (
    <section aria-label="底图">
      <h3 className="layer-group">底图</h3>
      <div className="basemap-choice">
        <Select
          size="small"
          aria-label="底图"
          value={chosenOf(all, own)}
          options={choices}
          onChange={(chosen: string) => keepBasemap(district, chosen)}
        />
        {mayWrite && <Link to={mapAddress(district, '/basemaps')}>底图设置</Link>}
      </div>
    </section>
  );
}
