import type { MapLayer } from '@quantu/plans';

/** A layer as the server tells of it. */
export function sampleLayer(part: Partial<MapLayer>): MapLayer {
  return {
    id: `00000000-0000-4000-8000-${(part.code ?? 'x').padStart(12, '0').slice(0, 12)}`,
    code: 'XZ',
    name: part.code ?? '现状',
    category: 'present',
    categoryLabel: '现状数据',
    theme: null,
    shape: 'area',
    role: null,
    roleLabel: null,
    plan: null,
    holder: null,
    basis: null,
    colour: null,
    codeSet: null,
    order: 0,
    version: { number: 1, title: '第 1 版', publishedOn: '2026-01-01' },
    drafts: [],
    scenarios: [],
    features: 1,
    areaM2: 1,
    box: [118.8, 25, 119, 25.2],
    legend: [],
    ...part,
  };
}
