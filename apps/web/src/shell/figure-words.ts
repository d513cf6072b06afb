import type { FigureValue } from '@quantu/product-documents';

export const FIGURE_KIND_WORD: Record<FigureValue['kind'], string> = {
  count: '数量',
  amount: '金额',
  rate: '比率',
  growth: '增长率',
  pp_diff: '百分点差',
  threshold: '门槛',
  standard: '标准',
  discount: '折扣',
  ratio: '比例',
  range: '区间',
  range_id: '编号区间',
  from: '起点值',
  to: '终点值',
  target: '目标',
  area: '面积',
  length: '长度',
  duration: '时长',
  capacity: '能力',
  weight: '重量',
  concentration: '浓度',
};

export function approxWord(approx: FigureValue['approx']): string {
  return approx === 'exact' ? '准确' : approx;
}

/** 同比 (较2018年): how a figure compares itself. */
export function comparisonWord(comparison: FigureValue['comparison']): string {
  if (!comparison) return '';
  return comparison.base ? `${comparison.type}（${comparison.base}）` : comparison.type;
}
