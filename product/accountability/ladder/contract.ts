import { choice, defineRoute, idOf } from '@quantu/people';
import { Type } from '@sinclair/typebox';

const District = { district: Type.String({ pattern: '^[0-9]{6,12}$', description: '区划代码' }) };
const as = choice(['docx', 'pdf'], '格式');

export const ladderRoutes = {
  orderFile: defineRoute('GET', '/api/d/:district/review-orders/:order/file', {
    access: 'district.enter',
    summary: '督办单：按公文格式排好的 docx 或 pdf',
    params: Type.Object({ ...District, order: idOf('督办单') }),
    query: Type.Object({ as }),
    medium: 'file',
  }),
  listingFile: defineRoute('GET', '/api/d/:district/review-listings/file', {
    access: 'district.enter',
    summary: '挂牌督办月报：挂牌的事项本月的进展，docx 或 pdf；public 只列公开的',
    params: Type.Object(District),
    query: Type.Object({
      as,
      month: Type.String({ pattern: '^20\\d{2}-(0[1-9]|1[0-2])$', description: '月份' }),
      public: Type.Optional(Type.Boolean({ description: '只列公开的' })),
    }),
    medium: 'file',
  }),
};
