import { BarChart, LineChart, ScatterChart, type BarSeriesOption, type LineSeriesOption } from 'echarts/charts';
import {
  AriaComponent,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
  type DataZoomComponentOption,
  type GridComponentOption,
  type LegendComponentOption,
  type TooltipComponentOption,
} from 'echarts/components';
import { init, use, type ComposeOption, type ECharts } from 'echarts/core';
import type { ScatterSeriesOption } from 'echarts/charts';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useDisplay } from './display.ts';
import { HARBOUR, INK, SANS } from './theme.ts';

use([
  BarChart,
  LineChart,
  ScatterChart,
  AriaComponent,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
  SVGRenderer,
]);

export type ChartOption = ComposeOption<
  | BarSeriesOption
  | LineSeriesOption
  | ScatterSeriesOption
  | DataZoomComponentOption
  | GridComponentOption
  | LegendComponentOption
  | TooltipComponentOption
>;

const COLOURS = [HARBOUR, '#b36b00', '#7a8a99', '#5b4b9a', '#2e7d4f', '#8c3b4a'];

interface Props {
  label: string;
  option: ChartOption;
  height: number;
  onPick?: (picked: { series: string; index: number }) => void;
}

/** The picture of a chart. SVG: sharp on paper, small for the few hundred marks that a page shows. */
export function ChartCanvas({ label, option, height, onPick }: Props) {
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  const pick = useRef(onPick);
  const { size } = useDisplay();
  useEffect(() => {
    pick.current = onPick;
  });
  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    const drawn = init(element, null, { renderer: 'svg' });
    chart.current = drawn;
    drawn.on('click', ({ seriesName, dataIndex }) => pick.current?.({ series: seriesName ?? '', index: dataIndex }));
    const watcher = new ResizeObserver(() => drawn.resize());
    watcher.observe(element);
    // Paper has another width than the screen: the drawing is scaled to it, because nothing is told of it in time.
    const scale = (): void => {
      element.querySelector('svg')?.setAttribute('viewBox', `0 0 ${drawn.getWidth()} ${drawn.getHeight()}`);
    };
    const unscale = (): void => element.querySelector('svg')?.removeAttribute('viewBox');
    window.addEventListener('beforeprint', scale);
    window.addEventListener('afterprint', unscale);
    return () => {
      watcher.disconnect();
      window.removeEventListener('beforeprint', scale);
      window.removeEventListener('afterprint', unscale);
      drawn.dispose();
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption(dress(option, size), { notMerge: true });
  }, [option, size]);
  return (
    <div
      ref={holder}
      role="img"
      aria-label={label}
      className={onPick ? 'chart-canvas chart-pick' : 'chart-canvas'}
      style={{ height: `${height}em` }}
    />
  );
}

/** What every chart of the house looks like: no movement, tabular words, room for the labels. */
function dress(option: ChartOption, size: number): ChartOption {
  const fontSize = Math.round(size * 0.86);
  const { grid, legend, tooltip, ...rest } = option;
  return {
    animation: false,
    color: COLOURS,
    textStyle: { fontFamily: SANS, fontSize, color: INK },
    grid: {
      left: 8,
      right: 16,
      top: 32,
      bottom: 8,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
      ...(Array.isArray(grid) ? {} : grid),
    },
    legend: {
      top: 0,
      left: 0,
      itemWidth: 14,
      itemHeight: 10,
      textStyle: { fontSize },
      ...(Array.isArray(legend) ? {} : legend),
    },
    tooltip: {
      trigger: 'axis',
      confine: true,
      transitionDuration: 0,
      textStyle: { fontSize },
      ...(Array.isArray(tooltip) ? {} : tooltip),
    },
    ...rest,
  };
}
