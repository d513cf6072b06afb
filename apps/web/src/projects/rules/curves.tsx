import type { Rules } from '@quantu/projects';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import type { ChartOption } from '../../shell/chart-canvas.tsx';
import { Chart } from '../../shell/chart.tsx';
import { todayInChina } from '../../shell/as-of.ts';
import { CurveDialog, type CurveSubject } from './curve-dialog.tsx';
import { percentText, straightLine } from './curve-points.ts';

type Setting = Rules['curves'][number];
const MONTHS = Array.from({ length: 12 }, (_, i) => `${i + 1}月`);

/** Curves that stand in place of the straight line, drawn over it. */
export function Curves({ district, rules, canChoose }: { district: string; rules: Rules; canChoose: boolean }) {
  const [subject, setSubject] = useState<CurveSubject | null>(null);
  const year = Number(todayInChina().slice(0, 4));
  const isWhole = rules.curves.some((curve) => curve.scope === 'all' && curve.year === year);
  const option = useMemo(() => optionOf(rules.curves), [rules.curves]);
  return (
    <section className="panel" aria-label="进度曲线">
      <h2>
        序时进度曲线
        {canChoose && !isWhole && (
          <Button
            size="small"
            onClick={() => setSubject({ scope: 'all', key: null, label: '全部项目', year, points: straightLine() })}
          >
            设定 {year} 年曲线
          </Button>
        )}
      </h2>
      {rules.curves.length === 0 ? (
        <p>没有设定曲线的，按月均匀推进：月数 ÷ 12。专项和单个项目的曲线优先于全部项目的曲线。</p>
      ) : (
        <>
          <Chart
            label="序时进度曲线"
            note="每月末应完成年度计划的百分之几"
            option={option}
            height={14}
            table={{
              head: ['曲线', ...MONTHS],
              rows: rules.curves.map((curve) => [nameOf(curve), ...curve.points.map(percentText)]),
            }}
          />
          <ul className="plain-list">
            {rules.curves.map((curve) => (
              <li key={curve.id}>
                <span>{nameOf(curve)}</span>
                {canChoose && (
                  <Button size="small" onClick={() => setSubject(curve)}>
                    修改
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {subject !== null && <CurveDialog district={district} subject={subject} onClose={() => setSubject(null)} />}
    </section>
  );
}

const nameOf = ({ label, year }: Setting): string => `${label}，${year} 年`;

function optionOf(curves: readonly Setting[]): ChartOption {
  const line = (name: string, points: readonly string[], isDashed = false) => ({
    type: 'line' as const,
    name,
    symbol: 'none',
    data: points.map((ratio) => Number(percentText(ratio))),
    ...(isDashed ? { lineStyle: { type: 'dashed' as const, color: '#7a8a99' }, itemStyle: { color: '#7a8a99' } } : {}),
  });
  return {
    xAxis: { type: 'category', boundaryGap: false, data: MONTHS },
    yAxis: { type: 'value', max: 100, name: '%' },
    series: [line('按月均匀', straightLine(), true), ...curves.map((curve) => line(nameOf(curve), curve.points))],
  };
}
