import { choice, Id } from '@quantu/people';
import { Type } from '@sinclair/typebox';

export const DistrictPart = { district: Type.String({ pattern: '^[0-9]{6,12}$', description: '区划代码' }) };
export const inDistrict = Type.Object(DistrictPart);
export const ofDocument = Type.Object({ ...DistrictPart, document: Id });
export const Version = Type.Integer({ minimum: 1, description: '版本号' });
export const SearchText = Type.Optional(Type.String({ maxLength: 200, description: '搜索文字' }));
export const Order = Type.Optional(choice(['asc', 'desc'], '排序方向'));
