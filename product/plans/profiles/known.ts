/** A schema that layers of this kind are known to have, by the names its fields have in the files. */
export interface LayerProfile {
  /** The layer's code in its standard. */
  readonly code: string;
  readonly label: string;
  /** Other names of the layer, as files and offices write them. */
  readonly aliases: readonly string[];
  readonly shape: 'area' | 'line' | 'point';
  readonly category: 'present' | 'plan' | 'management' | 'society';
  readonly role: string | null;
  readonly codeSet: string | null;
  readonly keys: readonly string[];
  readonly codes: readonly string[];
  readonly names: readonly string[];
  /** What the file says the area is; compared with the computed one. */
  readonly areas: readonly string[];
  /** Told when missing. */
  readonly required: readonly string[];
  readonly others: readonly string[];
}

type Told = Pick<LayerProfile, 'code' | 'label' | 'aliases' | 'role'> & Partial<LayerProfile>;

const profile = (category: LayerProfile['category'], told: Told): LayerProfile => ({
  category,
  shape: 'area',
  codeSet: null,
  keys: ['BSM'],
  codes: [],
  names: [],
  areas: ['MJ'],
  required: ['BSM', 'YSDM'],
  others: ['XZQDM', 'XZQMC', 'BZ'],
  ...told,
});
const zoned = (code: string, label: string, aliases: readonly string[] = []): LayerProfile =>
  profile('plan', {
    code,
    label,
    aliases: [label, ...aliases],
    role: null,
    codeSet: 'zoning',
    codes: ['GHFQDM'],
    names: ['GHFQMC'],
    required: ['BSM', 'YSDM', 'GHFQDM'],
  });
const line = (codes: readonly string[], label: string, role: string): readonly LayerProfile[] =>
  codes.map((code) =>
    profile('plan', { code, label, aliases: code === codes[0] ? [label] : [], role, names: ['MC', 'GHFQMC'] }),
  );

/** 县级国土空间总体规划: layers of its dynamic maintenance. */
const COUNTY_PLAN: readonly LayerProfile[] = [
  zoned('GHFQ', '规划分区'),
  zoned('YDYHGHFQ', '用地用海规划分区'),
  zoned('ZXCQGHFQ', '中心城区规划分区'),
  profile('plan', {
    code: 'ZXCQGHYDYH',
    label: '中心城区规划用地用海',
    aliases: ['规划用地用海', '用地用海规划', '中心城区用地'],
    role: 'planned-use',
    codeSet: 'land-use-2023',
    codes: ['YDYHFLDM'],
    names: ['YDYHFLMC'],
    areas: ['TBMJ', 'TBDLMJ', 'MJ'],
    required: ['BSM', 'YSDM', 'YDYHFLDM'],
  }),
  profile('plan', {
    code: 'XZZTGNDW',
    label: '乡级主体功能定位',
    aliases: ['主体功能定位'],
    role: null,
    names: ['XZQMC'],
  }),
  ...line(['HLFXKZX'], '洪涝风险控制线', 'flood'),
  ...line(['LSWHBHX', 'LSWHBHQ'], '历史文化保护线', 'heritage'),
  ...line(['ZXCQCSLX', 'CZKFBJFWCSLX'], '城市蓝线', 'blue-line'),
  ...line(['ZXCQCSLVX', 'CZKFBJFWCSLVX'], '城市绿线', 'green-line'),
  ...line(['ZXCQCSHX', 'CZKFBJFWCSHX'], '城市黄线', 'yellow-line'),
  ...line(['ZXCQCSZX', 'CZKFBJFWCSZX'], '城市紫线', 'purple-line'),
];

