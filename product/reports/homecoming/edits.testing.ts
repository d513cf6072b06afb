import type { Change } from './change.ts';
import { figure, words } from './sent.testing.ts';
import type { ReportBlock, ReportHead, ReportInline, ReportText } from '../text.ts';

/** Something that a person does to the document in a word processor, and what it does to the report. */
export interface SeededEdit {
  readonly name: string;
  /** Standing of its changes: `section/block`, `head/field`. */
  readonly target: string;
  readonly kinds: readonly Change['kind'][];
  readonly xml: (xml: string) => string;
  readonly model: (text: ReportText) => ReportText;
  /** Wants the control of the figure it changes. */
  readonly needsControls?: true;
  /** Figures that do not come back. */
  readonly removes?: number;
  /** The same by finding and replacing. */
  readonly replacement?: readonly [from: string, to: string];
}

const PARAGRAPH = /<w:p>(?:(?!<\/w:p>).)*<\/w:p>/gs;
const textOfXml = (xml: string): string =>
  [...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map((each) => each[1]).join('');

/** Changes the one paragraph whose text holds these words. */
function inParagraph(xml: string, needle: string, change: (paragraph: string) => string): string {
  let count = 0;
  const result = xml.replace(PARAGRAPH, (paragraph) => {
    if (!textOfXml(paragraph).includes(needle)) return paragraph;
    count++;
    return change(paragraph);
  });
  if (count !== 1) throw new Error(`“${needle}” stands in ${count} paragraphs`);
  return result;
}

function swapped(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`no “${from}”`);
  return text.replace(from, to);
}

const run = (text: string): string => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const blockXml = (text: string, style = ''): string =>
  `<w:p>${style === '' ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}${run(text)}</w:p>`;
const CONTROL = (id: string): RegExp =>
  new RegExp(
    `<w:bookmarkStart[^>]*/><w:sdt><w:sdtPr><w:alias[^>]*/><w:tag w:val="${id}"/>.*?</w:sdt><w:bookmarkEnd[^>]*/>`,
    's',
  );

const inBlocks =
  (section: string, change: (blocks: readonly ReportBlock[]) => readonly ReportBlock[]) =>
  (text: ReportText): ReportText => ({
    ...text,
    sections: text.sections.map((each) => (each.id === section ? { ...each, blocks: change(each.blocks) } : each)),
  });
const inBlock = (section: string, at: number, change: (block: ReportBlock) => ReportBlock) =>
  inBlocks(section, (blocks) => blocks.map((block, index) => (index === at ? change(block) : block)));
const inInlines = (section: string, at: number, change: (inlines: readonly ReportInline[]) => ReportInline[]) =>
  inBlock(section, at, (block) =>
    block.kind === 'paragraph' || block.kind === 'heading' ? { ...block, inlines: change(block.inlines) } : block,
  );

function reworded(section: string, block: number, from: string, to: string, kind: Change['kind'] = 'text'): SeededEdit {
  return {
    name: `${from}→${to}`,
    target: `${section}/${block}`,
    kinds: [kind],
    replacement: [from, to],
    xml: (xml) =>
      xml.replace(/<w:t xml:space="preserve">[^<]*<\/w:t>/g, (each) =>
        each.includes(from) ? each.replace(from, to) : each,
      ),
    model: inInlines(section, block, (inlines) =>
      inlines.map((inline) => (inline.kind === 'text' ? { ...inline, text: inline.text.replace(from, to) } : inline)),
    ),
  };
}

function refigured(
  section: string,
  block: number,
  id: string,
  to: ReportInline,
  more: Partial<SeededEdit> = {},
): SeededEdit {
  return {
    name: `${id}→${to.text}`,
    target: `${section}/${block}`,
    kinds: ['figure'],
    xml: (xml) =>
      xml.replace(CONTROL(id), (control) =>
        control.replace(/(<w:t xml[^>]*>)[^<]*/, (_, open: string) => open + to.text),
      ),
    model: inInlines(section, block, (inlines) =>
      inlines.map((inline) => (inline.kind === 'figure' && inline.id === id ? to : inline)),
    ),
    ...more,
  };
}

