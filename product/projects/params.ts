import { choice, nullable } from '@quantu/people';
import { Type } from '@sinclair/typebox';
import { LIGHTS } from './lights.ts';

export const DistrictPart = { district: Type.String({ pattern: '^[0-9]{6,12}$', description: '区划代码' }) };
export const inDistrict = Type.Object(DistrictPart);
export const Year = Type.Integer({ minimum: 2000, maximum: 2100, description: '年度' });
export const Month = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$', description: '月份' });
export const DayText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });

export const Reason = Type.String({ minLength: 1, maxLength: 500, description: '理由' });
export const Light = choice(LIGHTS, '灯');
/** 元 as decimal text; null: not known. */
export const Yuan = nullable(Type.String());
/** A ratio as decimal text: 0.31 is 31 %; null: cannot be told. */
export const Ratio = nullable(Type.String());
/** As it was at the end of this day. */
export const AsOf = {
  asOf: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: '截至（日终）' })),
};
