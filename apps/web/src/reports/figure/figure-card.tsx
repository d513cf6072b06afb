import { parsePeriod, periodWords } from '@quantu/figures';
import { indicatorRoutes } from '@quantu/indicators';
import type { Bound, FigureLook, FigureRun } from '@quantu/reports';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { rowsAddress } from '../../indicators/addresses.ts';
import { call } from '../../shell/api.ts';
import { Light } from '../../shell/light.tsx';
import { Parts, said, type Part } from '../../shell/parts.tsx';
import { onDay } from '../../shell/as-of.ts';
import type { Day } from '@quantu/base';
import { useDesk } from '../desk.ts';
import { figureIn } from '../document.ts';
import type { PaperEditor } from '../editor/editor.ts';
import type { FigurePlace } from '../editor/figures.ts';
import { FloatingBox } from '../paper/floating-box.tsx';
import { contradicts, STANDING_LIGHT, standingOf, standingWords } from '../standing.ts';
import { spanOf } from '../use-findings.ts';
import { FigureForm } from './figure-form.tsx';
import { rewriteFigure, unbindFigure } from './rewrite.ts';

interface Props {
  editor: PaperEditor;
  place: FigurePlace;
  isPinned: boolean;
  onPin: () => void;
  onClose: () => void;
}

/** A figure, opened: how it stands, what it counts, its rows and its map, and what can be done with it. */
export function FigureCard({ editor, place, isPinned, onPin, onClose }: Props) {
  const { looks, found } = useDesk();
  const box = useRef<HTMLDivElement>(null);
  const [isEditing, setEditing] = useState(false);
  const figure = figureIn(place.node);
  const look = looks.get(figure.id);
  const { doc } = editor.view.state;
  const clashes = found.filter(
    (finding) =>
      contradicts(finding) &&
      finding.places.some((one) => {
        const span = spanOf(doc, one);
        return span !== null && span.from <= place.pos && place.pos < span.to;
      }),
  );
  const standing = standingOf(look, clashes.length > 0);
  const isWritable = doc.resolve(place.pos).node(1).attrs['isOpen'] === true;
  useEffect(() => {
    if (isPinned) box.current?.focus({ preventScroll: true });
  }, [isPinned]);
  const expected = look?.expected ?? null;
  const canUpdate = isWritable && look?.state === 'drifted' && expected !== null;
  return (
    <FloatingBox
      view={editor.view}
      from={place.pos}
      to={place.pos + 1}
      label={`数字 ${figure.text}`}
      className="figure-card"
      onClose={onClose}
    >
      <div ref={box} tabIndex={-1} onPointerDown={onPin}>
        <p className="figure-head">
          <b>{figure.text}</b>
          <Light kind={STANDING_LIGHT[standing]} word={standingWords(standing, look)} />
        </p>
        {clashes.map(({ text }) => (
          <p key={text} className="figure-clash">
            {text}
          </p>
        ))}
        {look && <Origin figure={figure} look={look} />}
        <div className="box-acts">
          {canUpdate && (
            <Button type="primary" size="small" onClick={() => rewriteFigure(editor, figure.id, { text: expected })}>
              更新为 {expected}
            </Button>
          )}
          {isWritable && (
            <>
              <Button size="small" aria-expanded={isEditing} onClick={() => setEditing(!isEditing)}>
                期间、范围和写法
              </Button>
              <Button
                size="small"
                onClick={() => {
                  unbindFigure(editor, figure.id);
                  onClose();
                }}
              >
                解除绑定
              </Button>
            </>
          )}
        </div>
        {isEditing && <FigureForm editor={editor} figure={figure} onDone={() => setEditing(false)} />}
      </div>
    </FloatingBox>
  );
}

/** 交通通达 for `programme:traffic`. */
function useScopeLabel({ register, figure, scope }: Bound): string | null {
  const { district } = useDesk();
  const params = { district, register, figure };
  const query = { scope: scope ?? '' };
  const answer = useQuery({
    queryKey: ['indicator', params, query],
    queryFn: ({ signal }) => call(indicatorRoutes.indicator, { params, query, signal }),
    enabled: scope !== null,
    staleTime: 300_000,
  });
  return scope === null ? null : (answer.data?.data.scope?.label ?? scope);
}

/** 2026年上半年 for `2026-H1`. */
function periodSaid(period: string | null): string | null {
  const parsed = period === null ? null : parsePeriod(period);
  return parsed === null ? period : periodWords(parsed);
}

function Origin({ figure: { bound }, look }: { figure: FigureRun; look: FigureLook }) {
  const { district, report } = useDesk();
  const { expected, note, label, registerLabel, definition, definitionVersion, filter, rows, hasMap } = look;
  const day = report.asOf as Day | null;
  const to = (face: 'table' | 'map'): string => onDay(rowsAddress(district, bound.register, filter, face), day);
  const scope = useScopeLabel(bound);
  const parts: Part[] = [
    ['指标', `${label}（${registerLabel}）`],
    ...said('范围', scope),
    ...said('期间', periodSaid(bound.period)),
    ['台账写作', expected ?? '算不出'],
    ['数据截至', report.asOf ?? '随台账'],
    ...(definition === '' ? [] : said('口径', `${definition}（规则第 ${definitionVersion} 版）`)),
    ...said('说明', note),
  ];
  return (
    <>
      <Parts parts={parts} />
      <p className="figure-ways">
        <Link to={to('table')}>依据 {rows} 行 → 打开表格</Link>
        {hasMap && <Link to={to('map')}>→ 在地图上看</Link>}
      </p>
    </>
  );
}
