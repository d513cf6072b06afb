/** How a use stands to what the plan says of a parcel. */
export type Relation = 'same' | 'compatible' | 'conditional' | 'incompatible';
export const RELATION_LABELS: Readonly<Record<Relation, string>> = {
  same: '一致',
  compatible: '兼容',
  conditional: '有条件兼容',
  incompatible: '不兼容',
};

/**
 * 用地兼容: planned class, proposed class, relation; codes stand for all that begin with them, the most exact line
 * counts. What no line names is incompatible. A district's own table goes in its place.
 */
const MATRIX: readonly (readonly [planned: string, proposed: readonly string[], relation: Relation])[] = [
  ['07', ['0702', '1207', '13', '1401', '1403'], 'compatible'],
  ['07', ['07', '080404', '0807', '0901', '120802', '120803'], 'conditional'],
  ['0703', ['0704', '0601'], 'compatible'],
  ['08', ['08', '1208', '0702'], 'conditional'],
  ['08', ['1207', '13', '14'], 'compatible'],
  ['09', ['09', '1208', '1207', '13', '14'], 'compatible'],
  ['09', ['0803', '0805', '0702', '0801'], 'conditional'],
  ['0901', ['0903'], 'conditional'],
  ['10', ['1207', '1208', '13', '14'], 'compatible'],
  ['1001', ['0802', '1101', '0902'], 'conditional'],
  ['100101', ['100102', '100103', '110102', '110103'], 'incompatible'],
  ['100102', ['100101', '110101', '110102'], 'compatible'],
  ['100102', ['100103', '110103'], 'incompatible'],
  ['100103', ['100101', '100102', '1101'], 'compatible'],
  ['11', ['1207', '1208', '13', '14'], 'compatible'],
  ['1101', ['100101', '1204'], 'conditional'],
  ['110101', ['110102', '110103'], 'incompatible'],
  ['110102', ['110101'], 'compatible'],
  ['110102', ['110103'], 'incompatible'],
  ['110103', ['110101', '110102'], 'compatible'],
  ['12', ['1207', '1208', '1209', '13', '14'], 'conditional'],
  ['1204', ['1101', '1205'], 'compatible'],
  ['1208', ['0901', '1302', '1303'], 'conditional'],
  ['13', ['13', '14', '1207'], 'conditional'],
  ['14', ['14'], 'compatible'],
  ['14', ['0803', '0805', '120803', '13', '1207'], 'conditional'],
  ['15', ['1207', '13', '14'], 'conditional'],
  ['16', ['*'], 'conditional'],
  ['01', ['01'], 'compatible'],
  ['01', ['06'], 'conditional'],
  ['02', ['01', '02'], 'compatible'],
  ['02', ['06'], 'conditional'],
  ['03', ['03'], 'compatible'],
  ['04', ['04', '01', '02'], 'compatible'],
  ['04', ['06'], 'conditional'],
  ['06', ['06', '01', '02'], 'compatible'],
];

/**
 * A plan that names only the wider class takes every narrower one; a narrower one planned and the wider one proposed
 * leaves open which it will be.
 */
export function relationOf(planned: string, proposed: string): Relation {
  if (planned === proposed || proposed.startsWith(planned)) return 'same';
  if (planned.startsWith(proposed)) return 'conditional';
  let best: { readonly length: number; readonly relation: Relation } | null = null;
  for (const [plannedPrefix, prefixes, relation] of MATRIX) {
    if (!planned.startsWith(plannedPrefix)) continue;
    for (const prefix of prefixes) {
      if (prefix !== '*' && !proposed.startsWith(prefix)) continue;
      // Exactness of the planned class counts before that of the proposed one.
      const length = plannedPrefix.length * 10 + (prefix === '*' ? 0 : prefix.length);
      if (best === null || length > best.length) best = { length, relation };
    }
  }
  return best?.relation ?? 'incompatible';
}
