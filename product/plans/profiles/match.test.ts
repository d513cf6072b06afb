import { planCodeSets } from '../code-sets.ts';
import { expect, test } from 'vitest';
import { LAYER_PROFILES } from './known.ts';
import { matchLayer, profileOf } from './match.ts';

const fields = (text: string) => text.split(' ').map((name) => ({ name, samples: [] as string[] }));
const codesOf = (key: string) => planCodeSets.find((set) => set.key === key)!.codes.map(({ code }) => code);

test('profiles have codes of their own, and roles, categories and standards that exist', () => {
  const codes = LAYER_PROFILES.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const { code, role, category, codeSet, shape } of LAYER_PROFILES) {
    expect([code, role === null || codesOf('layer-role').includes(role)]).toEqual([code, true]);
    expect([code, codeSet === null || codesOf('class-standard').includes(codeSet)]).toEqual([code, true]);
    expect(codesOf('layer-category')).toContain(category);
    expect(codesOf('layer-shape')).toContain(shape);
  }
});

test.each([
  ['DLTB', 'area', 'DLTB'],
  ['xz_tdly_2023_DLTB_py_1', 'area', 'DLTB'],
  ['350505泉港区永久基本农田', 'area', 'YJJBNTTB'],
  ['中心城区规划用地用海', 'area', 'ZXCQGHYDYH'],
  ['XS_XMKJFW', 'area', 'XS_XMKJFW'],
  ['区县界_area', 'area', 'XZQ'],
  ['村级调查区界线', 'line', 'CJDCQJX'],
  ['城市蓝线', 'line', undefined],
  ['图层1', 'area', undefined],
] as const)('a layer called %s (%s) is %s', (name, shape, code) => {
  expect(profileOf(name, shape, [])?.code).toBe(code);
});

test('a layer without a telling name is known by its fields, cut names included', () => {
  expect(profileOf('导出', 'area', fields('BSM YSDM TBBH DLBM DLMC TBMJ ZLDWMC'))?.code).toBe('DLTB');
  expect(profileOf('导出', 'area', fields('DKBH DSRJLSX LDLXX YDYHFLDM XMMC'))?.code).toBe('DK');
  expect(matchLayer('永农', 'area', fields('YJJBNTTBBH YJJBNTTBMJ'))).toMatchObject({ keyField: 'YJJBNTTBBH' });
  expect(profileOf('导出', 'area', fields('ID NAME BSM'))).toBeNull();
});

test('the standard of the codes is told by the codes themselves', () => {
  const samples = (name: string, ...codes: string[]) => [{ name, samples: codes }];
  expect(matchLayer('DLTB', 'area', samples('DLBM', '0101', '1107', '0810A')).codeSet).toBe('survey');
  expect(matchLayer('地块', 'area', samples('YDDM', 'R21', 'B1', 'G1')).codeSet).toBe('gb-50137');
  expect(matchLayer('地块', 'area', samples('YDYHFLDM', '070102', '0901')).codeSet).toBe('land-use-2023');
  expect(matchLayer('图', 'area', samples('landuse', 'forest')).codeSet).toBeNull();
});
