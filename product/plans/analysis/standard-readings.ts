import type { Purpose, Sensitive } from './purposes.ts';

/** Codes that begin so are read so; the longest beginning wins. `null`: which it is only a person can say. */
export type ReadingTable = Readonly<Record<string, Purpose | null>>;
export type SensitiveTable = Readonly<Record<string, Sensitive | 'none' | null>>;

/** 用地用海分类 (2023). 07 and 23 join what is read apart. */
const LAND_USE: ReadingTable = {
  '01': 'farmland',
  '02': 'farmland',
  '03': 'forest',
  '04': 'ecological',
  '05': 'ecological',
  '06': 'farmland',
  '07': null,
  '0701': 'built-city',
  '0702': 'built-city',
  '0703': 'built-village',
  '0704': 'built-village',
  '08': 'built-city',
  '09': 'built-city',
  '10': 'industry',
  '11': 'industry',
  '12': 'transport-hydraulic',
  '13': 'built-city',
  '1311': 'transport-hydraulic',
  '14': 'built-city',
  '15': 'built-city',
  '16': 'reserve',
  '17': 'water',
  '18': 'sea',
  '19': 'sea',
  '20': 'sea',
  '21': 'sea',
  '22': 'sea',
  '23': null,
  '2302': 'farmland',
  '2303': 'farmland',
  '2304': 'ecological',
  '2305': 'ecological',
  '2306': 'ecological',
  '2307': 'ecological',
  '24': 'sea',
};

/** 城市用地分类 GB 50137-2011. E2 and E9 join what is read apart. */
const CITY: ReadingTable = {
  R: 'built-city',
  A: 'built-city',
  B: 'built-city',
  M: 'industry',
  W: 'industry',
  S: 'transport-hydraulic',
  U: 'built-city',
  U32: 'transport-hydraulic',
  G: 'built-city',
  H11: 'built-city',
  H12: 'built-city',
  H13: 'built-village',
  H14: 'built-village',
  H2: 'transport-hydraulic',
  H3: 'built-city',
  H4: 'built-city',
  H5: 'industry',
  E1: 'water',
  E2: null,
};

/** 第三次全国国土调查工作分类. */
const SURVEY: ReadingTable = {
  '01': 'farmland',
  '02': 'farmland',
  '03': 'forest',
  '0303': 'ecological',
  '0304': 'ecological',
  '0306': 'ecological',
  '04': 'ecological',
  '05': 'built-city',
  '0508': 'industry',
  '06': 'industry',
  '0701': 'built-city',
  '0702': 'built-village',
  '08': 'built-city',
  '09': 'built-city',
  '10': 'transport-hydraulic',
  '1006': 'farmland',
  '11': 'water',
  '1105': 'ecological',
  '1106': 'ecological',
  '1108': 'ecological',
  '1109': 'transport-hydraulic',
  '1201': null,
  '1202': 'farmland',
  '1203': 'farmland',
  '1204': 'ecological',
  '1205': 'ecological',
  '1206': 'ecological',
  '1207': 'ecological',
};

/** 规划分区 of overall plans; the zones of 乡村发展区 are read one by one. */
const ZONING: ReadingTable = {
  '1': 'ecological',
  '2': 'ecological',
  '3': 'permanent-farmland',
  '4': null,
  '41': 'built-city',
  '414': 'industry',
  '415': 'industry',
  '417': 'transport-hydraulic',
  '418': 'reserve',
  '42': 'reserve',
  '43': 'ecological',
  '5': null,
  '51': 'built-village',
  '52': 'farmland',
  '53': 'forest',
  '54': 'ecological',
  '6': 'sea',
  '7': 'industry',
};

export const READINGS: Readonly<Record<string, ReadingTable>> = {
  'land-use-2023': LAND_USE,
  'gb-50137': CITY,
  survey: SURVEY,
  zoning: ZONING,
};

/** Uses people live, learn or are ill in; what joins them with others is undecided. */
export const SENSITIVES: Readonly<Record<string, SensitiveTable>> = {
  'land-use-2023': {
    '07': 'housing',
    '0702': 'none',
    '0704': 'none',
    '0804': 'school',
    '0806': 'hospital',
    '08': null,
    '0801': 'none',
    '0802': 'none',
    '0803': 'none',
    '0805': 'none',
    '0807': 'none',
  },
  'gb-50137': {
    R: 'housing',
    R12: null,
    R22: null,
    R32: null,
    A3: null,
    A31: 'school',
    A32: 'school',
    A33: 'school',
    A34: 'school',
    A35: 'none',
    A5: 'hospital',
    H14: 'housing',
  },
  survey: { '07': 'housing', '08H2': null, '08H2A': 'school' },
};

/** What everything in a layer is by the part it plays, whatever its codes say. */
export const ROLE_PURPOSES: Readonly<Record<string, Purpose>> = {
  'permanent-farmland': 'permanent-farmland',
  'ecological-red-line': 'ecological',
  forest: 'forest',
};

/** Layers that say what each place is for. */
export const USE_ROLES: readonly string[] = ['planned-use', 'city-plan', 'land-plan', 'detailed-parcel', 'present-use'];
/** Those of them that are plans. */
export const PLAN_ROLES: readonly string[] = ['planned-use', 'city-plan', 'land-plan', 'detailed-parcel'];
