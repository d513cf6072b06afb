import type { SheetRow } from '@quantu/projects';

/** A row of a monthly sheet as the server sends it. */
export function sheetRow(part: Partial<SheetRow> = {}): SheetRow {
  return {
    report: '0190f000-0000-7000-8000-000000000001',
    version: 3,
    state: 'open',
    project: '0190f000-0000-7000-8000-000000000002',
    code: 'CJ-001',
    name: '滨海大道提升',
    programmeLabel: '交通通达',
    doneYuan: '5000000',
    progress: 'main',
    progressText: null,
    problem: null,
    prefilled: ['progress'],
    before: null,
    plannedYuan: '60000000',
    cumulativeYuan: '25000000',
    earlierYuan: '20000000',
    rate: '0.4167',
    expected: '0.75',
    leadPp: '-33.3',
    light: 'red',
    reason: '完成 41.7%，序时 75.0%，落后 33.3 个百分点',
    photos: 0,
    isLate: false,
    isAmended: false,
    can: { fill: true, amend: false },
    ...part,
  };
}
