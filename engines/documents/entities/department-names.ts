import { Trie } from './trie.ts';

/**
 * Functions of government departments: the first word of a line is the key, the others are spellings of it. A
 * department is [place or level] + function + kind (局 厅 委 部 办): 区发改局, 市发展和改革委员会.
 */
const FUNCTIONS = `
发改 发展和改革 发展改革 发改科技 发展改革和科技
住建 住房和城乡建设 住房城乡建设 住房和建设 住建交通 建设 城乡建设 住房建设 住房城乡建设和交通 建设和交通 住建和交通运输 建交
商务 商务和投资促进 商务和粮食 经济商务 商务经济 投资促进 招商 招商和投资促进
文旅 文体旅游 文化体育和旅游 文化和旅游 文化旅游 文化广电旅游 文化广电和旅游 文化广电体育和旅游 文化广电旅游体育 文广旅 文广旅体 文体旅 文旅体 文化和旅游体育 文体广电旅游 文化体育旅游 文体和旅游 文化广电体育旅游 文体广旅 文体 文化体育 文化 旅游 旅游发展 文化广播影视 文广新
城管 城市管理 城市管理和综合执法 城市管理综合执法 城市管理和综合行政执法 城市管理行政执法 城管执法 城管综合执法 综合行政执法 综合执法 行政执法 城管和综合执法 市容环卫
生态环境 环境保护 环保 生态环境保护
自然资源 自然资源和规划 自然资源与规划 规划和自然资源 自然资源规划 资源规划 自规 资规 规自 国土资源 国土 国土房产 规划 城乡规划 规划和国土资源 自然资源和城乡建设
财政 财政和国资
审计
教育 教育体育 教体 教育和体育 教育科技 教科
科技 科学技术 科技和工业信息化 科技工信 科工 科技创新
工信 工业和信息化 工业信息化 经信 经济和信息化 工信和科技 工信科技 工业信息和科技 经济信息化 工业和信息产业 经济信息 工业信息和商务科技 工信商务
公安
交警 公安交警 交通警察
民政
司法 司法行政
人社 人力资源和社会保障 人力资源社会保障 人力社保
交通 交通运输 交运 交通和港口
水利 水务 水利和渔业 水利湖泊 水利水务
农业农村 农水 农林水 农业农村和水务 农业农村水务 农业农村水利 农业农村和水利 农业农村和林业 农业 农牧 农牧农村 农业农村和海洋 农业和农村工作
林业 林业和草原 林草 林业园林 自然保护地
园林 园林绿化 绿化园林 绿化市容 园林和林业 绿化和市容管理 城市园林
海洋渔业 海洋与渔业 海洋和渔业 海洋发展 海洋
卫健 卫生健康 卫计 卫生和计划生育 卫生 疾控 疾病预防控制
退役军人 退役军人事务
应急 应急管理 安监 安全生产监督管理
市场监管 市场监督管理 市监 工商 工商行政管理 质监 食药监 食品药品监督管理 市场和质量监督管理
统计
医保 医疗保障
信访
国资 国有资产监督管理 国有资产 国资监管
金融 地方金融 金融工作 地方金融监管 地方金融监督管理 金融监管
行政审批 行政审批服务 政务服务 政务服务和数据 政务服务管理 政务服务数据管理 政务管理 政务 审批服务
数据 大数据 大数据发展 大数据管理 数据管理 数据资源 大数据发展管理 数字经济
乡村振兴 扶贫 扶贫开发 脱贫攻坚
机关事务 机关事务管理 机关事务服务
税务 国家税务
气象
消防 消防救援
海关
房管 房产管理 住房保障 住房保障和房产管理 房屋管理 房地产管理 住房和房屋管理 住房
外事 侨务 外事侨务 外侨
民宗 民族宗教 民族和宗教事务 民族宗教事务 民族事务
粮食 粮食和物资储备 粮储 粮食和储备
药监 药品监督管理
知识产权
档案
体育
广电 广播电视
人防 人民防空 国动 国防动员
邮政 邮政管理
烟草 烟草专卖
供电 电力
通信管理
港口 港口发展 港航
铁路
民航
能源
文物
中医药 中医药管理
妇儿 老龄
编办 机构编制
经发 经济发展
经开 经济开发
社会事业 社会发展
社会工作
口岸
生态保护 生态文明
河长 林长 路长 湖长
文明 创建 创城 创卫 爱卫 食安 双拥 防汛 防指 征迁 重点项目 重点办
宣传 组织 统战
`;

/** Functions that are departments only with these kinds, because the plain word is used for other things. */
export const PARTY_FUNCTIONS: ReadonlySet<string> = new Set(['宣传', '组织', '统战', '社会工作']);
export const OFFICE_FUNCTIONS: ReadonlySet<string> = new Set(['河长', '文明', '双拥', '妇儿', '编办']);
/** What may stand before 部 at the national level without a prefix. */
export const MINISTRIES: ReadonlySet<string> = new Set(
  '住建 商务 文旅 生态环境 自然资源 财政 教育 科技 工信 公安 民政 司法 人社 交通 水利 农业农村 退役军人 应急'.split(
    ' ',
  ),
);

/** Spelling → key of the function. */
export const DEPARTMENT_FUNCTIONS: Trie<string> = new Trie(
  FUNCTIONS.trim()
    .split('\n')
    .flatMap((line) => {
      const spellings = line.trim().split(/\s+/u);
      const key = spellings[0] ?? '';
      return spellings.map((spelling): [string, string] => [spelling, key]);
    }),
);

/** Kind of department by what follows the function; the second list makes it something else (局面, 部署, 办法). */
export const DEPARTMENT_KINDS: readonly { suffix: string; notBefore: string }[] = [
  { suffix: '委员会', notBefore: '' },
  { suffix: '管理委员会', notBefore: '' },
  { suffix: '监督管理委员会', notBefore: '' },
  { suffix: '办公室', notBefore: '' },
  { suffix: '管理局', notBefore: '' },
  { suffix: '总局', notBefore: '' },
  { suffix: '分局', notBefore: '' },
  { suffix: '主管部门', notBefore: '' },
  { suffix: '部门', notBefore: '' },
  { suffix: '局', notBefore: '面势限部域' },
  { suffix: '厅', notBefore: '堂' },
  { suffix: '部', notBefore: '署门队分件位落委' },
  { suffix: '委', notBefore: '员托派任' },
  { suffix: '办', notBefore: '法学理好事案证成结' },
];
