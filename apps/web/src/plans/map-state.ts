import { readPlace, type Place } from '../map/place.ts';

/** A layer as it lies on the map; the first of a list lies on top. */
export interface Shown {
  readonly code: string;
  /** Per cent. */
  readonly opacity: number;
  /** A version by number, below zero a scenario; null: the version of the day that is looked at. */
  readonly version: number | null;
}

export type Tool = 'identify' | 'line' | 'area' | 'statistics' | 'thematic';
const TOOLS: readonly Tool[] = ['identify', 'line', 'area', 'statistics', 'thematic'];

export const METHODS = ['quantile', 'natural', 'equal'] as const;
export type Method = (typeof METHODS)[number];

export interface Theme {
  readonly code: string;
  readonly field: string;
  readonly method: Method;
  readonly classes: number;
}

type Position = readonly [lon: number, lat: number];

/** All that a link to the map carries. */
export interface MapState {
  readonly place: Place | null;
  /** Null: nobody has chosen yet. */
  readonly shown: readonly Shown[] | null;
  readonly pick: Position | null;
  /** A feature that was searched for or sent. */
  readonly open: { readonly code: string; readonly key: string } | null;
  readonly tool: Tool;
  readonly theme: Theme | null;
  /** Corners of what is measured or counted. */
  readonly drawn: readonly Position[];
}

export function readMapState(search: URLSearchParams): MapState {
  const tool = TOOLS.find((one) => one === search.get('tool')) ?? 'identify';
  return {
    place: readPlace(search.get('at')),
    shown: readShown(search.get('on')),
    pick: readPositions(search.get('pick'))[0] ?? null,
    open: readOpen(search.get('open')),
    tool,
    theme: readTheme(search.get('theme')),
    drawn: readPositions(search.get('drawn')),
  };
}

/** `DLTB,STBHHX.40,GHYD.100.v3`: the code, how opaque in per cent, which version; `.s2` is the second scenario. */
export function readShown(text: string | null): readonly Shown[] | null {
  if (text === null) return null;
  return text.split(',').flatMap((part) => {
    const [code = '', opacity, version] = part.split('.');
    if (!/^[\w-]+$/.test(code)) return [];
    const number = Number(version?.slice(1)) * (version?.startsWith('s') ? -1 : 1);
    return [
      {
        code,
        opacity: opacity === undefined || !/^\d{1,3}$/.test(opacity) ? 100 : Math.min(100, Number(opacity)),
        version: Number.isInteger(number) && number !== 0 ? number : null,
      },
    ];
  });
}

export function writeShown(shown: readonly Shown[]): string {
  return shown
    .map(({ code, opacity, version }) => {
      if (version !== null) return `${code}.${opacity}.${version < 0 ? 's' : 'v'}${Math.abs(version)}`;
      return opacity === 100 ? code : `${code}.${opacity}`;
    })
    .join(',');
}

function readOpen(text: string | null): MapState['open'] {
  const [code = '', ...rest] = (text ?? '').split('.');
  const key = rest.join('.');
  return code !== '' && key !== '' ? { code, key } : null;
}

function readTheme(text: string | null): Theme | null {
  const [code = '', method = '', classes = '', ...rest] = (text ?? '').split('.');
  const field = rest.join('.');
  const known = METHODS.find((one) => one === method);
  const count = Number(classes);
  return known && code !== '' && field !== '' && count >= 2 && count <= 9
    ? { code, method: known, classes: Math.round(count), field }
    : null;
}

export const writeTheme = ({ code, method, classes, field }: Theme): string => `${code}.${method}.${classes}.${field}`;

/** `118.9,25.1;118.91,25.1` */
function readPositions(text: string | null): readonly Position[] {
  return (text ?? '').split(';').flatMap((pair) => {
    const [lon, lat] = pair.split(',').map(Number);
    const isPosition = pair !== '' && lon !== undefined && lat !== undefined && Math.abs(lon) <= 180;
    return isPosition && Math.abs(lat) <= 90 ? [[lon, lat] as const] : [];
  });
}

export const writePositions = (positions: readonly Position[]): string =>
  positions.map(([lon, lat]) => `${Number(lon.toFixed(7))},${Number(lat.toFixed(7))}`).join(';');
