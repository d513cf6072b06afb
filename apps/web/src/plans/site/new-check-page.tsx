import { areaM2, type Geometry } from '@quantu/geometry';
import { siteRoutes, type SiteWish } from '@quantu/plans';
import { addressOf, type AnswerOf } from '@quantu/people';
import { Alert, Button, Segmented } from 'antd';
import { useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { geometryOf, type Corners } from '../../map/draw.ts';
import { useMap } from '../../map/use-map.ts';
import { noteFailure } from '../../shell/connection.ts';
import { PageHead } from '../../shell/page.tsx';
import { sendFile } from '../../shell/send-file.ts';
import { useDistrict } from '../../shell/session.ts';
import { FaultLine } from '../../shell/states.tsx';
import { areaText } from '../words.ts';
import { SiteMap } from './site-map.tsx';
import { checkAddress, useCheck } from './use-site.ts';
import {
  ControlInputs,
  ExceptionChoices,
  NameInput,
  NOTHING_TYPED,
  ProjectChoice,
  UseChoice,
  type Typed,
} from './wish-form.tsx';
import '../plans.css';
import './site.css';

type ReadSite = AnswerOf<typeof siteRoutes.readSite>['data'];
const WAYS = ['在图上画', '上传文件', '选项目'] as const;
type Way = (typeof WAYS)[number];

/** 合规性审查: where, for what, with which controls. */
export function NewSiteCheckPage() {
  const district = useDistrict();
  const navigate = useNavigate();
  const stage = useMap();
  const [way, setWay] = useState<Way>('在图上画');
  const [typed, setTyped] = useState<Typed>(NOTHING_TYPED);
  const [corners, setCorners] = useState<Corners>([]);
  const [isDrawing, setDrawing] = useState(true);
  const [read, setRead] = useState<ReadSite | null>(null);
  const check = useCheck((id) => void navigate(checkAddress(district, id)));
  const change = (part: Partial<Typed>): void => setTyped((before) => ({ ...before, ...part }));
  const drawn = way === '在图上画' && !isDrawing ? geometryOf('area', corners) : null;
  const site = way === '上传文件' ? (read?.site ?? null) : drawn;
  const wish = wishOf(typed, way, site);
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
          <Segmented aria-label="范围从哪里来" options={[...WAYS]} value={way} onChange={setWay} block />
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
          {way === '上传文件' && <SiteFile read={read} onRead={setRead} />}
          {way === '选项目' && <ProjectChoice typed={typed} onChange={change} />}
          <NameInput typed={typed} onChange={change} />
          <UseChoice value={typed.use} onChange={(use) => change({ use })} />
          <ControlInputs typed={typed} onChange={change} />
          <ExceptionChoices typed={typed} onChange={change} />
          <FaultLine error={check.error} />
          <Button type="primary" htmlType="submit" disabled={wish === null} loading={check.isPending} block>
            开始审查
          </Button>
          {wish === null && <p className="quiet">{missing(typed, way, site)}</p>}
        </form>
        <SiteMap
          stage={stage}
          label="审查范围地图"
          shapes={[]}
          site={way === '上传文件' ? site : null}
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
    </div>
  );
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

function SiteFile({ read, onRead }: { read: ReadSite | null; onRead: (read: ReadSite | null) => void }) {
  const district = useDistrict();
  const input = useRef<HTMLInputElement>(null);
  const [error, setError] = useState<unknown>(null);
  const [isSending, setSending] = useState(false);
  const send = async (file: File): Promise<void> => {
    setSending(true);
    setError(null);
    try {
      const address = addressOf(siteRoutes.readSite, { params: { district } });
      onRead((await sendFile<AnswerOf<typeof siteRoutes.readSite>>(address, file, () => undefined)).data);
    } catch (refusal) {
      noteFailure(refusal);
      onRead(null);
      setError(refusal);
    }
    setSending(false);
  };
  return (
    <div className="site-file">
      <input
        ref={input}
        type="file"
        hidden
        accept=".geojson,.json,.txt,.zip,.shp,.kml,.kmz,.dxf,.csv,.xlsx,.gpkg"
        aria-label="选择范围文件"
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file) void send(file);
          target.value = '';
        }}
      />
      <Button loading={isSending} onClick={() => input.current?.click()}>
        选择文件
      </Button>
      <span className="quiet"> GeoJSON、报件坐标 txt、Shapefile（zip）、KML、DXF</span>
      <FaultLine error={error} />
      {read && (
        <Alert
          type={read.notes.length > 0 ? 'warning' : 'success'}
          showIcon
          title={`${read.name}：${read.parts} 个面，${areaText(read.areaM2)}，${read.crs}`}
          description={read.notes.slice(0, 5).join('；') || undefined}
        />
      )}
    </div>
  );
}

function wishOf(typed: Typed, way: Way, site: Geometry | null): SiteWish | null {
  const { name, use, project, investment, controls, redLineException, boundaryException } = typed;
  if (use === null || missing(typed, way, site) !== '') return null;
  return {
    use,
    controls,
    ...(name.trim() === '' ? {} : { name: name.trim() }),
    ...(redLineException === null ? {} : { redLineException }),
    ...(boundaryException === null ? {} : { boundaryException }),
    ...(way !== '选项目' && site !== null ? { site } : {}),
    ...(way === '选项目' && project !== null ? { project } : {}),
    ...(way === '选项目' && investment !== null ? { investment } : {}),
  };
}

function missing({ name, use, project, investment }: Typed, way: Way, site: Geometry | null): string {
  if (way === '选项目' && project === null && investment === null) return '还要选一个项目';
  if (way !== '选项目' && site === null) return way === '在图上画' ? '还要在图上画出范围' : '还要上传范围文件';
  if (way !== '选项目' && name.trim() === '') return '还要写项目（地块）名称';
  return use === null ? '还要选拟用途' : '';
}
