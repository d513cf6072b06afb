import { candidate, type Candidate } from './candidate.ts';
import { enumerationBefore, type Item, type OpenList } from './enumeration.ts';
import { governing } from './governing.ts';
import type { IsNext } from './plans.ts';
import type { Scan } from './scan.ts';
import { PROJECT_STATES, stateOf } from './states.ts';
import { trimStart } from './suffixed.ts';
import { words } from './trie.ts';

const PROJECT_NOUNS = words('项目 工程 建设项目 改造项目 改造工程 建设工程 提升工程 修复工程 整治工程 安置房 综合体');

/** A project noun made only of these says a kind of project: 市级城建项目, 民生工程. */
const KIND_WORDS = words(`
控制性 处理 现代 社会事业 事业 补链 强链 延链 世界 强 上市 公司 发展 抽查 饮水 安全 规模化 输变电 变电站 中小学 公办 民办 幼儿园 小学 中学 新改扩建 保障 支柱 特色 环评 用地 千伏 美元 重点 重大 市级 省级 区级 县级 国家级 市 省 区 县 城建 民生 实事 招商 引资 产业 产业化 基础设施 设施 污水 垃圾 治理 改造 建设 提升 整治 市政 道路 公路 交通 水利 园林 绿化
老旧 小区 公共 服务 配套 投资 储备 在建 新建 续建 前期 签约 优质 高质量 工业 农业 文旅 旅游 技改 惠民 示范 试点 样板 专项 系统 系列 大 小 好 新 重特大 中心 补短板 固定资产 政府 社会
专业 技术 科研 科技 安居 民心 环保 生态 环境 保护 修复 综合 城市 城乡 乡村 农村 振兴 更新 开发 房地产 商业 亿元 以上 总投资 竣工 开工 入库 入统 落地 合作 意向 外资 内资
制造业 服务业 数字 新兴 战略性 高新技术 能源 光伏 招引 主导 重要 主要 相关 有关 各类 各项 多个 全部 所有 其他 以及 和 及 与 等 类 一批 年度 计划 民营 央企 国企 企业
亮点 标志性 引领性 代表性 支撑性 打捆 片区 全区 全市 全县 民办 便民 便民利民 节能 减排 减灾 应急 抢险 排水 供水 防洪 排涝 管网 雨污 分流 河道 水系 黑臭 水体 厕所
既有 住宅 加装 电梯 养老 教育 医疗 卫生 文化 体育 学校 医院 停车场 充电桩 公园 口袋 保障性 住房 棚户区 城中村 危房 农田 高标准 灌区 单体 子 单项 安置 征迁 拆迁 隐蔽
PPP EPC 特许 经营 融资 专项债 债券 中央 预算内 资金 财政 补助 扶持 科研 攻关 创新 人才 培训 研学 体验 消费 商贸 物流 储备 文物 景观 亮化 美化 夜景 灯光
百 千 万 个 项 约 近 余 多 十 两 三 四 五 六 七 八 九 一 二 的 了 为 在 主体 附属 土建 关键 核心 首批 首个 第一 第二 第三 批 期 该 各 本 此 上述 以下 这些 具体 所 有 达
`);

/** In the head of a list these say that what it names is built, changed or won: each item is a project. */
const LIST_HEAD =
  /^(?!建设|打造|实施|开展|推进|用于|进行|方式|形式|措施)(?:一批[^，。；：,;:]{0,28}?|[^，。；：、,;:]{0,28}?)(?:(?:项目|工程)(?!前期|手续|审批|资金|管理|库)|断头路|改造|新建|扩建|袖珍公园|口袋公园|地块开发)/u;
/** A head that speaks of matters names no things: 等多方面的现实需求, 等领域. */
const OF_MATTERS = /^[^，。；、]{0,8}(?:方面|领域|环节|内容|问题|需求|因素|手续|方式)/u;
const PROJECT_ITEM_MIN = 3;

export function projects(scan: Scan, lists: readonly OpenList[], isNext: IsNext): Candidate[] {
  return [
    ...listed(scan, lists, isNext),
    ...listedAfter(scan, isNext),
    ...named(scan, isNext),
    ...facilities(scan, isNext),
  ];
}

