import { defineRoute, Id, nullable } from '@quantu/people';
import { Type, type Static } from '@sinclair/typebox';
import { AsOf, inDistrict } from '../params.ts';

/** One file that shows what was done, where and when. */
export const Evidence = Type.Object({
  /** The file. */
  id: Id,
  register: Type.String(),
  record: Id,
  name: Type.String(),
  isPicture: Type.Boolean(),
  /** Degrees; null where neither the photo nor its record says a place. */
  lon: nullable(Type.Number()),
  lat: nullable(Type.Number()),
  /** Whose place it is: the camera's, or what was put in by hand. */
  placedBy: Type.String(),
  /** The day it was taken, else that of its record. */
  on: Type.String(),
  takenAt: nullable(Type.String()),
  summary: Type.String(),
  unit: Type.String(),
  unitId: nullable(Id),
  task: nullable(Id),
  taskTitle: Type.String(),
  opinion: nullable(Id),
  opinionTitle: Type.String(),
});
export type Evidence = Static<typeof Evidence>;

const Wish = Type.Object({
  opinion: Type.Optional(Id),
  unit: Type.Optional(Id),
  month: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}$', description: '月份' })),
  ...AsOf,
});
export type GalleryWish = Static<typeof Wish>;

const Choice = Type.Object({ value: Type.String(), label: Type.String(), count: Type.Integer() });

export const galleryRoutes = {
  gallery: defineRoute('GET', '/api/d/:district/reviews/evidence', {
    access: 'district.enter',
    summary: '佐证：照片和文件，带地点、时间和所证明的任务，最新在前',
    params: inDistrict,
    query: Wish,
    answer: Type.Object({
      data: Type.Array(Evidence),
      /** How many there are: only the newest are told. */
      total: Type.Integer(),
      opinions: Type.Array(Choice),
      units: Type.Array(Choice),
      months: Type.Array(Choice),
    }),
  }),
};
