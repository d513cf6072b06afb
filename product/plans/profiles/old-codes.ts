import { landUse2023 } from '../land-use-2023.ts';
import { zoning } from '../zoning.ts';

/** How sure the class of 2023 is: one for one, several into one, or one into several that only a person can tell. */
export type MappingKind = 'exact' | 'merge' | 'split';

export interface ClassMapping {
  readonly standard: string;
  readonly code: string;
  readonly label: string;
  readonly kind: MappingKind;
  /** Classes of 2023: one for `exact` and `merge`, those it may be for `split`. */
  readonly to: readonly string[];
}

type Line = readonly [code: string, label: string, kind: MappingKind, ...to: readonly string[]];

/** 第三次全国国土调查工作分类 (2019), as the guide of 2023 keeps, joins or divides its classes. */
const SURVEY: readonly Line[] = [
  ['0101', '水田', 'exact', '0101'],
  ['0102', '水浇地', 'exact', '0102'],
  ['0103', '旱地', 'exact', '0103'],
  ['0201', '果园', 'exact', '0201'],
  ['0202', '茶园', 'exact', '0202'],
  ['0203', '橡胶园', 'exact', '0203'],
  ['0204', '其他园地', 'split', '0204', '0205'],
  ['0301', '乔木林地', 'exact', '0301'],
  ['0302', '竹林地', 'exact', '0302'],
  ['0303', '红树林地', 'exact', '0507'],
  ['0304', '森林沼泽', 'exact', '0501'],
  ['0305', '灌木林地', 'exact', '0303'],
  ['0306', '灌丛沼泽', 'exact', '0502'],
  ['0307', '其他林地', 'exact', '0304'],
  ['0401', '天然牧草地', 'exact', '0401'],
  ['0402', '沼泽草地', 'exact', '0503'],
  ['0403', '人工牧草地', 'exact', '0402'],
  ['0404', '其他草地', 'exact', '0403'],
  ['0603', '盐田', 'exact', '1003'],
  ['0602', '采矿用地', 'exact', '1002'],
  ['0601', '工业用地', 'exact', '1001'],
  ['05H1', '商业服务业设施用地', 'split', '0901', '0902', '0903', '0904'],
  ['0508', '物流仓储用地', 'split', '1101', '1102'],
  ['0701', '城镇住宅用地', 'exact', '0701'],
  ['0702', '农村宅基地', 'exact', '0703'],
  ['08H1', '机关团体新闻出版用地', 'split', '0801', '0803'],
  ['08H2', '科教文卫用地', 'split', '0802', '0803', '0804', '0805', '0806', '0807'],
  ['08H2A', '高教用地', 'exact', '080401'],
  ['0809', '公用设施用地', 'split', '1301', '1302', '1303', '1304', '1305', '1306', '1309', '1310', '1312'],
  ['0810', '公园与绿地', 'split', '1401', '1402', '1403'],
  ['0810A', '广场用地', 'exact', '1403'],
  ['09', '特殊用地', 'split', '1501', '1502', '1503', '1504', '1505', '1506', '1507'],
  ['1001', '铁路用地', 'exact', '1201'],
  ['1002', '轨道交通用地', 'exact', '1206'],
  ['1003', '公路用地', 'exact', '1202'],
  ['1004', '城镇村道路用地', 'exact', '1207'],
  ['1005', '交通服务场站用地', 'exact', '1208'],
  ['1006', '农村道路', 'exact', '0601'],
  ['1007', '机场用地', 'exact', '1203'],
  ['1008', '港口码头用地', 'exact', '1204'],
  ['1009', '管道运输用地', 'exact', '1205'],
  ['1101', '河流水面', 'exact', '1701'],
  ['1102', '湖泊水面', 'exact', '1702'],
  ['1103', '水库水面', 'exact', '1703'],
  ['1104', '坑塘水面', 'exact', '1704'],
  ['1104A', '养殖坑塘', 'merge', '1704'],
  ['1105', '沿海滩涂', 'exact', '0505'],
  ['1106', '内陆滩涂', 'exact', '0506'],
  ['1107', '沟渠', 'exact', '1705'],
  ['1107A', '干渠', 'split', '1705', '1311'],
  ['1108', '沼泽地', 'exact', '0504'],
  ['1109', '水工建筑用地', 'exact', '1311'],
  ['1110', '冰川及永久积雪', 'exact', '1706'],
  ['1201', '空闲地', 'exact', '2301'],
  ['1202', '设施农用地', 'exact', '0602'],
  ['1203', '田坎', 'exact', '2303'],
  ['1204', '盐碱地', 'exact', '2304'],
  ['1205', '沙地', 'exact', '2305'],
  ['1206', '裸土地', 'exact', '2306'],
  ['1207', '裸岩石砾地', 'exact', '2307'],
];

