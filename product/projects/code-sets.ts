import { defineCodeSet, parseDay, type Code, type CodeSet, type Day } from '@quantu/base';
import { LIGHT_LABELS, LIGHTS } from './lights.ts';

/** Throws for a day that is none: a programming error. */
function day(text: string): Day {
  const found = parseDay(text);
  if (!found) throw new Error(`no day ${text}`);
  return found;
}

const list = (entries: Readonly<Record<string, string>>, more: Partial<Code> = {}): Code[] =>
  Object.entries(entries).map(([code, label]) => ({ code, label, ...more }));

/** The list of programmes changes with the year: a project keeps the programme of the list it was taken up by. */
export const cityProgrammes: CodeSet = defineCodeSet({
  key: 'city-programme',
  version: '2024',
  label: '城建专项',
  source:
    '泉州市“抓城建提品质”专项行动：2022 年八个专项（公开报道）；2024 年专项行动方案七个专项。default：各区可换成本年度清单',
  codes: [
    ...list(
      {
        'core-2022': '东海核心区提质',
        'old-town-2022': '古城提质',
        'renewal-2022': '片区更新',
        'estates-2022': '老旧小区（片区）改造',
        'traffic-2022': '聚城畅通及综合交通',
        'ecology-2022': '生态人文空间',
        'villages-2022': '村镇建设（2022）',
        'showcase-2022': '县域特色亮点',
      },
      { from: day('2022-01-01'), until: day('2024-01-01') },
    ),
    ...list(
      {
        living: '宜居建设',
        green: '绿色人文',
        traffic: '交通通达',
        resilience: '安全韧性',
        smart: '智慧管理',
        villages: '村镇建设',
        showcase: '样板工程',
      },
      { from: day('2024-01-01') },
    ),
  ],
});

export const cityKinds: CodeSet = defineCodeSet({
  key: 'city-project-kind',
  version: '2024',
  label: '城建项目类型',
  source: '按政府投资项目常用分类。default',
  codes: list({
    roads: '道路交通',
    'schools-hospitals': '教育医疗',
    parks: '公园绿地',
    pipes: '管网改造',
    housing: '住房保障',
    culture: '文体设施',
    other: '其他',
  }),
});

/** 形象进度 in the words of monthly notices; the preparatory work has its own steps. */
export const imageProgress: CodeSet = defineCodeSet({
  key: 'image-progress',
  version: '2024',
  label: '形象进度',
  source: '按泉州市 2024 年重点项目进度通报用语整理。default',
  codes: [
    { code: 'preparing', label: '前期' },
    ...list(
      { approval: '立项', feasibility: '可研', design: '初步设计', land: '用地', tender: '招标' },
      { parent: 'preparing' },
    ),
    ...list({
      entered: '进场',
      foundation: '土方和基础',
      structure: '主体施工',
      topped: '封顶',
      fitting: '装修和设备安装',
      finishing: '扫尾',
      acceptance: '竣工验收',
      used: '投入使用',
    }),
  ],
});

export const lightCodes: CodeSet = defineCodeSet({
  key: 'project-light',
  version: '1',
  label: '亮灯',
  source: '项目红黄绿灯管理通行做法；缺数据为无法判定',
  codes: LIGHTS.map((light) => ({ code: light, label: LIGHT_LABELS[light] })),
});

const projectLevels = defineCodeSet({
  key: 'project-level',
  version: '1',
  label: '项目级别',
  source: '省、市、区重点项目名单',
  codes: list({ province: '省级重点', city: '市级重点', district: '区级' }),
});

const funding = defineCodeSet({
  key: 'funding-source',
  version: '1',
  label: '资金来源',
  source: '政府投资项目资金来源常用分类。default',
  codes: list({
    budget: '本级财政',
    upper: '上级补助',
    bond: '专项债券',
    loan: '银行贷款',
    company: '国企自筹',
    private: '社会资本',
  }),
});

const industries = defineCodeSet({
  key: 'investment-industry',
  version: '1',
  label: '产业',
  source: '按链式招商常用产业链划分。default',
  codes: list({
    petrochemical: '石化',
    materials: '新材料',
    equipment: '高端装备',
    storage: '新型储能',
    logistics: '现代物流',
    marine: '海洋产业',
    food: '食品加工',
    digital: '数字经济',
    service: '现代服务业',
    other: '其他',
  }),
});

const origins = defineCodeSet({
  key: 'investor-origin',
  version: '1',
  label: '投资来源',
  source: '招商引资统计常用口径：省外、省内区外、境外；本地企业另列',
  codes: list({ 'other-province': '省外', province: '省内区外', abroad: '境外', local: '本地' }),
});

const contractKinds = defineCodeSet({
  key: 'contract-kind',
  version: '1',
  label: '合同类别',
  source: '招商签约统计：正式合同、意向（框架）协议',
  codes: list({ formal: '正式', intent: '意向' }),
});

export const signingKinds = defineCodeSet({
  key: 'signing-kind',
  version: '1',
  label: '签约类别',
  source: '签约统计办法（三明 2006 等）：首次签约计项目和金额，增资只计新增部分，意向升级不重复计',
  codes: list({ first: '首次签约', increase: '增资', upgrade: '意向转正式' }),
});

const estateClasses = defineCodeSet({
  key: 'estate-class',
  version: '1',
  label: '改造内容',
  source: '国务院办公厅关于全面推进城镇老旧小区改造工作的指导意见（国办发〔2020〕23号）：基础类、完善类、提升类',
  codes: list({ basic: '基础类', better: '完善类', best: '提升类' }),
});

const management = defineCodeSet({
  key: 'property-management',
  version: '1',
  label: '物业管理方式',
  source: '老旧小区长效管理常见方式。default',
  codes: list({ company: '专业物业', group: '大物业打包', community: '社区代管', self: '居民自管', none: '无物业' }),
});

const sewageKinds = defineCodeSet({
  key: 'sewage-kind',
  version: '1',
  label: '污水治理类别',
  source: '城镇污水处理提质增效工作常用分类。default',
  codes: list({ plant: '污水处理厂', pumping: '泵站', pipes: '管网', outfall: '排口整治', water: '水体整治' }),
});

const supervisionSources = defineCodeSet({
  key: 'supervision-source',
  version: '1',
  label: '督办来源',
  source: '政府督查工作常见来源。default',
  codes: list({
    meeting: '政府常务会议',
    leader: '领导批示',
    light: '项目亮灯',
    congress: '人大审议意见',
    proposal: '代表建议和政协提案',
    report: '月报未报',
    visit: '现场督查',
  }),
});

export const supervisionLevels: CodeSet = defineCodeSet({
  key: 'supervision-level',
  version: '1',
  label: '督办级别',
  source: '按各地审议意见和重点工作督办办法归纳。default',
  codes: list({
    L0: 'L0 自查',
    L1: 'L1 提醒',
    L2: 'L2 督办单',
    L3: 'L3 分管领导督办',
    L4: 'L4 挂牌督办',
    L5: 'L5 测评（专题询问）',
    L6: 'L6 质询（特定问题调查、决议）',
  }),
});

/** What ships with the program; a district adds its own versions as data. */
export const projectCodeSets: readonly CodeSet[] = [
  cityProgrammes,
  cityKinds,
  imageProgress,
  lightCodes,
  projectLevels,
  funding,
  industries,
  origins,
  contractKinds,
  signingKinds,
  estateClasses,
  management,
  sewageKinds,
  supervisionSources,
  supervisionLevels,
];