/** 自然资源“一张图” package of 2023. */
const ONE_MAP: readonly LayerProfile[] = [
  profile('present', {
    code: 'DLTB',
    label: '地类图斑',
    aliases: ['地类图斑', '土地利用现状', '年度变更调查', '三调'],
    role: 'present-use',
    codeSet: 'survey',
    codes: ['DLBM'],
    names: ['DLMC'],
    areas: ['TBMJ'],
    required: ['BSM', 'YSDM', 'TBBH', 'DLBM', 'TBMJ'],
    others: ['TBBH', 'QSXZ', 'QSDWDM', 'QSDWMC', 'ZLDWDM', 'ZLDWMC', 'TBDLMJ', 'SJNF', 'MSSM'],
  }),
  profile('plan', {
    code: 'YJJBNTTB',
    label: '永久基本农田图斑',
    aliases: ['永久基本农田', '基本农田', '永农', 'YJJBNT', 'YJJBNTBHTB'],
    role: 'permanent-farmland',
    keys: ['BSM', 'YJJBNTTBBH'],
    names: ['YJJBNTTBBH'],
    areas: ['YJJBNTTBMJ'],
    required: ['BSM', 'YJJBNTTBBH'],
    others: ['YJJBNTMJ', 'BHKSSJ', 'BHJSSJ', 'WDGD', 'DLBM', 'DLMC'],
  }),
  profile('plan', {
    code: 'STBHHX',
    label: '生态保护红线',
    aliases: ['生态保护红线', '生态红线'],
    role: 'ecological-red-line',
    names: ['MC', 'XJXZQMC'],
    areas: ['MJ', 'QYMJ'],
    others: ['XJXZQDM', 'XJXZQMC', 'LHLX', 'LXDM', 'SLSJ', 'GKCS'],
  }),
  profile('plan', {
    code: 'CZKFBJ',
    label: '城镇开发边界',
    aliases: ['城镇开发边界', '开发边界'],
    role: 'development-boundary',
    codeSet: 'zoning',
    codes: ['GHFQDM'],
    names: ['GHFQMC'],
    required: ['BSM', 'YSDM', 'GHFQDM'],
  }),
  profile('management', {
    code: 'XS_XMKJFW',
    label: '用地预审与选址项目空间范围',
    aliases: ['用地预审', '选址红线', '项目空间范围'],
    role: 'project-site',
    keys: ['XMDM', 'DZJGH'],
    names: ['XMMC'],
    areas: ['YDMJ'],
    required: ['YSDM', 'XMDM', 'DZJGH', 'AJBH', 'XMMC', 'YDMJ'],
    others: ['SZXZQDM', 'SZXZQMC', 'SQDW', 'TDYTDM', 'ZYNYDMJ', 'ZYGDMJ', 'SJSTHXMJ'],
  }),
  profile('management', {
    code: 'ZZ_NYDZYFW',
    label: '农用地转用范围',
    aliases: ['农转用'],
    role: null,
    names: ['XMMC'],
  }),
  profile('management', {
    code: 'ZZ_TDZSFW',
    label: '土地征收范围',
    aliases: ['土地征收', '征地范围'],
    role: null,
    names: ['XMMC'],
  }),
  profile('management', {
    code: 'LSYD_XMZDFW',
    label: '临时用地项目范围',
    aliases: ['临时用地'],
    role: null,
    names: ['XMMC'],
  }),
  profile('management', { code: 'WFDK', label: '违法地块', aliases: ['违法图斑', '违法用地'], role: null }),
  profile('management', { code: 'YGYSXZJSYDTB', label: '有关疑似新增建设图斑', aliases: ['疑似新增建设'], role: null }),
];

/** 详细规划（控规）: parcels with their controls. */
const DETAILED_PLAN: readonly LayerProfile[] = [
  profile('plan', {
    code: 'DK',
    label: '详细规划地块',
    aliases: ['控规地块', '规划地块', '地块', 'KGDK', 'XXGHDK'],
    role: 'detailed-parcel',
    codeSet: 'land-use-2023',
    keys: ['DKBH', 'BSM'],
    codes: ['YDYHFLDM', 'YDDM'],
    names: ['XMMC', 'DKBH'],
    areas: ['YDMJ', 'DKMJ', 'MJ'],
    required: ['DKBH', 'DSRJLSX'],
    others: ['BZDYBH', 'YDMC', 'DSRJLXX', 'JZMDSX', 'JZMDXX', 'LDLSX', 'LDLXX', 'JZGDSX', 'JZGDXX', 'VERSION'],
  }),
];

