import { ROLES, type District, type Grant, type RoleKey } from '@quantu/people';

/** Roles by the side they stand on, for a list to choose from. */
export function roleOptions(filter: (role: RoleKey) => boolean = () => true) {
  const sides = new Map<string, { value: RoleKey; label: string }[]>();
  for (const [key, { side, label }] of Object.entries(ROLES)) {
    const role = key as RoleKey;
    if (filter(role)) sides.set(side, [...(sides.get(side) ?? []), { value: role, label }]);
  }
  return [...sides].map(([label, options]) => ({ label, options }));
}

export function districtWord(code: string | null, districts: readonly Pick<District, 'code' | 'name'>[]): string {
  if (code === null) return '全部区划';
  return districts.find((district) => district.code === code)?.name ?? code;
}

/** 2026-01-01 起，2026-12-31 止；长期. */
export function periodWord({ from, until }: Pick<Grant, 'from' | 'until'>): string {
  return until === null ? `${from} 起，长期` : `${from} 至 ${until}`;
}

/** Where a role counts: district and organisation. */
export function scopeWord(
  { district, organisationName }: Pick<Grant, 'district' | 'organisationName'>,
  districts: readonly Pick<District, 'code' | 'name'>[],
): string {
  return [districtWord(district, districts), organisationName].filter(Boolean).join(' · ');
}
