import { ogcFault } from './faults.ts';

/** What `f` may say, by the kind of an answer. */
const FORMATS = {
  json: ['json', 'geojson', 'application/json', 'application/geo+json'],
  mvt: ['mvt', 'pbf', 'application/vnd.mapbox-vector-tile'],
} as const;
const TILE_TYPES = ['application/vnd.mapbox-vector-tile', 'application/x-protobuf', 'application/octet-stream'];

/** Every format that something here can be had in. */
export const isKnownFormat = (format: string): boolean => Object.values(FORMATS).some((all) => all.some((one) => one === format)); // prettier-ignore

/**
 * Refuses, with 406, an answer of a type that the caller does not take: by the parameter `f`, else by the header
 * `Accept`. Kinds of JSON stand for each other, as programs ask for them loosely.
 */
export function checkAccepted(type: string, f: string | undefined, accept: string): void {
  const isTile = type.startsWith(TILE_TYPES[0]!);
  if (f !== undefined) {
    const isGiven = FORMATS[isTile ? 'mvt' : 'json'].some((one) => one === f);
    if (!isGiven) throw ogcFault('ogc.format', { format: f.slice(0, 40), has: isTile ? 'mvt' : 'json' });
    return;
  }
  const ranges = rangesIn(accept);
  const isTaken = (range: string): boolean =>
    range === '*/*' ||
    range === 'application/*' ||
    (isTile ? TILE_TYPES.includes(range) : /^application\/(?:[\w.-]+\+)?json$/.test(range));
  if (ranges.length > 0 && !ranges.some(isTaken)) {
    throw ogcFault('ogc.not-acceptable', { accept: accept.slice(0, 100), has: type.split(';')[0]! });
  }
}

/** The media ranges of an `Accept` header that are wanted at all. */
function rangesIn(accept: string): readonly string[] {
  return accept.split(',').flatMap((part) => {
    const [range = '', ...parameters] = part.split(';').map((one) => one.trim().toLowerCase());
    const isRefused = parameters.some((one) => /^q=0(?:\.0{0,3})?$/.test(one));
    return range === '' || isRefused ? [] : [range];
  });
}
