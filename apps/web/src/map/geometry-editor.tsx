import { DeleteOutlined, EditOutlined } from '@ant-design/icons';
import { boxOf, type GeometryKind } from '@quantu/geometry';
import type { Geometry } from '@quantu/registers';
import { Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useRegister } from '../registers/use-register.tsx';
import { cornersOf, cornersText, geometryOf, type Corners } from './draw.ts';
import { fit } from './maplibre.ts';
import { readGeometry } from './read-geometry.ts';
import { drawShape } from './shape-layers.ts';
import { tileAddress } from './tile-address.ts';
import { useExtent } from './use-extent.ts';
import { useDrawing } from './use-drawing.ts';
import { useMap } from './use-map.ts';
import './map.css';

interface Props {
  kind: GeometryKind;
  label: string;
  value: Geometry | null;
  isDisabled: boolean;
  problem: string | null;
  onChange: (geometry: Geometry | null) => void;
  onProblem: (text: string, says: string) => void;
}

const HOWTO: Readonly<Record<GeometryKind, string>> = {
  point: '在图上点一下定位，拖动标记调整',
  line: '依次点出各点，双击结束；拖动圆点调整，双击圆点删去',
  area: '依次点出各角，双击闭合；拖动圆点调整，双击圆点删去',
};

/** A place: drawn on the map, or pasted as coordinates, WKT or GeoJSON. Both show the same. */
export function GeometryEditor({ kind, label, value, isDisabled, onChange, onProblem }: Props) {
  const { params } = useRegister();
  const { frame, map, problem: noMap } = useMap({ doubleClickZoom: false });
  const [isDrawing, setDrawing] = useState(value === null);
  const [text, setText] = useState<string | null>(null);
  const [drawn, setDrawn] = useState<Corners | null>(null);
  const corners = drawn ?? cornersOf(value);
  const valueText = JSON.stringify(value);
  const shown = drawn !== null && geometryOf(kind, drawn) === null ? drawn : null;

  const take = (next: Corners, isDone: boolean): void => {
    const geometry = geometryOf(kind, next);
    setDrawn(isDone ? null : next);
    setText(null);
    if (isDone) setDrawing(false);
    if (geometry !== null || next.length === 0) onChange(geometry);
  };
  useDrawing(map, {
    kind,
    corners: corners ?? [],
    isDrawing,
    isDisabled: isDisabled || corners === null,
    onChange: take,
  });

  useEffect(() => {
    if (!map) return;
    const geometry = JSON.parse(valueText) as Geometry | null;
    const line = shown !== null && shown.length > 1 ? geometryOf('line', shown) : null;
    drawShape(map, geometry ?? line, { tiles: tileAddress(params, {}), layer: params.register });
  }, [map, valueText, shown, params]);

  const [first] = useState(value);
  const around = useExtent(first === null);
  useEffect(() => {
    if (map) fit(map, first === null ? around : boxOf(first), 16);
  }, [map, first, around]);

  const paste = (next: string): void => {
    setText(next);
    setDrawn(null);
    if (next.trim() === '') {
      onChange(null);
      return;
    }
    const read = readGeometry(next, kind);
    if ('problem' in read) {
      onProblem(next, read.problem);
      return;
    }
    onChange(read.geometry);
    setDrawing(false);
    if (map) fit(map, boxOf(read.geometry), 16);
  };
  const coordinates = text ?? (corners === null ? valueText : cornersText(corners));
  return (
    <div className="geometry-editor">
      {noMap === null ? (
        <div ref={frame} className="map-frame map-editor" role="application" aria-label={`在图上画${label}`} />
      ) : (
        <p className="quiet">{noMap}</p>
      )}
      <div className="geometry-side">
        <p className="quiet">
          {corners === null ? '这个图形有几个部分，可以在下面粘贴新的，或清除后重画' : HOWTO[kind]}
        </p>
        <span className="geometry-acts">
          {kind !== 'point' && corners !== null && (
            <Button
              size="small"
              icon={<EditOutlined />}
              aria-pressed={isDrawing}
              disabled={isDisabled}
              onClick={() => (isDrawing ? take(corners, true) : (setDrawn([]), setDrawing(true)))}
            >
              {isDrawing ? '画完了' : '重画'}
            </Button>
          )}
          <Button
            size="small"
            icon={<DeleteOutlined />}
            disabled={isDisabled || value === null}
            onClick={() => {
              setDrawn(null);
              setText(null);
              setDrawing(true);
              onChange(null);
            }}
          >
            清除
          </Button>
        </span>
        <Input.TextArea
          aria-label={`${label}的坐标`}
          placeholder={'坐标（CGCS2000，经度在前）\n118.9123, 25.1234\n也可以贴 GeoJSON 或 WKT'}
          autoSize={{ minRows: 3, maxRows: 8 }}
          disabled={isDisabled}
          value={coordinates}
          onChange={({ target }) => paste(target.value)}
        />
      </div>
    </div>
  );
}
