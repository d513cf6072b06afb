import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useDisplay } from '../shell/display.ts';
import { useTitle } from '../shell/page.tsx';
import { useDistrict } from '../shell/session.ts';
import { Empty, Failed, Loading } from '../shell/states.tsx';
import { LinkButton } from './link-button.tsx';
import { LayerPane } from './one-map/layer-pane.tsx';
import { MapStage } from './one-map/map-stage.tsx';
import { MapToolbar } from './one-map/map-toolbar.tsx';
import { SearchBox } from './one-map/search-box.tsx';
import { SidePanel } from './one-map/side-panel.tsx';
import { useOneMap } from './one-map/use-one-map.ts';
import { mapAddress, useMapLayers, useMayWritePlans } from './use-plans.ts';
import './plans.css';

/** 一张图: every layer of the district on one map; the address is its state. */
export function MapPage() {
  useTitle('一张图');
  const layers = useMapLayers();
  const district = useDistrict();
  const mayWrite = useMayWritePlans();
  if (layers.isPending) return <Loading label="正在打开一张图" />;
  if (!layers.data) return <Failed error={layers.error} onRetry={() => void layers.refetch()} />;
  if (layers.data.data.length === 0) {
    return (
      <div className="page">
        <h1 className="sr-only">一张图</h1>
        <Empty
          title="一张图上还没有图层"
          action={
            mayWrite && (
              <LinkButton type="primary" to={mapAddress(district, '/imports')}>
                导入空间数据
              </LinkButton>
            )
          }
        >
          现状、规划、管理、社会经济四类图层都放在这里。把 Shapefile、GeoJSON、GeoPackage、KML、DXF
          等文件导进来，核对坐标系后发布，就能看、查、量、统计。
        </Empty>
      </div>
    );
  }
  return <OneMap layers={layers.data.data} />;
}

function OneMap({ layers }: { layers: NonNullable<ReturnType<typeof useMapLayers>['data']>['data'] }) {
  const here = useOneMap(layers);
  const { isNarrow } = useDisplay();
  const [isListOpen, setListOpen] = useState(false);
  const list = <LayerPane here={here} />;
  return (
    <div className="one-map">
      <h1 className="sr-only">一张图</h1>
      {!isNarrow && (
        <aside className="map-list" aria-label="图层">
          {list}
        </aside>
      )}
      <div className="map-middle">
        <div className="map-tools">
          {isNarrow && (
            <Button aria-expanded={isListOpen} onClick={() => setListOpen(true)}>
              图层 {here.lying.length}
            </Button>
          )}
          <SearchBox here={here} />
          <MapToolbar here={here} />
        </div>
        <div className="map-row">
          <MapStage here={here} />
          <SidePanel here={here} />
        </div>
      </div>
      {isNarrow && (
        <Drawer open={isListOpen} onClose={() => setListOpen(false)} placement="left" title="图层" size={340}>
          {list}
        </Drawer>
      )}
    </div>
  );
}