function headed(field: keyof ReportHead, from: string, to: string, value: string | readonly string[]): SeededEdit {
  return {
    name: `${field}→${to}`,
    target: `head/${field}`,
    kinds: ['head'],
    replacement: [from, to],
    xml: (xml) =>
      xml.replace(/<w:t xml:space="preserve">[^<]*<\/w:t>/g, (each) =>
        each.includes(from) ? each.replace(from, to) : each,
      ),
    model: (text) => ({ ...text, head: { ...text.head, [field]: value } }),
  };
}

const added = (
  section: string,
  after: number,
  needle: string,
  text: string,
  kind: Change['kind'] = 'blockAdded',
): SeededEdit => ({
  name: `加一段：${text}`,
  target: `${section}/${after}`,
  kinds: [kind],
  xml: (xml) => inParagraph(xml, needle, (paragraph) => paragraph + blockXml(text)),
  model: inBlocks(section, (blocks) => [
    ...blocks.slice(0, after + 1),
    { kind: 'paragraph', inlines: [words(text)] },
    ...blocks.slice(after + 1),
  ]),
});

const removed = (section: string, at: number, needle: string, figures = 0): SeededEdit => ({
  name: `删去：${needle}`,
  target: `${section}/${at}`,
  kinds: ['blockRemoved'],
  xml: (xml) => inParagraph(xml, needle, () => ''),
  model: inBlocks(section, (blocks) => blocks.filter((_, index) => index !== at)),
  removes: figures,
});

const table = (
  change: (
    rows: readonly (readonly (readonly ReportInline[])[])[],
  ) => readonly (readonly (readonly ReportInline[])[])[],
) => inBlock('done', 5, (block) => (block.kind === 'table' ? { ...block, rows: change(block.rows) } : block));
const ROW = /<w:tr>(?:(?!<\/w:tr>).)*<\/w:tr>/gs;
const inRow = (xml: string, needle: string, change: (row: string) => string): string =>
  xml.replace(ROW, (row) => (textOfXml(row).includes(needle) ? change(row) : row));

const DELETED = 'w:id="901" w:author="陈书记" w:date="2026-07-12T09:00:00Z"';

