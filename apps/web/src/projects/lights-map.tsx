import { Button } from 'antd';
import type { Overview } from '@quantu/projects';
import { filterText, where } from '@quantu/registers';
import { Component, lazy, Suspense, type ReactNode } from 'react';
import { Link } from 'react-router';
import { registerAddress } from '../shell/catalogue.ts';

// The map's code is as large as the rest of the page: it comes when the page already stands.
const Stage = lazy(async () => ({ default: (await import('./lights-map-stage.tsx')).LightsMapStage }));

/** Where the projects of the year's plan lie, by the light they have now. */
export function LightsMap({ district, overview: { year } }: { district: string; overview: Overview }) {
  const filter = filterText([where('planYear', 'is', String(year)), where('state', 'is-not', 'ended')]);
  const whole = new URLSearchParams({ face: 'map', by: 'light', filter });
  return (
    <section className="panel desk-map" aria-label="项目地图">
      <h2>
        项目在哪里
        <Link to={registerAddress(district, 'city-project', whole.toString())}>大地图</Link>
      </h2>
      <WithoutMap>
        <Suspense fallback={<div className="map-stage" />}>
          <Stage district={district} filter={filter} />
        </Suspense>
      </WithoutMap>
    </section>
  );
}

/** A map that cannot be fetched takes nothing else of the page along. */
class WithoutMap extends Component<{ children: ReactNode }, { isFailed: boolean }> {
  override state = { isFailed: false };
  static getDerivedStateFromError() {
    return { isFailed: true };
  }
  override render() {
    if (!this.state.isFailed) return this.props.children;
    return (
      <p className="quiet">
        地图没有打开，其余内容不受影响。<Button onClick={() => location.reload()}>刷新</Button>
      </p>
    );
  }
}
