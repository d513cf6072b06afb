import { defineCodeSet, type CodeSet } from '@quantu/base';
import { landUse2023 } from './land-use-2023.ts';
import { zoning } from './zoning.ts';

const list = (entries: Readonly<Record<string, string>>) =>
  Object.entries(entries).map(([code, label]) => ({ code, label }));

const planKinds = defineCodeSet({
  key: 'plan-kind',
  version: '2026-11-23',
  label: '规划类别',
  source:
    '中共中央 国务院关于建立国土空间规划体系并监督实施的若干意见（2019）：总体规划、详细规划、相关专项规划；以前的城规、土规另列',
  codes: list({
    overall: '总体规划',
    detailed: '详细规划',
    special: '专项规划',
    village: '村庄规划',
    'old-city': '原城市（镇）规划',
    'old-land': '原土地利用总体规划',
    sector: '部门规划',
    other: '其他',
  }),
});

const planLevels = defineCodeSet({
  key: 'plan-level',
  version: '2026-11-23',
  label: '规划层级',
  source: '默认：国家、省、市、县、乡镇五级，加片区和村',
  codes: list({
    nation: '国家',
    province: '省',
    city: '市',
    county: '县（区）',
    town: '乡镇（街道）',
    zone: '片区',
    village: '村',
  }),
});

const secrecies = defineCodeSet({
  key: 'secrecy',
  version: '2026-11-23',
  label: '密级',
  source: '默认：涉密成果不进本系统，只分内部和可公开',
  codes: list({ internal: '内部', open: '可公开' }),
});

const layerCategories = defineCodeSet({
  key: 'layer-category',
  version: '2026-11-23',
  label: '数据类别',
  source: 'GB/T 39972-2021 国土空间规划“一张图”实施监督信息系统技术规范：现状、规划、管理、社会经济四类',
  codes: list({ present: '现状数据', plan: '规划数据', management: '管理数据', society: '社会经济数据' }),
});

const layerShapes = defineCodeSet({
  key: 'layer-shape',
  version: '2026-11-23',
  label: '几何类型',
  source: '默认',
  codes: list({ area: '面', line: '线', point: '点' }),
});

/** What a layer says in an overlay or a site check. A role that no layer plays makes a step 无法判定. */
export const layerRoles = defineCodeSet({
  key: 'layer-role',
  version: '2026-11-23',
  label: '审查作用',
  source: '默认：合规性审查的各步所用图层，区划可以增补',
  codes: list({
    district: '行政区（范围）',
    town: '乡镇街道界',
    'permanent-farmland': '永久基本农田',
    'ecological-red-line': '生态保护红线',
    'development-boundary': '城镇开发边界',
    'present-use': '土地利用现状',
    'planned-use': '规划用地用海',
    'city-plan': '原城市规划用地',
    'land-plan': '原土地利用规划用途',
    'detailed-parcel': '详细规划地块',
    'blue-line': '蓝线',
    'green-line': '绿线',
    'yellow-line': '黄线',
    'purple-line': '紫线',
    heritage: '历史文化保护线',
    flood: '洪涝风险控制线',
    coast: '海岸线（退缩线）',
    'safety-zone': '石化安全控制区',
    geohazard: '地质灾害风险区',
    forest: '林地、公益林',
    'project-site': '项目用地',
    road: '道路',
    port: '港口码头',
    building: '房屋',
    slope: '坡度分级',
  }),
});

const classStandards = defineCodeSet({
  key: 'class-standard',
  version: '2026-11-23',
  label: '分类标准',
  source: '自然资发〔2023〕234号；GB 50137-2011；GB/T 21010-2017；第三次全国国土调查工作分类',
  codes: list({
    'land-use-2023': '用地用海分类（2023）',
    'gb-50137': '城市用地分类（GB 50137）',
    survey: '三调工作分类',
    zoning: '规划分区',
    other: '其他',
  }),
});

const crsChecked = defineCodeSet({
  key: 'crs-checked',
  version: '2026-11-23',
  label: '坐标系核对',
  source: '默认',
  codes: list({
    declared: '文件声明',
    'control-points': '与控制图层核对一致',
    confirmed: '人工确认',
    unknown: '未核对',
  }),
});

/** Conflict types of 多规合一 with who yields; the direction of precedence is the district's to change. */
export const conflictKinds = defineCodeSet({
  key: 'conflict-kind',
  version: '2026-11-23',
  label: '冲突类型',
  source: '默认：差异图斑分类，区划可以修改',
  codes: list({
    C1: 'C1 建设占永久基本农田',
    C2: 'C2 建设占生态保护红线',
    C3: 'C3 集中建设在城镇开发边界外',
    C4: 'C4 城规建设、土规非建设',
    C5: 'C5 土规建设、城规非建设',
    C6: 'C6 建设占林地',
    C7: 'C7 用途不一致',
    C8: 'C8 控制指标不一致',
    C9: 'C9 规划空白',
    C10: 'C10 图层自身重叠',
    C11: 'C11 海岸线空隙或重叠',
    C12: 'C12 安全控制区内有敏感用途',
  }),
});

const conflictDecisions = defineCodeSet({
  key: 'conflict-decision',
  version: '2026-11-23',
  label: '差异处理决定',
  source: '默认',
  codes: list({
    'adopt-a': '以甲为准',
    'adopt-b': '以乙为准',
    'adjust-both': '双方调整',
    wait: '待上级批复',
    history: '维持历史批准',
    'accept-edit': '采纳建议调整',
  }),
});

export const checkVerdicts = defineCodeSet({
  key: 'check-verdict',
  version: '2026-11-23',
  label: '审查结论',
  source: '默认：缺图层一律无法判定',
  codes: list({ pass: '合规', conditional: '基本合规（有条件）', fail: '不合规', unknown: '无法判定' }),
});

export const planCodeSets: readonly CodeSet[] = [
  planKinds,
  planLevels,
  secrecies,
  layerCategories,
  layerShapes,
  layerRoles,
  classStandards,
  crsChecked,
  conflictKinds,
  conflictDecisions,
  checkVerdicts,
  landUse2023,
  zoning,
];