/** 福建村庄规划. */
const VILLAGE_PLAN: readonly LayerProfile[] = [
  profile('management', {
    code: 'CJDCQ',
    label: '村级调查区',
    aliases: ['村级调查区', '村界'],
    role: null,
    names: ['ZLDWMC'],
  }),
  profile('management', {
    code: 'CJDCQJX',
    label: '村级调查区界线',
    aliases: ['村级调查区界线'],
    role: null,
    shape: 'line',
    areas: [],
  }),
  profile('present', {
    code: 'JQDLTB',
    label: '基期地类图斑',
    aliases: ['基期地类'],
    role: 'present-use',
    codeSet: 'survey',
    codes: ['JQDLBM', 'DLBM'],
    names: ['JQDLMC', 'DLMC'],
    areas: ['JQDLMJ', 'TBMJ'],
    required: ['BSM', 'YSDM', 'JQDLBM'],
  }),
  profile('plan', {
    code: 'GHDLTB',
    label: '规划地类图斑',
    aliases: ['规划地类'],
    role: 'planned-use',
    codeSet: 'land-use-2023',
    codes: ['GHDLBM'],
    names: ['GHDLMC'],
    areas: ['GHDLMJ'],
    required: ['BSM', 'YSDM', 'TBBH', 'GHDLBM'],
    others: ['TBBH', 'SSBJLX', 'BZ'],
  }),
  profile('plan', {
    code: 'GKBJ',
    label: '管控边界',
    aliases: ['管控边界'],
    role: null,
    codeSet: 'other',
    codes: ['GKBJLXDM'],
    names: ['GKBJLXMC'],
    required: ['BSM', 'GKBJLXDM'],
  }),
  ...(['GGJCSSD', 'GHGGJCSSD'] as const).map((code) =>
    profile('plan', {
      code,
      label: code === 'GGJCSSD' ? '公共基础设施点' : '规划公共基础设施点',
      aliases: [],
      role: null,
      shape: 'point',
      codes: ['SSLXDM'],
      names: ['SSMC', 'SSLXMC'],
      areas: [],
    }),
  ),
];

/** What a district holds besides, under whatever fields. */
const GENERAL: readonly LayerProfile[] = [
  profile('management', {
    code: 'XZQ',
    label: '行政区',
    aliases: ['行政区', '区界', '区县界', '区划'],
    role: 'district',
    keys: ['BSM', 'XZQDM'],
    names: ['XZQMC', 'NAME'],
    areas: ['MJ', 'DCMJ', 'KZMJ'],
    required: ['XZQDM', 'XZQMC'],
  }),
  profile('management', {
    code: 'XJXZQ',
    label: '乡镇街道界',
    aliases: ['乡镇界', '镇街界', '乡级行政区'],
    role: 'town',
    keys: ['XJXZQDM', 'BSM'],
    names: ['XJXZQMC', 'XZQMC'],
    required: ['XJXZQMC'],
  }),
  profile('present', {
    code: 'BUILDING',
    label: '房屋',
    aliases: ['房屋', '建筑物', '建筑', 'buildings'],
    role: 'building',
    areas: [],
    required: [],
    others: ['HEIGHT', 'FLOORS'],
  }),
  profile('present', {
    code: 'ROAD',
    label: '道路',
    aliases: ['道路', '路网', 'roads'],
    role: 'road',
    shape: 'line',
    names: ['NAME', 'DLMC'],
    areas: [],
    required: [],
    others: ['HIGHWAY', 'WIDTH'],
  }),
];

/** Every layer schema that is known by name: first hit wins where several fit alike. */
export const LAYER_PROFILES: readonly LayerProfile[] = [
  ...COUNTY_PLAN,
  ...ONE_MAP,
  ...DETAILED_PLAN,
  ...VILLAGE_PLAN,
  ...GENERAL,
];