/** A、B、C等市级城建项目 47 个: what stands in front of 等. */
function listed(scan: Scan, lists: readonly OpenList[], isNext: IsNext): Candidate[] {
  return lists.flatMap(({ list, headFrom }) => {
    const head = scan.text.slice(headFrom, headFrom + 40);
    if (!LIST_HEAD.test(head) || OF_MATTERS.test(head) || /^[^，。；]{0,20}(?:规划|方案|部门|单位)/u.test(head))
      return [];
    const lastTo = headFrom + (LIST_HEAD.exec(head)?.[0].length ?? 0);
    const { before, after } = governing(scan, list.from, lastTo);
    const status = stateOf(PROJECT_STATES, `${before}…${head.slice(0, lastTo - headFrom)}${after}`, isNext(list.from));
    return list.items.flatMap((item) => {
      const range = projectItem(scan, item);
      return range ? [candidate('project', scan, range, { status })] : [];
    });
  });
}

const LIST_OPENS = /(?:项目|工程)[^，。；：、]{0,8}(?:，?(?:分别是|分别为|包括|具体为|即)|：)/gu;

/** …的新开工项目 3 个，分别是 A、B 和 C. */
function listedAfter(scan: Scan, isNext: IsNext): Candidate[] {
  return [...scan.text.matchAll(LIST_OPENS)].flatMap((match) => {
    const from = match.index + match[0].length;
    const length = scan.text.slice(from, from + 300).search(/[，。；：\n]|等(?![级待候])/u);
    const to = length < 0 ? scan.text.length : from + length;
    const list = enumerationBefore(scan, to);
    if (!list || list.items.length < 2 || list.from < from) return [];
    const { before, after } = governing(scan, match.index, list.to);
    const status = stateOf(PROJECT_STATES, `${before}${match[0]}…${after}`, isNext(from));
    return list.items.flatMap((item) => {
      const range = projectItem(scan, item);
      return range && !/[\d%]/u.test(scan.text.slice(range.from, range.to))
        ? [candidate('project', scan, range, { status })]
        : [];
    });
  });
}

const FACILITY = words(`
小学 中学 学校 幼儿园 医院 污水处理厂 净水厂 水厂 再生水厂 高速公路 铁路 大桥 隧道 体育馆 图书馆 博物馆 文化馆 泵站 变电站 停车场 综合体 物流园 产业园 养老院 福利院 体育中心 文化中心 会展中心
客运站 火车站 高铁站 码头 机场 水库 发电厂 焚烧厂 处理中心 数据中心 安置区 安置小区 人才公寓
`);
const BUILT_BEFORE =
  /(?:建成|新建|加快推进|加快建设|推进|启动|开工|开工建设|动工建设|续建|建设|实施|改造|扩建|迁建|完成)(?:了)?$/u;
/** 澜江大桥改扩建工程 is one longer name. */
const LONGER_NAME = /^[^，。；、的]{0,10}?(?:项目|工程)/u;
const BUILT_AFTER =
  /^(?:（[^（）]{1,8}）)?(?:主体|前期|建成|开工|竣工|封顶|投用|投入|完工|动工|建设|改造|扩建|迁建|改扩建|通车|占地|累计完成投资|完成投资|完成年度|已|正在|新增|于[^，。；]{0,10}?(?:通水|通车|投用|建成|开工|竣工|完工|投产)|通水|投产|一期|二期|三期|、)/u;

function isBuiltAt(text: string, from: number, to: number): boolean {
  const after = text.slice(to, to + 14).trimStart();
  if (LONGER_NAME.test(after)) return false;
  return BUILT_BEFORE.test(text.slice(Math.max(0, from - 6), from)) || BUILT_AFTER.test(after);
}

/** 青岚至临榆高速公路: 至 stands inside the name of a road or railway. */
function routeFrom(scan: Scan, index: number): number {
  const from = scan.nameFrom[index] ?? index;
  if (
    scan.text[from - 1] !== '至' ||
    index - from > 6 ||
    !/^(?:高速|铁路|公路)/u.test(scan.text.slice(index, index + 2))
  )
    return from;
  return scan.nameFrom[from - 1] ?? from;
}

/** A school, hospital or plant with a name of its own is a project where it is being built. */
function facilities(scan: Scan, isNext: IsNext): Candidate[] {
  const { text } = scan;
  const found: Candidate[] = [];
  for (let index = 2; index < text.length; index++) {
    const noun = FACILITY.longestAt(text, index);
    if (!noun) continue;
    const from = trimStart(text, routeFrom(scan, index), index);
    const to = phaseEnd(text, noun.end);
    const name = text.slice(from, to);
    const isBuilt = isBuiltAt(text, from, to);
    if (index - from >= 2 && index - from <= 20 && isBuilt && !isKind(name) && isOneThing(text, from, to)) {
      const { before, after } = governing(scan, from, to);
      found.push(
        candidate(
          'project',
          scan,
          { from, to },
          { status: stateOf(PROJECT_STATES, `${before}…${after}`, isNext(index)) },
        ),
      );
    }
    index = noun.end - 1;
  }
  return found;
}