export const seededEdits: readonly SeededEdit[] = [
  reworded('opening', 0, '高度重视', '十分重视'),
  reworded('opening', 0, '认真办理，', '扎实办理、逐项落实，'),
  reworded('done', 1, '，招商质量明显提升', ''),
  reworded('done', 1, '每周调度、每月通报', '每周调度、每旬会商、每月通报'),
  reworded('done', 4, '把关', '把关，采纳意见建议26条', 'digits'),
  reworded('done', 4, '夜景照明', '夜间照明'),
  reworded('people', 3, '健身器材和便民座椅', '便民座椅和健身器材'),
  reworded('people', 3, '停车难', '群众停车难'),
  reworded('people', 5, '当日登记、限时整改', '当日登记、三日内整改', 'text'),
  reworded('next', 0, '每季度', '每半年'),
  reworded('next', 1, '把行之有效的做法固化为制度，', ''),
  reworded('next', 2, '主动接受社会监督', '自觉接受人大监督和社会监督'),
  reworded('people', 0, '建设口袋公园', '建设口袋公园和小微绿地'),
  reworded('people', 4, '加强日常管护', '加强常态管护'),
  refigured('done', 1, 'fig-talks', figure('fig-talks', '34个', '个'), { replacement: ['33个', '34个'] }),
  refigured('done', 1, 'fig-money', figure('fig-money', '304.4亿元', '亿元', 1), { replacement: ['304.36', '304.4'] }),
  refigured('done', 3, 'fig-done', figure('fig-done', '125000万元', '万元')),
  refigured('done', 3, 'fig-share', figure('fig-share', '70.5%', '%', 1), { replacement: ['68.2%', '70.5%'] }),
  refigured('people', 1, 'fig-parks', figure('fig-parks', '12座', '座')),
  refigured('people', 1, 'fig-green', figure('fig-green', '4公顷', '公顷')),
  {
    name: '删去签约项目的数字',
    target: 'done/1',
    kinds: ['figureDeleted'],
    removes: 1,
    xml: (xml) => xml.replace(CONTROL('fig-signed'), ''),
    model: inInlines('done', 1, (inlines) =>
      inlines.filter((inline) => inline.kind === 'text' || inline.id !== 'fig-signed'),
    ),
  },
  {
    name: '控件被清空',
    target: 'people/1',
    kinds: ['figureDeleted'],
    removes: 1,
    needsControls: true,
    xml: (xml) =>
      xml.replace(CONTROL('fig-green'), (control) =>
        control
          .replace('</w:sdtPr>', '<w:showingPlcHdr/></w:sdtPr>')
          .replace(/(<w:t xml[^>]*>)[^<]*/, '$1单击或点击此处输入文字。'),
      ),
    model: inInlines('people', 1, (inlines) =>
      inlines.filter((inline) => inline.kind === 'text' || inline.id !== 'fig-green'),
    ),
  },
  {
    name: '同一数字复制了一处',
    target: 'next/1',
    kinds: ['figureDuplicated'],
    needsControls: true,
    xml: (xml) => {
      const control = CONTROL('fig-parks')
        .exec(xml)![0]
        .replace(/<w:bookmark[^>]*>/g, '');
      return inParagraph(xml, '二是健全长效机制', (paragraph) => paragraph.replace('</w:p>', `${control}</w:p>`));
    },
    model: inInlines('next', 1, (inlines) => [...inlines, figure('fig-parks-2', '10座', '座')]),
  },
  added('next', 0, '一是持续跟踪问效', '对进度滞后的3个项目，由区政府分管领导挂钩督办。'),
  added('done', 4, '二是提升设计水平', '各项目均明确了责任单位。'),
  removed('next', 2, '三是加强宣传引导'),
  removed('people', 1, '建成口袋公园', 2),
  {
    name: '移动一段',
    target: 'done/4',
    kinds: ['blockMoved'],
    xml: (xml) => {
      const moved = [...xml.matchAll(PARAGRAPH)]
        .map(([each]) => each)
        .find((each) => textOfXml(each).includes('二是提升设计水平'))!;
      return inParagraph(xml.replace(moved, ''), '二是健全长效机制', (paragraph) => paragraph + moved);
    },
    model: (text) => {
      const moved = text.sections[1]!.blocks[4]!;
      const without = inBlocks('done', (blocks) => blocks.filter((_, at) => at !== 4))(text);
      return inBlocks('next', (blocks) => [...blocks.slice(0, 2), moved, ...blocks.slice(2)])(without);
    },
  },
  {
    name: '三级标题升为二级',
    target: 'people/2',
    kinds: ['headingLevel'],
    xml: (xml) =>
      inParagraph(xml, '完善配套设施', (paragraph) =>
        swapped(paragraph.replace('Heading3', 'Heading2'), '1.', '（二）'),
      ),
    model: inBlock('people', 2, (block) => (block.kind === 'heading' ? { ...block, level: 2 } : block)),
  },
  {
    name: '另起一段',
    target: 'people/5',
    kinds: ['split'],
    xml: (xml) =>
      inParagraph(xml, '发现问题当日登记', (paragraph) =>
        swapped(paragraph, '，发现问题', `，</w:t></w:r></w:p><w:p><w:r><w:t xml:space="preserve">发现问题`),
      ),
    model: inBlocks('people', (blocks) =>
      blocks.flatMap((block, at): ReportBlock[] =>
        at === 5
          ? [
              { kind: 'paragraph', inlines: [words('建立园林、市政、环卫联合巡查制度，')] },
              { kind: 'paragraph', inlines: [words('发现问题当日登记、限时整改，做到有人管、管得好。')] },
            ]
          : [block],
      ),
    ),
  },
  {
    name: '两段合并',
    target: 'next/1',
    kinds: ['joined'],
    xml: (xml) => {
      const second = [...xml.matchAll(PARAGRAPH)]
        .map(([each]) => each)
        .find((each) => textOfXml(each).includes('二是健全长效机制'))!;
      const runs = second.replace(/^<w:p>(?:<w:pPr>.*?<\/w:pPr>)?|<\/w:p>$/gs, '');
      return inParagraph(xml.replace(second, ''), '一是持续跟踪问效', (paragraph) =>
        paragraph.replace('</w:p>', `${runs}</w:p>`),
      );
    },
    model: inBlocks('next', (blocks) => {
      const [first, second] = blocks as [ReportBlock & { kind: 'paragraph' }, ReportBlock & { kind: 'paragraph' }];
      return [{ kind: 'paragraph', inlines: [...first.inlines, ...second.inlines] }, ...blocks.slice(2)];
    }),
  },
  {
    name: '删表中一行',
    target: 'done/5',
    kinds: ['rowRemoved'],
    removes: 2,
    xml: (xml) => inRow(xml, '公园绿地', () => ''),
    model: table((rows) => rows.filter((_, at) => at !== 1)),
  },
  {
    name: '加表中一行',
    target: 'done/5',
    kinds: ['rowAdded'],
    xml: (xml) =>
      inRow(xml, '老旧小区', (row) => {
        const cells = ['停车设施', '3个', '0.6亿元'].map(
          (text) => `<w:tc><w:tcPr><w:tcW w:w="2948" w:type="dxa"/></w:tcPr>${blockXml(text)}</w:tc>`,
        );
        return `${row}<w:tr>${cells.join('')}</w:tr>`;
      }),
    model: table((rows) => [...rows, [[words('停车设施')], [words('3个')], [words('0.6亿元')]]]),
  },
  {
    name: '改表中一字',
    target: 'done/5',
    kinds: ['text'],
    xml: (xml) => inRow(xml, '老旧小区', (row) => swapped(row, '老旧小区', '城镇老旧小区')),
    model: table((rows) => rows.map((row, at) => (at === 2 ? [[words('城镇老旧小区')], ...row.slice(1)] : row))),
  },
  {
    name: '修订：插入和删除',
    target: 'next/2',
    kinds: ['text'],
    xml: (xml) =>
      inParagraph(xml, '三是加强宣传引导', (paragraph) =>
        swapped(
          paragraph,
          '多种渠道',
          `</w:t></w:r><w:del ${DELETED}><w:r><w:delText>多种渠道</w:delText></w:r></w:del><w:ins ${DELETED}><w:r><w:t>政府网站、新闻媒体</w:t></w:r></w:ins><w:r><w:t xml:space="preserve">`,
        ),
      ),
    model: inInlines('next', 2, (inlines) =>
      inlines.map((inline) => ({ ...inline, text: inline.text.replace('多种渠道', '政府网站、新闻媒体') })),
    ),
  },
  headed('title', '审议意见办理情况的报告', '审议意见落实情况的报告', ['关于城市品质提升专项审议意见落实情况的报告']),
  headed('number', '〔2026〕87号', '〔2026〕90号', '临江政综〔2026〕90号'),
  headed('signers', '林知远', '周一鸣', ['周一鸣']),
  headed('addressee', '临江区人大常委会：', '临江区人民代表大会常务委员会：', '临江区人民代表大会常务委员会'),
  headed('dated', '2026年7月10日', '2026年7月15日', '2026-07-15'),
  headed('note', '此件主动公开', '此件依申请公开', '此件依申请公开'),
  headed('copyTo', '区政协办公室', '区政协办公室，区法院', ['区委办公室', '区政协办公室', '区法院']),
  headed('printedOn', '2026年7月11日印发', '2026年7月16日印发', '2026-07-16'),
  headed('attachments', '口袋公园分布表', '口袋公园一览表', ['城建项目清单', '口袋公园一览表']),
  headed('redHead', '临江区人民政府文件', '临江区人民政府办公室文件', '海西市临江区人民政府办公室文件'),
];
