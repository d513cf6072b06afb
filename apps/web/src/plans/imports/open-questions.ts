import type { ImportedLayer } from '@quantu/plans';

const SURE = 0.9;
const SHIFTED = ['GCJ-02', 'BD-09'];

/** Whether a person has to look at the place before the layer may be read by this system. */
export function needsConfirming({ crs, chosenCrs }: Pick<ImportedLayer, 'crs' | 'chosenCrs'>): boolean {
  if (chosenCrs === null) return false;
  return SHIFTED.includes(chosenCrs) || crs === null || crs.code !== chosenCrs || crs.confidence < SURE;
}

/** What still has to be said of a layer, as sentences. */
export function openQuestions(layer: ImportedLayer): readonly string[] {
  return [
    layer.chosenCrs === null && '还没有选坐标系',
    layer.chosenCrs !== null &&
      needsConfirming(layer) &&
      !layer.isCrsConfirmed &&
      '请在地图上核对位置，再勾选“位置正确”',
    layer.layer === null && layer.code === '' && '还没有填图层标识',
    layer.layer === null && !/^[A-Za-z0-9_-]*$/.test(layer.code) && '图层标识只能用字母、数字、下划线',
    layer.layer === null && layer.layerName === '' && '还没有填图层名称',
    layer.layer === null && layer.category === '' && '还没有选数据类别',
  ].filter((says) => says !== false);
}
