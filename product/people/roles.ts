/** What a person may do besides what each register's own rules say. Routes name one of these. */
export const PERMISSIONS = {
  'district.enter': '进入区划，使用台账和地图',
  'documents.read': '阅览报告',
  'documents.write': '上传、校核和采纳报告',
  'reports.fill': '填报本单位月报',
  'reports.approve': '审定月报、更正已锁定的数据',
  'rules.choose': '选用亮灯规则、进度曲线和统计口径',
  'figures.sign': '签发数据',
  'codes.manage': '维护编码表',
  'plans.write': '导入、编辑和发布图层，叠加分析和合规性审查',
  'organisations.manage': '维护机构和人员',
  'accounts.manage': '开设和停用账号、区划和备份',
  'grants.manage': '授予角色、委托和安全策略',
  'audit.read': '查看操作记录',
} as const;
export type Permission = keyof typeof PERMISSIONS;

export interface RoleWords {
  readonly label: string;
  readonly side: '系统' | '政府' | '部门' | '属地' | '人大' | '企业' | '通用';
  readonly permissions: readonly Permission[];
  /** One of the three administrators that are kept apart (三员分立, GB/T 22239-2019, 8.1.4 and 8.1.5). */
  readonly isAdministrator?: true;
}

const WORKER = ['district.enter'] as const;
const OFFICIAL = [...WORKER, 'documents.read'] as const;

/** The roles of a district: who stands where between 人大, government and departments. Their codes are the domain's. */
export const ROLES = {
  'system-administrator': {
    label: '系统管理员',
    side: '系统',
    permissions: ['accounts.manage'],
    isAdministrator: true,
  },
  'security-administrator': {
    label: '安全管理员',
    side: '系统',
    permissions: ['grants.manage'],
    isAdministrator: true,
  },
  'audit-administrator': { label: '安全审计员', side: '系统', permissions: ['audit.read'], isAdministrator: true },
  'government-office': {
    label: '政府办（督查室）',
    side: '政府',
    permissions: [
      ...OFFICIAL,
      'documents.write',
      'reports.fill',
      'reports.approve',
      'rules.choose',
      'figures.sign',
      'codes.manage',
      'plans.write',
      'organisations.manage',
    ],
  },
  'vice-head': { label: '分管副区长', side: '政府', permissions: [...OFFICIAL, 'reports.approve'] },
  'district-head': { label: '区长', side: '政府', permissions: [...OFFICIAL, 'figures.sign'] },
  planner: { label: '规划师', side: '部门', permissions: [...OFFICIAL, 'plans.write'] },
  'department-clerk': { label: '单位经办人', side: '部门', permissions: [...OFFICIAL, 'reports.fill'] },
  'department-helper': { label: '协办单位经办人', side: '部门', permissions: [...OFFICIAL, 'reports.fill'] },
  'department-head': { label: '单位负责人', side: '部门', permissions: [...OFFICIAL, 'reports.fill'] },
  territory: { label: '镇（街道）、国企经办人', side: '属地', permissions: [...OFFICIAL, 'reports.fill'] },
  'congress-member': { label: '常委会组成人员', side: '人大', permissions: WORKER },
  'congress-committee': { label: '人大工作机构', side: '人大', permissions: WORKER },
  'congress-office': { label: '人大常委会办公室', side: '人大', permissions: WORKER },
  'congress-deputy-chair': { label: '人大常委会分管副主任', side: '人大', permissions: WORKER },
  'congress-chair': { label: '人大常委会主任', side: '人大', permissions: WORKER },
  enterprise: { label: '企业经办人', side: '企业', permissions: WORKER },
  reader: { label: '阅览员', side: '通用', permissions: OFFICIAL },
} as const satisfies Record<string, RoleWords>;
export type RoleKey = keyof typeof ROLES;
