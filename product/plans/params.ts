import type { Geometry } from '@quantu/geometry';
import { Id } from '@quantu/people';
import { Type } from '@sinclair/typebox';

export const DistrictPart = { district: Type.String({ pattern: '^[0-9]{6,12}$', description: '区划代码' }) };
export const inDistrict = Type.Object(DistrictPart);
export const ofLayer = Type.Object({ ...DistrictPart, layer: Id });
export const AsOf = Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: '截至（日终）' }));
export const Version = Type.Optional(
  Type.Integer({ description: '版本号；负数为方案编号；不填为现行（或截至日的）版本' }),
);
export const Box = Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()], {
  description: '西、南、东、北，经纬度',
});
/** GeoJSON geometry, CGCS2000 longitude and latitude. */
export const Shape = Type.Unsafe<Geometry>(Type.Object({ type: Type.String() }, { additionalProperties: true }));
export const Attributes = Type.Record(
  Type.String(),
  Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]),
);
export const JobAnswer = Type.Object({ data: Type.Object({ job: Id }) });
