import { words } from './trie.ts';

/** The last words of a plan's name. */
export const PLAN_NOUNS = words(`
国土空间总体规划 总体规划 总规 控规 控制性详细规划 修建性详细规划 详细规划 详规 专项规划 发展规划 布局规划 空间规划 规划 城市设计 规划纲要
行动计划 三年行动计划 实施方案 行动方案 工作方案 总体方案 建设方案 改造方案 整治方案 提升方案 治理方案 保护规划 建设规划 实施计划 规划方案
`);

/** Nouns that are also everyday words: the name needs more in front of it and a verb that governs it. */
export const WEAK_NOUNS: ReadonlySet<string> = new Set([
  '规划',
  '空间规划',
  '实施方案',
  '行动方案',
  '工作方案',
  '总体方案',
  '建设方案',
  '改造方案',
  '整治方案',
  '提升方案',
  '治理方案',
  '行动计划',
  '实施计划',
  '三年行动计划',
  '规划方案',
  '规划纲要',
  '建设规划',
  '发展规划',
  '保护规划',
  '布局规划',
]);

/** After 规划 these make another word: 规划建设, 规划局, 规划引领. */
export const NOT_A_PLAN_BEFORE =
  /^(?:建设|管理|引领|先行|局|部门|和自然|与自然|资源|师|馆|展|用地|红线|许可|条件|范围|面积|总面积|控制|体系|布局|衔接|实施|师|委|了|为|到|总投资|投资|区|期|目标|路径|理念|统筹|院|单元|图|底图|水平|方向|指标|要求|编研|选址|设计条件|经济|和建设|与建设|、建设|执行)/u;

/** What stands alone in front of a plan noun without naming a plan. */
export const GENERIC_QUALIFIERS: ReadonlySet<string> = new Set(
  `城市 城乡 相关 有关 各类 各项 专项 总体 详细 科学 高水平 统一 编制 国土 空间 片区 区域 发展 建设 上位 本 新 各 此 多项 重点 整体 系统 长远 五年 年度
   工作 具体 实施 三年 专题 地块 园区 项目 配套 法定 村庄 乡镇 部门 行业 产业 合理 整改 办理 落实 行动 优化 初步 改造 治理 整治 设计 应急 保障 解决 完善
   国民经济和社会发展 一盘棋 详细的 现有 原 等 专门 针对性 操作 可行 长期 中长期 近期`
    .split(/\s+/u)
    .filter((word) => word !== ''),
);

/** What a plan is made for: a list of such objects shares one plan noun. */
export const AREA_ENDINGS =
  /(?:区|镇|乡|村|街道|新城|组团|小镇|区域|地块|单元|岛|港|园|街区|流域|社区|地区|半岛|湾|沿线|基地|中心区|CBD)$/u;

/** Between 等 and a plan noun: the class of the areas in the list. */
export const AREA_CLASS =
  /^(?:\d+|[一二三四五六七八九十两]+)?\s*(?:个|大)?(?:重点)?(片区|区域|园区|镇街|乡镇|镇|街道|村庄|村|地块|组团|单元|新城|地区|板块)的?/u;
export const PLAN_CLASS =
  /^(?:\d+|[一二三四五六七八九十两]+)?\s*(?:个|项|部)?(?:重点|重要|相关|各类|系列|有关|多项|一批)*/u;