function projectItem(scan: Scan, item: Item): Item | null {
  const from = trimStart(scan.text, item.from, item.to);
  const length = item.to - from;
  const name = scan.text.slice(from, item.to);
  if (length < PROJECT_ITEM_MIN || length > 40 || isKind(name) || /^.{1,3}[和及与].{1,3}$/u.test(name)) return null;
  return isOneThing(scan.text, from, item.to) ? { from, to: item.to } : null;
}

/** …项目, …工程 with a name of its own in front. */
function named(scan: Scan, isNext: IsNext): Candidate[] {
  const { text } = scan;
  const found: Candidate[] = [];
  for (let index = 1; index < text.length; index++) {
    const noun = PROJECT_NOUNS.longestAt(text, index);
    if (!noun) continue;
    const range = namedAt(scan, index, noun.end);
    if (range) {
      const { before, after } = governing(scan, range.from, range.to);
      found.push(
        candidate('project', scan, range, { status: stateOf(PROJECT_STATES, `${before}…${after}`, isNext(index)) }),
      );
    }
    index = noun.end - 1;
  }
  return found;
}

function namedAt(scan: Scan, at: number, end: number): Item | null {
  const { text } = scan;
  const to = phaseEnd(text, end);
  const from = trimStart(text, routeBorder(scan, at), at);
  if (at - from < 3 || at - from > 40) return null;
  if (/^\s*(?:共|达)?\s*\d|^(?:部|量|师|款|化|建设局|指挥|库|清单|数)/u.test(text.slice(to, to + 4))) return null;
  if (/[\d两三四五六七八九十]\s*[个项]$/u.test(text.slice(Math.max(0, from - 4), from))) return null;
  const name = text.slice(from, to);
  if (!isOneThing(text, from, to)) return null;
  if (isKind(name) || isKind(afterJoiner(name)) || /^[”’》）]/u.test(name) || /^(?:“[^”]*”)(?:项目|工程)$/u.test(name))
    return null;
  return { from, to };
}

/** 龙岩至龙川铁路项目: what 至 joins in front of a road's or railway's project belongs to the name. */
function routeBorder(scan: Scan, at: number): number {
  const border = scan.nameFrom[at] ?? at;
  const isRoute = scan.text[border - 1] === '至' && /铁路|高速|公路|轨道|航道/u.test(scan.text.slice(border, at));
  return isRoute ? (scan.nameFrom[border - 1] ?? border) : border;
}

/** A count, a month or half a number in the name says that it is a number of things: 124个新建项目, 1-3月项目. */
const COUNTS =
  /(?:\d|[两三四五六七八九十百])\s*(?:个|项(?!目)|家|所|座|户|处|万元|亿元|%)|\d\s*月|^[^\p{Script=Han}\p{Script=Latin}\d“‘]|^\d+\s*$/u;

function isOneThing(text: string, from: number, to: number): boolean {
  return !COUNTS.test(text.slice(from, to)) && !/[\d.．%％]/u.test(text[from - 1] ?? '。');
}

/** （一期） or 一期 behind the noun belongs to the name. */
function phaseEnd(text: string, end: number): number {
  return (
    end + (/^(?:[（(][一二三四五六七八九十\d]+期[）)]|[一二三四五]期)/u.exec(text.slice(end, end + 8))?.[0].length ?? 0)
  );
}

/** A kind of project and not one project: fewer than two characters remain when the kind words are taken away. */
export function isKind(name: string): boolean {
  let rest = 0;
  for (let index = 0; index < name.length;) {
    const word = PROJECT_NOUNS.longestAt(name, index) ?? KIND_WORDS.longestAt(name, index);
    if (!word && /[\p{Script=Han}\p{Script=Latin}\d]/u.test(name[index] ?? '')) rest++;
    index = word?.end ?? index + 1;
  }
  return rest < 2;
}

/** 战略任务和重大工程 names no project though its first half is no kind word; …及配套基础设施 is one name. */
function afterJoiner(name: string): string {
  return /^.*[和与](?!配套|附属|周边)(?<rest>[^和与]+)$/u.exec(name)?.groups?.['rest'] ?? name;
}