/** 城市用地分类与规划建设用地标准 GB 50137-2011. */
const CITY: readonly Line[] = [
  ['R', '居住用地', 'exact', '07'],
  ['R1', '一类居住用地', 'split', '070101', '0702'],
  ['R2', '二类居住用地', 'split', '070102', '0702'],
  ['R3', '三类居住用地', 'split', '070103', '0702'],
  ['R11', '一类居住住宅用地', 'exact', '070101'],
  ['R21', '二类居住住宅用地', 'exact', '070102'],
  ['R31', '三类居住住宅用地', 'exact', '070103'],
  ['R12', '一类居住服务设施用地', 'split', '0702', '080404'],
  ['R22', '二类居住服务设施用地', 'split', '0702', '080404'],
  ['R32', '三类居住服务设施用地', 'split', '0702', '080404'],
  ['A1', '行政办公用地', 'exact', '0801'],
  ['A2', '文化设施用地', 'exact', '0803'],
  ['A21', '图书展览用地', 'exact', '080301'],
  ['A22', '文化活动用地', 'exact', '080302'],
  ['A3', '教育科研用地', 'split', '0804', '0802'],
  ['A31', '高等院校用地', 'exact', '080401'],
  ['A32', '中等专业学校用地', 'exact', '080402'],
  ['A33', '中小学用地', 'exact', '080403'],
  ['A34', '特殊教育用地', 'merge', '080405'],
  ['A35', '科研用地', 'exact', '0802'],
  ['A4', '体育用地', 'exact', '0805'],
  ['A41', '体育场馆用地', 'exact', '080501'],
  ['A42', '体育训练用地', 'exact', '080502'],
  ['A5', '医疗卫生用地', 'split', '0806', '080601', '080602', '080603'],
  ['A51', '医院用地', 'exact', '080601'],
  ['A52', '卫生防疫用地', 'exact', '080603'],
  ['A53', '特殊医疗用地', 'split', '080601', '080603'],
  ['A59', '其他医疗卫生用地', 'split', '080602', '080603'],
  ['A6', '社会福利用地', 'exact', '0807'],
  ['A7', '文物古迹用地', 'exact', '1504'],
  ['A8', '外事用地', 'exact', '1502'],
  ['A9', '宗教用地', 'exact', '1503'],
  ['B', '商业服务业设施用地', 'exact', '09'],
  ['B1', '商业用地', 'exact', '0901'],
  ['B11', '零售商业用地', 'exact', '090101'],
  ['B12', '批发市场用地', 'exact', '090102'],
  ['B13', '餐饮用地', 'exact', '090103'],
  ['B14', '旅馆用地', 'exact', '090104'],
  ['B2', '商务用地', 'exact', '0902'],
  ['B21', '金融保险用地', 'merge', '0902'],
  ['B22', '艺术传媒用地', 'merge', '0902'],
  ['B29', '其他商务用地', 'merge', '0902'],
  ['B3', '娱乐康体用地', 'exact', '0903'],
  ['B31', '娱乐用地', 'merge', '0903'],
  ['B32', '康体用地', 'merge', '0903'],
  ['B4', '公用设施营业网点用地', 'exact', '090105'],
  ['B41', '加油加气站用地', 'merge', '090105'],
  ['B49', '其他公用设施营业网点用地', 'merge', '090105'],
  ['B9', '其他服务设施用地', 'exact', '0904'],
  ['M', '工业用地', 'exact', '1001'],
  ['M1', '一类工业用地', 'exact', '100101'],
  ['M2', '二类工业用地', 'exact', '100102'],
  ['M3', '三类工业用地', 'exact', '100103'],
  ['W', '物流仓储用地', 'exact', '1101'],
  ['W1', '一类物流仓储用地', 'exact', '110101'],
  ['W2', '二类物流仓储用地', 'exact', '110102'],
  ['W3', '三类物流仓储用地', 'exact', '110103'],
  ['S1', '城市道路用地', 'exact', '1207'],
  ['S2', '城市轨道交通用地', 'exact', '1206'],
  ['S3', '交通枢纽用地', 'exact', '120801'],
  ['S4', '交通场站用地', 'split', '120802', '120803'],
  ['S41', '公共交通场站用地', 'exact', '120802'],
  ['S42', '社会停车场用地', 'exact', '120803'],
  ['S9', '其他交通设施用地', 'exact', '1209'],
  ['U', '公用设施用地', 'exact', '13'],
  ['U1', '供应设施用地', 'split', '1301', '1303', '1304', '1305', '1306'],
  ['U11', '供水用地', 'exact', '1301'],
  ['U12', '供电用地', 'exact', '1303'],
  ['U13', '供燃气用地', 'exact', '1304'],
  ['U14', '供热用地', 'exact', '1305'],
  ['U15', '通信用地', 'split', '1306', '1307'],
  ['U16', '广播电视用地', 'exact', '1308'],
  ['U2', '环境设施用地', 'split', '1302', '1309'],
  ['U21', '排水用地', 'exact', '1302'],
  ['U22', '环卫用地', 'exact', '1309'],
  ['U3', '安全设施用地', 'split', '1310', '1311'],
  ['U31', '消防用地', 'exact', '1310'],
  ['U32', '防洪用地', 'exact', '1311'],
  ['U9', '其他公用设施用地', 'exact', '1312'],
  ['G', '绿地与广场用地', 'exact', '14'],
  ['G1', '公园绿地', 'exact', '1401'],
  ['G2', '防护绿地', 'exact', '1402'],
  ['G3', '广场用地', 'exact', '1403'],
  ['H14', '村庄建设用地', 'split', '0703', '0704', '1207'],
  ['H21', '铁路用地', 'exact', '1201'],
  ['H22', '公路用地', 'exact', '1202'],
  ['H23', '港口用地', 'exact', '1204'],
  ['H24', '机场用地', 'exact', '1203'],
  ['H25', '管道运输用地', 'exact', '1205'],
  ['H41', '军事用地', 'exact', '1501'],
  ['H42', '安保用地', 'exact', '1505'],
  ['H5', '采矿用地', 'exact', '1002'],
  ['E1', '水域', 'split', '1701', '1702', '1703', '1704', '1705', '0505', '0506'],
  ['E11', '自然水域', 'split', '1701', '1702', '0505', '0506'],
  ['E12', '水库', 'exact', '1703'],
  ['E13', '坑塘沟渠', 'split', '1704', '1705'],
  ['E2', '农林用地', 'split', '01', '02', '03', '04', '0601', '0602'],
];

