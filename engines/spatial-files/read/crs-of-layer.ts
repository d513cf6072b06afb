import type { Box } from '@quantu/geometry';
import { crsFromText } from '../crs/text.ts';
import { guessCrs, judgeCrs, type CrsGuess } from '../crs/guess.ts';
import type { Crs } from '../crs/systems.ts';
import type { RawLayer, SpatialLayer } from './layer.ts';

/**
 * The system of a layer: the one a person named, else the file's own word where its numbers allow it, else what the
 * numbers look like.
 */
export function withCrs(raw: RawLayer, named: Crs | null, district: Box | null): SpatialLayer {
  const { crsText, ...layer } = raw;
  const box = raw.core ?? raw.box;
  const strays = raw.core === null ? [] : [STRAYS];
  const finish = (found: CrsGuess, crsSource: SpatialLayer['crsSource'], notes: readonly string[]): SpatialLayer => ({
    ...layer,
    crs: found.crs,
    axes: found.axes,
    crsSource,
    crsGuess: found,
    notes: [...raw.notes, ...strays, ...notes],
  });
  if (named !== null) {
    const judged = box === null ? null : judgeCrs(named, box, district);
    const isKept = judged !== null && judged.crs?.id === named.id;
    const why = isKept ? judged.why.replace('数据声明', '指定') : (judged?.why ?? `指定的坐标系是${named.name}`);
    const axes = isKept ? judged.axes : 'xy';
    const confidence = isKept ? judged.confidence : 'unsure';
    const alternatives = judged?.alternatives ?? [];
    return finish({ crs: named, axes, confidence, why, alternatives }, 'declared', []);
  }
  const reading = crsText === null ? null : crsFromText(crsText);
  const problem = reading !== null && 'problem' in reading ? [reading.problem] : [];
  if (box === null) return finish(withoutBox(reading && 'crs' in reading ? reading.crs : null), 'guessed', problem);
  if (reading === null || 'problem' in reading) return finish(guessCrs(box, district), 'guessed', problem);
  const judged = judgeCrs(reading.crs, box, district);
  if (judged.crs?.id === reading.crs.id) return finish(judged, 'prj', []);
  return finish(judged, 'guessed', [judged.why]);
}

const STRAYS = '有个别要素离其余要素很远，判断坐标系时没有计入，请在试运行后核对';

const withoutBox = (crs: Crs | null): CrsGuess => ({
  crs,
  axes: 'xy',
  confidence: 'unsure',
  why: '图层里没有坐标，无从核对坐标系',
  alternatives: [],
});
