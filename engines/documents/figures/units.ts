import type { FigureKind } from '../reading.ts';

/**
 * The table of units: what may follow a number and make it a figure, by the kind of figure it makes. `a=b` is
 * printed a and reported as b. The longest match wins, also against NOT_UNITS. A unit that is missing here is a
 * figure that is not read: add it to its line.
 */
export const UNITS: readonly (readonly [kind: FigureKind, units: string])[] = [
  ['amount', '元 美元 欧元 港元 港币 日元 英镑 新台币 澳元 卢布 块钱=元 元钱=元'],
  ['rate', '% ‰ /10万 /万 /千'],
  ['pp_diff', '个百分点 百分点=个百分点 个点 个基点 BP bp'],
  ['ratio', '倍'],
  [
    'area',
    `平方米 平方公里 平方千米 平方厘米 平方 平米=平方米 ㎡=平方米 m²=平方米 m2=平方米 M²=平方米 M2=平方米 ㎢=平方公里
     km²=平方公里 km2=平方公里 亩 亩次 公顷 hm² 平方英尺`,
  ],
  [
    'length',
    `公里 千米 米 厘米 毫米 微米 纳米 海里 华里 英里 延米 延长米 线公里 车道公里 皮长公里 芯公里 管公里 单线公里
     km=公里 KM=公里 Km=公里 cm mm m`,
  ],
  ['weight', '吨 公斤 千克 克 毫克 微克 斤 担 克拉 吨标准煤 吨标煤 吨二氧化碳当量 kg KG mg μg t'],
  [
    'capacity',
    `立方米 标准立方米 立方 标方 方 Nm³ m³ m3 ㎥ 升 毫升 L mL ml
     千瓦 兆瓦 瓦 吉瓦 千瓦时 兆瓦时 吉瓦时 度 千伏 千伏安 兆伏安 伏 千乏 kW KW MW GW
     kWh KWh kwh KWH MWh GWh kV KV kv kVA KVA
     MVA 马力 千卡 大卡 焦耳 千焦 兆焦 吉焦 兆帕 千帕 MPa 分贝 dB ℃ °C 摄氏度
     兆赫 MHz GHz GB TB PB MB 兆 Mbps Gbps Mb/s 兆比特 PFLOPS EFLOPS TEU 标箱 标准箱 个标箱 吨公里 人公里 车公里 吨海里 人海里 载重吨 总吨 标准车
     车道 蒸吨 蒸吨/小时 吨位`,
  ],
  ['concentration', 'ppm mg/L mg/l μg/m³ µg/m³ ug/m³ μg/m3 µg/m3 ug/m3 mg/m³ mg/m3 g/L'],
  [
    'duration',
    `年 个月 周 个星期 星期 天 日 个工作日 工作日 个自然日 自然日 个小时 小时 分钟 秒 秒钟 个季度 个年头 个学期 个学年
     学时 课时 个学时 个课时 个日历天 日历天 个多月=个月 个多小时=小时 个多星期=个星期`,
  ],
  ['threshold', '岁 周岁'],
  [
    'count',
    `个 项 家 所 座 条 处 件 名 人 户 台 套 辆 艘 架 班 列 栋 幢 间 张 枚 块 片 批 次 场 趟 遍 份 册 本 部 篇 支 只
     头 匹 羽 尾 株 棵 盏 根 口 眼 孔 门 扇 樘 具 组 对 双 副 节 段 层 位 种 类 款 例 起 宗 笔 单 票 卷 通 封 幅 面 桶 箱
     瓶 袋 包 盒 车 船 床 页 字 轮 串 丛 粒 颗 滴 发 集 则 首 尊 顶 把 堆 站 期 分 道 杆 管 井 棚 窝 盘 幕 出 档 席 帧 路 轮次 冊 册次 冊次
     人次 人份 人天 人日 亩次 户次 台次 台套 辆次 车次 架次 航次 班次 批次 频次 场次 件次 家次 村次 组次
     例次 单次 项次 个次 处次 条次 篇次 门次 剂次 针次 剂 针 对次 航班 艘次 列次 船次 部次 头次 只次 羽次 株次
     方面 省份 省市 省区市 省（区、市） 省 学位 床位 车位 泊位 铺位 工位 席位 站点 点位 标段 单元 车皮 台班 海里次 张次 位次`,
  ],
];

