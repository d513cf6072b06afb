import { expect, test } from 'vitest';
import { missing, typedFrom, wishOf } from './wish.ts';

const site = { type: 'Polygon', coordinates: [] } as const;
const typed = { ...typedFrom(null), name: ' 安置房 ', use: '0701' };

test('a check is asked for once all is said, and what is not said is named', () => {
  expect(missing(typed, '在图上画', null)).toBe('还要在图上画出范围');
  expect(missing({ ...typed, name: ' ' }, '上传文件', site)).toBe('还要写项目（地块）名称');
  expect(missing({ ...typed, use: null }, '选定的地块', site)).toBe('还要选拟用途');
  expect(missing(typed, '选项目', null)).toBe('还要选一个项目');
  expect(wishOf(typed, '在图上画', { site, origin: '在图上绘制' })).toEqual({
    name: '安置房',
    use: '0701',
    controls: {},
    site,
    origin: '在图上绘制',
  });
});

test('a role is declared not to concern the district with its reason, never without', () => {
  const declared = { ...typed, notConcerned: { coast: ' ' } };
  expect(missing(declared, '在图上画', site)).toBe('还要写不涉及的理由');
  const wish = wishOf({ ...typed, notConcerned: { coast: ' 内陆镇 ' } }, '在图上画', { site, origin: '' });
  expect(wish?.notConcerned).toEqual([{ role: 'coast', reason: '内陆镇' }]);
});

test('what another page begins with is taken over', () => {
  const start = {
    site,
    from: '审查 HG20261123-001',
    name: '甲',
    use: '1001',
    notConcerned: [{ role: 'flood', reason: '无' }],
  };
  expect(typedFrom(start)).toMatchObject({ name: '甲', use: '1001', notConcerned: { flood: '无' } });
});
