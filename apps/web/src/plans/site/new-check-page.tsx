import { areaM2, type Geometry } from '@quantu/geometry';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { geometryOf, type Corners } from '../../map/draw.ts';
import { useMap } from '../../map/use-map.ts';
import { PageHead } from '../../shell/page.tsx';
import { useDistrict } from '../../shell/session.ts';
import { FaultLine } from '../../shell/states.tsx';
import { areaText } from '../words.ts';
import { NotConcerned } from './not-concerned.tsx';
import { RecentChecks } from './recent-checks.tsx';
import { SiteFile, type ReadSite } from './site-file.tsx';
import { SiteMap } from './site-map.tsx';
import { startFrom, type Start } from './start.ts';
import { checkAddress, useCheck } from './use-site.ts';
import { missing, typedFrom, WAYS, wishOf, type Place, type Typed, type Way } from './wish.ts';
import { ControlInputs, ExceptionChoices, NameInput, ProjectChoice, UseChoice } from './wish-form.tsx';
import '../plans.css';
import './site.css';

/** 合规性审查: where, for what, with which controls. Another page may have said all of it. */
export function NewSiteCheckPage() {
  const { key, state } = useLocation();
  return <NewCheck key={key} start={startFrom(state)} />;
}

function NewCheck({ start }: { start: Start | null }) {
  const district = useDistrict();
  const navigate = useNavigate();
  const stage = useMap();
  const [way, setWay] = useState<Way>(start ? '选定的地块' : '在图上画');
  const [typed, setTyped] = useState<Typed>(() => typedFrom(start));
  const [corners, setCorners] = useState<Corners>([]);
  const [isDrawing, setDrawing] = useState(true);
  const [read, setRead] = useState<ReadSite | null>(null);
  const check = useCheck((id) => void navigate(checkAddress(district, id)));
  const change = (part: Partial<Typed>): void => setTyped((before) => ({ ...before, ...part }));
  const drawn = isDrawing ? null : geometryOf('area', corners);
  const place = placeOf(way, { start, read, drawn });
  const wish = wishOf(typed, way, place);
  return (
    <div className="page site-page">
      <PageHead title="合规性审查" note="十步审查，缺图层的如实说无法判定">
        <Link to={`/d/${encodeURIComponent(district)}/registers/site-check`}>历次审查</Link>
      </PageHead>
      <div className="site-columns">
        <form
          className="site-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (wish) check.mutate(wish);
          }}
        >
          <Segmented
            aria-label="范围从哪里来"
            options={WAYS.filter((one) => one !== '选定的地块' || start !== null)}
            value={way}
            onChange={setWay}
            block
          />
          {way === '在图上画' && (
            <Drawn
              corners={corners}
              isDrawing={isDrawing}
              onAgain={() => {
                setCorners([]);
                setDrawing(true);
              }}
            />
          )}
          {way === '上传文件' && (
            <SiteFile
              read={read}
              onRead={(site) => {
                setRead(site);
                if (site && typed.name.trim() === '') change({ name: site.name.slice(0, 160) });
              }}
            />
          )}
          {way === '选项目' && <ProjectChoice typed={typed} onChange={change} />}
          {way === '选定的地块' && start && (
            <p className="site-drawn">
              {start.from}
              <b> {areaText(areaM2(start.site))}</b>
            </p>
          )}
          <NameInput typed={typed} onChange={change} />
          <UseChoice value={typed.use} onChange={(use) => change({ use })} />
          <ControlInputs typed={typed} onChange={change} />
          <ExceptionChoices typed={typed} onChange={change} />
          <NotConcerned typed={typed} onChange={change} />
          <FaultLine error={check.error} />
          <Button type="primary" htmlType="submit" disabled={wish === null} loading={check.isPending} block>
            开始审查
          </Button>
          {wish === null && <p className="quiet">{missing(typed, way, place.site)}</p>}
        </form>
        <SiteMap
          stage={stage}
          label="审查范围地图"
          shapes={[]}
          site={way === '在图上画' ? null : place.site}
          {...(way === '在图上画'
            ? {
                drawing: {
                  corners,
                  isDrawing,
                  onChange: (next: Corners, isDone: boolean) => {
                    setCorners(next);
                    if (isDone) setDrawing(false);
                  },
                },
              }
            : {})}
        />
      </div>
      <RecentChecks />
    </div>
  );
}

interface Found {
  start: Start | null;
  read: ReadSite | null;
  drawn: Geometry | null;
}

function placeOf(way: Way, { start, read, drawn }: Found): Place {
  if (way === '在图上画') return { site: drawn, origin: '在图上绘制' };
  if (way === '上传文件')
    return { site: read?.site ?? null, origin: read ? `文件 ${read.name}（${read.crs.name}）` : '' };
  if (way === '选定的地块') return { site: start?.site ?? null, origin: start?.from ?? '' };
  return { site: null, origin: '' };
}

function Drawn({ corners, isDrawing, onAgain }: { corners: Corners; isDrawing: boolean; onAgain: () => void }) {
  const shape = geometryOf('area', corners);
  return (
    <p className="site-drawn">
      {isDrawing ? '在图上依次点出范围的各角，双击闭合。' : '拖动角点可以修改。'}
      {shape && <b> {areaText(areaM2(shape))}</b>}
      {corners.length > 0 && <Button onClick={onAgain}>重画</Button>}
    </p>
  );
}