/** Words that begin like a unit and are none. Only what does stand behind numbers is listed. */
export const NOT_UNITS: readonly string[] = (
  '省级 省道 省内 省外 省属 省直 省会 省定 省重点 元旦 元宵 元月 分别 分公司 分局 分院 分校 分会场 分区 分类 分期 分布 分之 分项 分行 部门 部委 部队 部分 部署 家庭 家长 ' +
  '人均 人民 人大 人类 人社 人才 人工 人防 场所 场馆 场地 场景 处理 处置 处罚 所有 所在 所需 所属 条例 条件 条款 次级 次产业 ' +
  '口袋 周年 周边 周围 周期 年级 年制 年度 年代 年级 年龄 年鉴 日游 日内瓦 天然 天津 位数 位居 位列 位于 位次 位一体 名单 名额 名优 名特 期间 期工程 ' +
  '期项目 期建设 级 位阶 台阶 代 号 版 班制 班车 班子 把手 面向 面对 点 门峡 门户 台账 台风 起来 起到 出台 出口 出让 出资 出现 出台 ' +
  '字头 字型 组团 组织 段落 发展 发放 发布 发生 发行 发电 集中 集团 集镇 集聚 站式 道路 单位 单项 层级 层次 层面 类似 本级 本地 本区 本市 本县 ' +
  '件均 户均 亩均 例如 通过 通道 包括 包含 盘活 管控 管理 管网 档案 轮流 双向 只有 对接 对于 对标 支持 支出 支撑 支付 克服 升级 升至 升到 方面 方案 方式 ' +
  '米见方 度假 度夏 度冬 瓦解 担任 担保 兆瓦特 车辆 车间 床头 页岩 席卷 首次 首个 首批 首创 首席 则是 则为 井口 秒杀 颗粒 窝点 井盖 管廊 路公交 路车 套播 部制 次性 级制 米跑 米接力 班学校 斤两'
).split(' ');

/** `米见方` and the like are caught above; 500 米见园 is a standard (see kinds). */
/** What a single Chinese digit counts with: 三个, 五条 … Others (三级, 两期, 三门) are names more often than counts. */
export const SPOKEN_UNITS: ReadonlySet<string> = new Set(
  (
    '个 家 所 座 条 处 项 类 场 批次 名 件 起 辆 台 栋 幢 套 间 张 支 只 位 份 次 轮 种 块 宗 笔 篇 本 对 组 户 人 部 片 棵 株 头 盏 根 架 艘 层 段 ' +
    '场次 人次 台套 亩 公顷 平方米 平方公里 公里 千米 米 吨 元 美元 天 年 个月 周 小时 个小时 个工作日 倍 个百分点 千瓦 千瓦时 度 立方米 学时 岁 周岁 分钟 秒 冊 册'
  ).split(' '),
);

/** What may stand behind a stroke or 每: 元/平方米, 吨/日, 毫克每升; longest match wins. */
export const PER: readonly string[] = (
  '人·年 人·月 人·天 人·日 平方米·月 平方公里 平方千米 平方米 平米 平方 立方米 标准立方米 千瓦时 千瓦 小时 分钟 公里 公顷 ㎡ m² m³ m2 m3 日 天 年 月 周 季 人 户 亩 ' +
  '升 L l 秒 吨 度 次 米 个 公斤 千克 斤 台 辆 套 张 床日 床 家 村 件 班次 班 h d a s 车次 车 趟 万元 克 晚 盒 株 分钟 份 学期 学年 课时 场 生 座 株 方 餐 kWh 瓦 千米 名 平 亿元 批 株'
).split(' ');
