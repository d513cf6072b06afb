import { defineFaults } from '@quantu/base';

export const geometryFault = defineFaults({
  'geometry.wkb': { status: 422, text: '图形数据（WKB）无法读取：{why}' },
});
