import type { EntityType } from '../reading.ts';

/** How a kind of name is recognised by its last word. Data only: `suffixed.ts` is the one function that reads it. */
export interface SuffixRule {
  type: EntityType;
  suffixes: string;
  /** Characters in front of the suffix that belong to the name, at least and at most. */
  min: number;
  max: number;
  /** May 和, 及, 与 stand inside the name? */
  joiners: boolean;
  /** A following character that makes the suffix part of another word. */
  notBefore: string;
  /** Names that say a kind of thing, not one thing: the whole name, and how such names end. */
  generic: string;
  endsGeneric: string;
}

export const SUFFIX_RULES: readonly SuffixRule[] = [
  {
    type: 'place',
    suffixes: '路 大道 街 巷 大街 大桥 高速 快速路 隧道 立交',
    min: 1,
    max: 5,
    joiners: false,
    notBefore: '區径线由演面灯网口段基况牌政局道区头侧边企产过权景',
    generic: '',
    endsGeneric: `道路 公路 铁路 线路 思路 出路 一路 网路 管路 电路 走路 老路 新路 断头路 水路 市政路 支路 干道 主干路 次干路 农村路 上路
      沿路 回路 套路 大路 小路 后路 山路 丝路 之路 商业街 一条街 步行街 主街 背街 沿街 上街 临街 街巷 小巷 大街小巷 条街 条路 产业路 旅游路 机耕路 通村路
      中高速 后街 背街 背巷 示范路 个街 歷史街 開街 商業街 里路 通路 陆路 带路 一带一路 高铁路 思想路 生路 油路 土路 水泥路 柏油路 断路 修路 让路 开路 引路 公路桥 高架路`,
  },
  {
    type: 'place',
    suffixes: '街道 镇 乡',
    min: 1,
    max: 4,
    joiners: false,
    notBefore: '镇村级土贤亲愁音办区痛静域政商企长人联化振',
    generic: '',
    endsGeneric: `城镇 乡镇 小镇 集镇 村镇 各镇 全镇 重镇 强镇 建制镇 中心镇 镇街道 城乡 下乡 故乡 家乡 老乡 返乡 回乡 寿乡 之乡 还乡 侨乡 水乡 入乡
      街镇 街乡 属地乡 属地镇 一街道 一镇 两镇 一乡 各街道 镇街 个镇 个乡 个街道 五乡 三乡 他乡 异乡 离乡 名镇 特色镇 示范镇 美丽乡 属地街道 背街道 沿街道 主要街道 城市街道 城区街道 市镇 区镇 县镇`,
  },
  {
    type: 'place',
    suffixes: '村 社区 公园 广场 水库 森林公园 湿地公园',
    min: 2,
    max: 6,
    joiners: false,
    notBefore: '绿民庄级镇集务委居改支卫两干霸规道头口容貌医校党书治矫团',
    generic: '',
    endsGeneric: `农村 乡村 全村 各村 行政村 自然村 示范村 旅游村 试点村 重点村 城中村 新村 贫困村 先进村 强村 驻村 入村 进村 本村 整村 镇村 古村 文明村 薄弱村 个村 条村
      美丽乡村 和美乡村 中心村 渔村 山村 空心村 市级村 省级村 脱贫村 民族村 特色村 未来社区 完整社区 智慧社区 各社区 进社区 个社区 村社区 示范社区 街道社区 城市社区 新社区 绿色社区
      安全社区 文明社区 口袋公园 袖珍公园 个公园 城市公园 体育公园 郊野公园 社区公园 综合公园 主题公园 小公园 街头公园 街角公园 山体公园 生态公园 文化广场 文体广场 休闲广场 停车广场
      人均公园 健身公园 类广场 居家社区 健康社区 以上社区 建制村 小广场 个广场 大型水库 中型水库 小型水库 座水库 农贸广场 健身广场 购物广场 微公园 游园`,
  },
  {
    type: 'zone',
    suffixes: `工业园区 产业园区 产业园 工业园 科技园 物流园 创业园 园区 工业区 开发区 高新区 经济区 片区 新区 新城 组团 保税区 安控区 安全控制区 镇区
      港区 试验区 产业基地 合作区 自贸区 科学城 科技城 创新区 集聚区 商圈 工业集中区`,
    min: 2,
    max: 12,
    joiners: false,
    notBefore: '域别间划位块县乡居',
    generic:
      '工业园区 产业园区 高新园区 科技园区 化工园区 新型工业园区 产业园 工业园 中心园区 高新区 开发区 产业新城 城市新区 重点园区',
    endsGeneric: `各园区 全区 我区 工业（产业）园区 个园区 大园区 家园区 产业集聚区 服务业集聚区 各片区 个片区 大片区 成片区 老旧片区 重点片区 城市组团 个组团 市组团 重点商圈 大型商圈 各大商圈 主要商圈 等商圈
      三组团 两组团 四组团 两区三组团 特色园区 重点园区 专业园区 现代农业产业园 现代产业园 特色产业园 大商圈 服务商圈 便民商圈 核心商圈 `,
  },
  {
    type: 'company',
    suffixes: '有限责任公司 股份有限公司 有限公司 集团公司 集团有限公司 集团',
    min: 2,
    max: 24,
    joiners: false,
    notBefore: '军化队式',
    generic: '',
    endsGeneric: '家集团 大型集团 企业集团 国有集团 产业集团 个集团 知名集团 医疗集团 教育集团 犯罪集团',
  },
  {
    type: 'event',
    suffixes: `嘉年华 花灯展 灯会 博览会 论坛 沙龙 春晚 晚会 艺术节 文化节 美食节 购物节 旅游节 音乐节 电影节 诗歌节 啤酒节 采摘节 消费节 文旅节 体育节 读书节
      丰收节 大赛 运动会 马拉松 锦标赛 邀请赛 联赛 峰会 推介会 洽谈会 招聘会 交易会 博览 启动仪式 大会唱 音乐会 发布会 文化周 活动周 宣传周 宣传月 消费季`,
    min: 2,
    max: 40,
    joiners: true,
    notBefore: '',
    generic: '',
    endsGeneric: '招商推介会 项目推介会 各类大赛 专场招聘会 场招聘会 新闻发布会 场推介会 场洽谈会 场沙龙 场论坛',
  },
];
