import type { LintLook } from './bound-figures.ts';
import type { ReportBlock, ReportInline, ReportSection, ReportText } from '../text.ts';

/** Numbers from 0 to 1 that a seed repeats (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const WORKS = [
  '道路改造',
  '雨污管网',
  '口袋公园',
  '老旧小区',
  '农贸市场',
  '养老设施',
  '学校扩建',
  '停车设施',
  '污水治理',
  '乡村道路',
];
const PLACES = ['北港', '南湾', '东溪', '石桥', '中山', '富港', '滨海', '学府', '渔业', '解放'];

/** A report of about 30 pages with 400 bound figures that all hold, the same on every machine. */
export function longReport(seed = 20261123): { text: ReportText; looks: Map<string, LintLook> } {
  const random = seeded(seed);
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  const looks = new Map<string, LintLook>();
  const figure = (value: string, unit: string, factor: number): ReportInline => {
    const id = `f${looks.size + 1}`;
    const [, decimals = ''] = value.split('.');
    const base = (Number(value) * factor).toFixed(0);
    looks.set(id, { value: base, expected: `${value}${unit}`, state: 'matched', note: null });
    const bound = {
      register: 'city-project',
      figure: id,
      scope: null,
      period: '2026',
      unit,
      decimals: decimals.length,
    };
    return { kind: 'figure', id, text: `${value}${unit}`, bound };
  };
  const paragraph = (part: number, at: number): ReportBlock => {
    const [work, place] = [WORKS[at % 10]!, PLACES[(part + at) % 10]!];
    const text = (said: string): ReportInline => ({ kind: 'text', text: said });
    return {
      kind: 'paragraph',
      inlines: [
        text(
          `${'一二三四五六七八九十'[at]}是推进${place}${work}${part + 1}期建设。坚持问题导向和目标导向相统一，区住建局牵头，`,
        ),
        text('会同区发改局、区财政局、区城管局建立协同推进机制，完善项目全周期管理。今年以来，'),
        text(`${place}片区实施${work}项目`),
        figure(String(between(12, 60)), '个', 1),
        text('，完成投资'),
        figure(`${between(1, 9)}.${between(10, 99)}`, '亿元', 1e8),
        text(`；改造${place}${work}管线`),
        figure(String(between(20, 400)), '公里', 1),
        text('，惠及居民'),
        figure(`${between(1, 9)}.${between(1, 9)}`, '万人', 1e4),
        text(`。坚持“周协调、月通报、季评比”，对进度滞后的项目逐一会诊、挂图作战，协调解决征地拆迁问题`),
        figure(String(between(10, 99)), '个', 1),
        text('，整改安全隐患'),
        figure(String(between(100, 900)), '处', 1),
        text(`。建立健全${place}${work}长效管护机制，明确管护主体、管护标准和管护经费，推动“建管用护”一体化，`),
        text('接受社会各界监督，及时回应群众关切。组织开展现场观摩'),
        figure(String(between(2, 20)), '次', 1),
        text('，发放宣传资料'),
        figure(String(between(1000, 9000)), '份', 1),
        text('，收集群众意见'),
        figure(String(between(100, 900)), '条', 1),
        text('，已办理'),
        figure(String(between(50, 99)), '条', 1),
        text('。同时，把群众满意作为检验工作的根本标准，邀请人大代表、政协委员和居民代表全程参与，'),
        text(`做到方案共议、质量共督、成果共享，${place}片区面貌持续改善，群众的获得感、幸福感、安全感不断增强。`),
      ],
    };
  };
  const sections: ReportSection[] = [
    { id: 's0', level: 1, title: '审议意见研究办理情况', blocks: [] },
    ...Array.from({ length: 4 }, (_, part) => ({
      id: `s${part + 1}`,
      level: 2 as const,
      title: `“聚焦${WORKS[part]}，提升城市承载力”办理情况`,
      blocks: Array.from({ length: 10 }, (_unused, at) => paragraph(part, at)),
    })),
  ];
  return { text: { head: HEAD, sections }, looks };
}

const HEAD: ReportText['head'] = {
  title: ['东屿区人民政府关于区人大常委会审议意见研究办理情况的报告'],
  redHead: '东屿区人民政府文件',
  number: '东政综〔2026〕58号',
  signers: ['张三'],
  addressee: '区人大常委会',
  issuers: ['东屿区人民政府'],
  dated: '2026-11-20',
  attachments: [],
  note: '此件主动公开',
  copyTo: [],
  printer: '东屿区人民政府办公室',
  printedOn: '2026-11-20',
};

/** The same report after one keystroke: a character more, or one less, somewhere in its running text. */
export function typed(text: ReportText, random: () => number): ReportText {
  const at = (items: readonly unknown[]): number => Math.floor(random() * items.length);
  const filled = text.sections.flatMap(({ blocks }, index) => (blocks.length > 0 ? [index] : []));
  const section = filled[at(filled)]!;
  const blocks = text.sections[section]!.blocks;
  const block = at(blocks);
  const old = blocks[block]!;
  if (old.kind !== 'paragraph') return text;
  const runs = old.inlines.flatMap(({ kind }, index) => (kind === 'text' ? [index] : []));
  const run = runs[at(runs)]!;
  const said = old.inlines[run]!.text;
  const place = Math.floor(random() * (said.length + 1));
  const typedIn = KEYS[at(KEYS)]!;
  const next =
    random() < 0.3 ? said.slice(0, place) + said.slice(place + 1) : said.slice(0, place) + typedIn + said.slice(place);
  const inlines = old.inlines.map((inline, index) => (index === run ? { ...inline, text: next } : inline));
  return {
    ...text,
    sections: text.sections.map((one, index) =>
      index === section ? { ...one, blocks: blocks.map((b, i) => (i === block ? { ...old, inlines } : b)) } : one,
    ),
  };
}

const KEYS = [...'的是三项目，。、“”（）1258 个%万元推进一二'];
