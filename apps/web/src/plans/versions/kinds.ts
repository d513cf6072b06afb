import type { AnswerOf } from '@quantu/people';
import type { versionRoutes } from '@quantu/plans';

export type Difference = AnswerOf<typeof versionRoutes.difference>['data'][number];

/** Told apart by word and sign, not by colour alone. */
export const KINDS = {
  added: { word: '新增', sign: '＋', colour: '#1d6b3a' },
  removed: { word: '删去', sign: '－', colour: '#b8000a' },
  geometry: { word: '图形改变', sign: '△', colour: '#b26b00' },
  attributes: { word: '属性改变', sign: '＝', colour: '#0072b2' },
} as const satisfies Record<Difference['kind'], object>;
