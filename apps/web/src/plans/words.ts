import { fromCgcs2000, cgcsZone } from '@quantu/spatial-files';
import type { MapLayer } from '@quantu/plans';
import { grouped } from '../shell/figure-text.ts';

const M2_PER_MU = 10_000 / 15;
const fixed = (value: number, places: number): string => grouped(value.toFixed(places));

/** One area in the three units an office thinks in. */
export function areaUnits(m2: number): readonly { readonly unit: string; readonly text: string }[] {
  return [
    { unit: '平方米', text: fixed(m2, 2) },
    { unit: '亩', text: fixed(m2 / M2_PER_MU, 2) },
    { unit: '公顷', text: fixed(m2 / 10_000, 4) },
  ];
}

/** `12.3456 公顷（185.18 亩）`; small ones in square metres. */
export function areaText(m2: number): string {
  if (m2 < 1000) return `${fixed(m2, 2)} 平方米`;
  if (m2 < 1e8) return `${fixed(m2 / 10_000, 2)} 公顷（${fixed(m2 / M2_PER_MU, 1)} 亩）`;
  return `${fixed(m2 / 1e6, 2)} 平方公里`;
}

export const hectares = (m2: number): string => fixed(m2 / 10_000, 2);

export function lengthText(metres: number): string {
  return metres < 10_000 ? `${fixed(metres, 2)} 米` : `${fixed(metres / 1000, 3)} 公里`;
}

export const degreesText = ([lon, lat]: readonly [number, number]): string => `${lon.toFixed(6)}, ${lat.toFixed(6)}`;

/** The 3-degree zone a longitude lies in: `CGCS2000 3 度带 120°E`, east and north in metres. */
export function zoneText([lon, lat]: readonly [number, number]): string | null {
  const number = Math.round(lon / 3);
  const crs = cgcsZone(3, number, false);
  if (!crs) return null;
  const [east, north] = fromCgcs2000(crs)(lon, lat);
  return `3 度带 ${number * 3}°E　东 ${fixed(east, 2)}　北 ${fixed(north, 2)}`;
}

/** The values of a feature as they stand: numbers grouped, yes and no in words. */
export function attributeText(value: string | number | boolean | null): string {
  if (value === null || value === '') return '—';
  if (typeof value === 'boolean') return value ? '是' : '否';
  return typeof value === 'number' && !Number.isInteger(value) ? String(Number(value.toFixed(6))) : String(value);
}

/** `第 3 版`, `方案“北移”`: what a number stands for, below zero a scenario. */
export function versionText(layer: Pick<MapLayer, 'scenarios'> | undefined, number: number): string {
  if (number > 0) return `第 ${number} 版`;
  const name = layer?.scenarios.find((one) => one.number === number)?.name;
  return name === undefined ? `方案 ${-number}` : `方案“${name}”`;
}