const mappings = (standard: string, lines: readonly Line[]): readonly ClassMapping[] =>
  lines.map(([code, label, kind, ...to]) => ({ standard, code, label, kind, to }));

/** 新旧地类对照: what can be said of classes of older standards. */
export const CLASS_MAPPINGS: readonly ClassMapping[] = [...mappings('survey', SURVEY), ...mappings('gb-50137', CITY)];

const byStandard = new Map(
  [...new Set(CLASS_MAPPINGS.map(({ standard }) => standard))].map((standard) => [
    standard,
    new Map(CLASS_MAPPINGS.filter((one) => one.standard === standard).map((one) => [one.code, one])),
  ]),
);
const current = new Set(landUse2023.codes.map(({ code }) => code));
const zones = new Set(zoning.codes.map(({ code }) => code));

/** What a code of a standard is in that of 2023. `isKnown` is null where the standard's codes are not known here. */
export interface ClassReading {
  readonly use: string | null;
  readonly isKnown: boolean | null;
  /** A class that became several: which one is a person's to say. */
  readonly mayBe: readonly string[];
}

export function readClass(standard: string | null, code: string | null): ClassReading {
  if (code === null) return { use: null, isKnown: null, mayBe: [] };
  if (standard === 'land-use-2023')
    return { use: current.has(code) ? code : null, isKnown: current.has(code), mayBe: [] };
  // A zone may hold several uses: it is no class of land.
  if (standard === 'zoning') return { use: null, isKnown: zones.has(code), mayBe: [] };
  const known = byStandard.get(standard ?? '');
  if (known === undefined) return { use: null, isKnown: null, mayBe: [] };
  const found = known.get(code) ?? known.get(code.toUpperCase());
  if (found === undefined) return { use: null, isKnown: false, mayBe: [] };
  return found.kind === 'split'
    ? { use: null, isKnown: true, mayBe: found.to }
    : { use: found.to[0]!, isKnown: true, mayBe: [] };
}

/** A code as its standard writes it, from how files come to write it: `101` and `101.0` for 0101, `0101水田`, `０１０１`. */
export function writtenCode(standard: string | null, text: string): string {
  if (readClass(standard, text).isKnown !== false) return text;
  const plain = text.normalize('NFKC').replaceAll(/\s+/g, '').replace(/\.0+$/, '');
  const [token = plain] = /^[A-Za-z\d]+/.exec(plain) ?? [];
  const forms = [plain, token, ...(/^(\d\d)*\d$/.test(token) ? [`0${token}`] : [])];
  return forms.find((form) => readClass(standard, form).isKnown === true) ?? text;
}
