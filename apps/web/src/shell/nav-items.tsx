import {
  AimOutlined,
  AlertOutlined,
  ApartmentOutlined,
  ApiOutlined,
  AppstoreOutlined,
  AuditOutlined,
  BankOutlined,
  BarChartOutlined,
  BulbOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  DashboardOutlined,
  DesktopOutlined,
  DiffOutlined,
  EditOutlined,
  FormOutlined,
  FundProjectionScreenOutlined,
  GlobalOutlined,
  EnvironmentOutlined,
  FileProtectOutlined,
  FileTextOutlined,
  HistoryOutlined,
  LineChartOutlined,
  KeyOutlined,
  LoginOutlined,
  MailOutlined,
  NumberOutlined,
  PictureOutlined,
  PieChartOutlined,
  ReadOutlined,
  SafetyOutlined,
  SolutionOutlined,
  TagsOutlined,
  TeamOutlined,
  UploadOutlined,
} from '@ant-design/icons';
import type { Permission } from '@quantu/people';
import type { ReactNode } from 'react';

export interface NavItem {
  /** Inside a district: what follows `/d/350505`; else the whole address. */
  readonly to: string;
  readonly word: string;
  readonly icon: ReactNode;
  /** Shown to who has one of these; to everybody who may enter, where nothing is named. */
  readonly needs?: readonly Permission[];
  /** Shown where the reader has this register. */
  readonly register?: string;
  /** Only this page itself is marked as open, not what lies below it. */
  readonly isExact?: true;
}

export interface NavGroup {
  readonly label: string;
  readonly items: readonly NavItem[];
}

/** What lies in a district. A capability adds its line here; registers add themselves. */
export const DISTRICT_GROUPS: readonly NavGroup[] = [
  {
    label: '工作',
    items: [
      { to: '/desk', word: '工作台', icon: <DashboardOutlined /> },
      { to: '/projects', word: '项目亮灯', icon: <BulbOutlined />, register: 'city-project' },
      { to: '/opinions', word: '审议意见', icon: <SolutionOutlined />, register: 'review-opinion' },
      { to: '/registers/supervision-item', word: '督办', icon: <AlertOutlined />, register: 'supervision-item' },
      { to: '/monthly', word: '月报填报', icon: <FormOutlined />, needs: ['reports.fill'], isExact: true },
      { to: '/monthly/approval', word: '月报审定', icon: <AuditOutlined />, needs: ['reports.approve'] },
      { to: '/organisations', word: '机构', icon: <ApartmentOutlined />, register: 'organisation' },
      { to: '/codes', word: '编码表', icon: <TagsOutlined />, needs: ['codes.manage'] },
      { to: '/burden', word: '填报负担', icon: <PieChartOutlined />, register: 'city-project-month' },
    ],
  },
  {
    label: '监督',
    items: [
      { to: '/reviews/todo', word: '我的待办', icon: <CheckSquareOutlined />, register: 'review-opinion' },
      { to: '/reviews/congress', word: '人大监督', icon: <BankOutlined />, register: 'review-opinion' },
      { to: '/reviews/calendar', word: '办理日历', icon: <CalendarOutlined />, register: 'review-opinion' },
      { to: '/reviews/evidence', word: '佐证图库', icon: <PictureOutlined />, register: 'review-opinion' },
      { to: '/reviews/statistics', word: '办理统计', icon: <BarChartOutlined />, register: 'review-opinion' },
      { to: '/reviews/wall', word: '督查大屏', icon: <FundProjectionScreenOutlined />, register: 'review-opinion' },
    ],
  },
  {
    label: '规划',
    items: [
      { to: '/map', word: '一张图', icon: <GlobalOutlined />, register: 'map-layer', isExact: true },
      { to: '/registers/plan', word: '规划目录', icon: <ReadOutlined />, register: 'plan' },
      { to: '/map/site-checks', word: '合规性审查', icon: <FileProtectOutlined />, needs: ['plans.write'] },
      { to: '/map/site-search', word: '选址', icon: <AimOutlined />, needs: ['plans.write'] },
      { to: '/map/imports', word: '导入空间数据', icon: <UploadOutlined />, needs: ['plans.write'] },
    ],
  },
  {
    label: '报告',
    items: [
      { to: '/reports', word: '起草报告', icon: <EditOutlined />, register: 'report' },
      { to: '/documents', word: '来文识读', icon: <FileTextOutlined />, needs: ['documents.read'] },
      { to: '/indicators', word: '指标', icon: <LineChartOutlined /> },
      { to: '/figures', word: '数字', icon: <NumberOutlined />, needs: ['documents.read'] },
      { to: '/compare', word: '比较', icon: <DiffOutlined />, needs: ['documents.read'] },
    ],
  },
];

const ADMINISTRATION: readonly Permission[] = ['accounts.manage', 'grants.manage', 'audit.read'];

/** What holds for the whole installation. */
export const SYSTEM_GROUP: NavGroup = {
  label: '系统',
  items: [
    { to: '/users', word: '用户', icon: <TeamOutlined />, needs: ['accounts.manage'] },
    { to: '/grants', word: '授权', icon: <KeyOutlined />, needs: ['grants.manage'] },
    { to: '/invitations', word: '邀请', icon: <MailOutlined />, needs: ['grants.manage'] },
    { to: '/sessions', word: '登录会话', icon: <DesktopOutlined />, needs: ['grants.manage'] },
    { to: '/tokens', word: '接口令牌', icon: <ApiOutlined />, needs: ['grants.manage'] },
    { to: '/security', word: '安全策略', icon: <SafetyOutlined />, needs: ADMINISTRATION },
    { to: '/permissions', word: '权限矩阵', icon: <AppstoreOutlined />, needs: ADMINISTRATION },
    { to: '/oidc', word: '统一认证', icon: <LoginOutlined />, needs: ['accounts.manage'] },
    { to: '/districts', word: '区划', icon: <EnvironmentOutlined />, needs: ['accounts.manage'] },
    { to: '/audit', word: '操作记录', icon: <HistoryOutlined />, needs: ['audit.read'] },
  ],
};
