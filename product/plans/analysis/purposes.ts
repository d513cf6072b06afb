/** What a place is for, as far as plans are held against each other by it. */
export const PURPOSES = {
  'built-city': '城镇建设',
  'built-village': '村庄建设',
  'transport-hydraulic': '交通水利',
  industry: '工矿仓储',
  farmland: '耕地园地等农用地',
  'permanent-farmland': '永久基本农田',
  forest: '林地',
  ecological: '生态、草地、湿地和未利用地',
  water: '陆地水域',
  sea: '海域',
  reserve: '留白',
  'not-covered': '未覆盖',
} as const;
export type Purpose = keyof typeof PURPOSES;

/** Uses that people must be kept safe in. */
export const SENSITIVE = { housing: '居住', school: '学校', hospital: '医院' } as const;
export type Sensitive = keyof typeof SENSITIVE;

const BUILT: ReadonlySet<Purpose> = new Set(['built-city', 'built-village', 'transport-hydraulic', 'industry']);
export type Ground = 'built' | 'open' | 'reserve' | 'none' | 'unknown';
export const GROUNDS: Readonly<Record<Ground, string>> = {
  built: '建设用地',
  open: '非建设用地',
  reserve: '留白',
  none: '未覆盖',
  unknown: '待定',
};

/** Build or non-build; null: nobody has decided how the code is read. */
export function purposeGround(purpose: Purpose | null): Ground {
  if (purpose === null) return 'unknown';
  if (purpose === 'not-covered') return 'none';
  if (purpose === 'reserve') return 'reserve';
  return BUILT.has(purpose) ? 'built' : 'open';
}

export const purposeLabel = (purpose: Purpose | null): string => (purpose === null ? '待定' : PURPOSES[purpose]);
