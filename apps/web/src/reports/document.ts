import type { Mark, Node } from 'prosemirror-model';
import type { Bound, FigureRun, ReportBlock, ReportInline, ReportSection, TextRun } from '@quantu/reports';
import { schema } from './editor/schema.ts';

const { nodes, marks } = schema;
type Level = 2 | 3 | 4;

/** What the paper shows of a section besides its text. */
export interface SectionHead extends Pick<ReportSection, 'id' | 'level' | 'title'> {
  readonly unit: string;
  /** The reader may write it. */
  readonly isOpen: boolean;
}

export function docNode(sections: readonly Node[]): Node {
  return nodes.doc.create(null, [...sections]);
}

/** A section to write in: where nothing stands yet, one empty paragraph. */
export function sectionNode({ id, level, title, unit, isOpen }: SectionHead, blocks: readonly ReportBlock[]): Node {
  const content = blocks.length === 0 ? [nodes.paragraph.create()] : blocks.map(blockNode);
  return nodes.section.create({ id, level, title, unit, isOpen }, content);
}

export function blockNode(block: ReportBlock): Node {
  switch (block.kind) {
    case 'heading':
      return nodes.heading.create({ level: block.level }, inlineNodes(block.inlines));
    case 'paragraph':
      return nodes.paragraph.create(null, inlineNodes(block.inlines));
    case 'pageBreak':
      return nodes.pageBreak.create();
    case 'table':
      return tableNode(block);
  }
}

/** Every row as wide as the widest, at least one cell: a grid has no holes to fall into. */
function tableNode({ caption, head, rows }: ReportBlock & { kind: 'table' }): Node {
  const width = Math.max(1, head.length, ...rows.map((row) => row.length));
  const across = Array.from({ length: width }, (_, i) => i);
  return nodes.table.create(null, [
    nodes.tableCaption.create(null, textNodes(caption)),
    nodes.tableHead.create(
      null,
      across.map((i) => nodes.headCell.create(null, textNodes(head[i] ?? ''))),
    ),
    ...rows.map((row) =>
      nodes.tableRow.create(
        null,
        across.map((i) => nodes.cell.create(null, inlineNodes(row[i] ?? []))),
      ),
    ),
  ]);
}

const textNodes = (text: string): Node[] => (text === '' ? [] : [schema.text(text)]);

function inlineNodes(inlines: readonly ReportInline[]): Node[] {
  return inlines.flatMap((inline) => {
    if (inline.kind === 'figure') {
      const { id, text, bound } = inline;
      return [nodes.figure.create({ id, text, bound }, null, marksOf(inline))];
    }
    return inline.text === '' ? [] : [schema.text(inline.text, marksOf(inline))];
  });
}

function marksOf(inline: ReportInline): Mark[] {
  const cites = (inline.cites ?? []).length > 0 ? [marks.cites.create({ ids: inline.cites })] : [];
  if (inline.kind === 'figure') return cites;
  return [
    ...(inline.bold ? [marks.bold.create()] : []),
    ...(inline.source === undefined || inline.source === '' ? [] : [marks.source.create({ text: inline.source })]),
    ...cites,
  ];
}

/** Blocks that did not change are the same objects again: who computes over them need not compute them again. */
const known = new WeakMap<Node, ReportBlock>();

export function blocksOf(section: Node): ReportBlock[] {
  const only = section.childCount === 1 ? section.firstChild : null;
  if (only && only.type === nodes['paragraph'] && only.content.size === 0) return [];
  return section.children.map(blockOf);
}

export function blockOf(node: Node): ReportBlock {
  const before = known.get(node);
  if (before) return before;
  const block = readBlock(node);
  known.set(node, block);
  return block;
}

function readBlock(node: Node): ReportBlock {
  switch (node.type.name) {
    case 'heading':
      return { kind: 'heading', level: node.attrs['level'] as Level, inlines: inlinesIn(node) };
    case 'pageBreak':
      return { kind: 'pageBreak' };
    case 'table': {
      const [caption, head, ...rows] = node.children;
      return {
        kind: 'table',
        caption: caption?.textContent ?? '',
        head: (head?.children ?? []).map(({ textContent }) => textContent),
        rows: rows.map((row) => row.children.map(inlinesIn)),
      };
    }
    default:
      return { kind: 'paragraph', inlines: inlinesIn(node) };
  }
}

export const inlinesIn = (block: Node): ReportInline[] => block.children.map(inlineOf);

function inlineOf(node: Node): ReportInline {
  const at = (name: 'bold' | 'source' | 'cites') => marks[name].isInSet(node.marks);
  const ids = at('cites')?.attrs['ids'] as readonly string[] | undefined;
  const cites = ids === undefined ? {} : { cites: ids };
  if (node.type === nodes['figure']) return { ...figureIn(node), ...cites };
  const source = at('source')?.attrs['text'] as string | undefined;
  return {
    kind: 'text',
    text: node.text ?? '',
    ...(at('bold') ? { bold: true as const } : {}),
    ...(source === undefined ? {} : { source }),
    ...cites,
  } satisfies TextRun;
}

/** What a figure node stands for. */
export function figureIn({ attrs }: Node): FigureRun {
  return {
    kind: 'figure',
    id: attrs['id'] as string,
    text: attrs['text'] as string,
    bound: attrs['bound'] as Bound,
  };
}

export const sectionsIn = (doc: Node): readonly Node[] => doc.children;

export const idOf = (section: Node): string => section.attrs['id'] as string;
