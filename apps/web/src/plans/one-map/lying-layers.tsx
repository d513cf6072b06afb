import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined } from '@ant-design/icons';
import { Button, Select, Slider } from 'antd';
import { Link } from 'react-router';
import { useState } from 'react';
import { recordAddress } from '../../shell/catalogue.ts';
import { fit } from '../../map/maplibre.ts';
import { isBound } from '@quantu/plans';
import { colourOf } from '../layer-style.ts';
import { moved, type Lying } from '../lying.ts';
import type { Shown } from '../map-state.ts';
import { mapAddress, useMayWritePlans } from '../use-plans.ts';
import { areaText } from '../words.ts';
import { ExportMenu } from './export-menu.tsx';
import type { OneMapHere } from './use-one-map.ts';

/** What lies on the map from the top down: order, opacity, version, and what its colours mean. */
export function LyingLayers({ here }: { here: OneMapHere }) {
  if (here.lying.length === 0) return <p className="quiet">还没有打开图层。到“目录”里勾选。</p>;
  return (
    <ol className="lying">
      {here.lying.map((one, at) => (
        <LyingRow key={one.layer.id} one={one} at={at} here={here} />
      ))}
    </ol>
  );
}

function LyingRow({ one, at, here }: { one: Lying; at: number; here: OneMapHere }) {
  const { layer, version, isDraft, scenario, opacity } = one;
  const { shown, show, map, district } = here;
  const mayWrite = useMayWritePlans();
  const put = (part: Partial<Shown>): void =>
    show({ shown: shown.map((each) => (each.code === layer.code ? { ...each, ...part } : each)) });
  const move = (by: -1 | 1): void => show({ shown: moved(shown, layer.code, by) });
  const versions = [
    ...(layer.version ? [{ value: layer.version.number, label: `第 ${layer.version.number} 版（现行）` }] : []),
    ...layer.drafts.map(({ number }) => ({ value: number, label: `第 ${number} 版（▲ 草稿）` })),
    ...layer.scenarios.map(({ number, name }) => ({ value: number, label: `方案：${name}` })),
  ];
  if (versions.every(({ value }) => value !== version)) versions.push({ value: version, label: `第 ${version} 版` });
  return (
    <li aria-label={layer.name}>
      <div className="lying-head">
        <b>{layer.name}</b>
        <span className="lying-acts">
          <Button
            size="small"
            type="text"
            icon={<ArrowUpOutlined />}
            aria-label={`${layer.name}上移`}
            disabled={at === 0}
            onClick={() => move(-1)}
          />
          <Button
            size="small"
            type="text"
            icon={<ArrowDownOutlined />}
            aria-label={`${layer.name}下移`}
            disabled={at === here.lying.length - 1}
            onClick={() => move(1)}
          />
          <Button
            size="small"
            type="text"
            icon={<CloseOutlined />}
            aria-label={`关掉${layer.name}`}
            onClick={() => show({ shown: shown.filter(({ code }) => code !== layer.code) })}
          />
        </span>
      </div>
      <div className="lying-set">
        <Select
          size="small"
          aria-label={`${layer.name}的版本`}
          value={version}
          options={versions}
          onChange={(number: number) => put({ version: number === layer.version?.number ? null : number })}
        />
        <Slider
          min={0}
          max={100}
          step={5}
          value={opacity}
          tooltip={{ formatter: (value) => `不透明 ${value}%` }}
          ariaLabelForHandle={`${layer.name}的不透明度`}
          onChange={(value: number) => put({ opacity: value })}
        />
      </div>
      <LegendList one={one} />
      <p className="lying-links">
        <Button
          size="small"
          type="link"
          disabled={layer.box === null || !map}
          onClick={() => map && fit(map, layer.box, 17)}
        >
          看全图层
        </Button>
        <Link to={mapAddress(district, `/layers/${layer.id}/versions`)}>版本</Link>
        <Link to={recordAddress(district, 'map-layer', layer.id)}>说明</Link>
        {mayWrite && (
          <Link to={mapAddress(district, `/layers/${layer.id}/edit${scenario === null ? '' : `?scenario=${version}`}`)}>
            编辑
          </Link>
        )}
        {mayWrite && <Link to={mapAddress(district, `/layers/${layer.id}/scenarios`)}>方案</Link>}
        <ExportMenu layer={layer} version={version} district={district} />
      </p>
      {isDraft && <p className="watch-word">▲ 草稿，还没有发布</p>}
      {scenario !== null && <p className="watch-word">▲ 方案“{scenario}”，比选中</p>}
    </li>
  );
}

const MOST = 8;

/** The standard's colours with code and name: a colour is never the only sign. */
function LegendList({ one: { layer } }: { one: Lying }) {
  const [isAll, setAll] = useState(false);
  const sign =
    layer.shape === 'point'
      ? 'swatch-dot'
      : layer.shape === 'line'
        ? 'swatch-line'
        : isBound(layer.role)
          ? 'swatch-bound'
          : 'swatch';
  const entries = [...layer.legend].sort((a, b) => (a.code ?? '~').localeCompare(b.code ?? '~'));
  if (entries.length === 0) {
    return (
      <p className="quiet">
        <span className={sign} style={{ color: colourOf(layer), background: colourOf(layer) }} aria-hidden="true" />
        {layer.roleLabel ?? '没有要素'}
      </p>
    );
  }
  const shown = isAll ? entries : entries.slice(0, MOST);
  return (
    <>
      <ul className="lying-legend" aria-label={`图例：${layer.name}`}>
        {shown.map(({ code, label, colour, features, areaM2 }) => (
          <li key={code ?? ''} title={areaM2 > 0 ? `${features} 个，${areaText(areaM2)}` : `${features} 个`}>
            <span className={sign} style={{ color: colour, background: colour }} aria-hidden="true" />
            {code !== null && code !== label && <code>{code}</code>} {label}
          </li>
        ))}
      </ul>
      {entries.length > MOST && (
        <Button size="small" type="link" onClick={() => setAll(!isAll)}>
          {isAll ? '收起' : `全部 ${entries.length} 类`}
        </Button>
      )}
    </>
  );
}
