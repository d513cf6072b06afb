import { choice, nullable } from '@quantu/people';
import { Type } from '@sinclair/typebox';

/** What the routes of this room have in common. */
export const DayText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const District = { district: Type.String({ pattern: '^[0-9]{6,12}$', description: '区划代码' }) };
export const inDistrict = Type.Object(District);
export const AsOf = {
  asOf: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: '截至（日终）' })),
};
/** As a register keeps it; null where nothing was judged yet. */
const Light = nullable(choice(['green', 'yellow', 'red', 'grey'], '灯'));
export const Lit = { light: Light, reason: Type.String() };
