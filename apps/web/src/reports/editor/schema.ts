import { Schema, type DOMOutputSpec, type Mark, type Node } from 'prosemirror-model';
import type { Bound } from '@quantu/reports';

/** Where a figure of the paper says what it is bound to, so that it survives copying from one window to another. */
function boundIn(element: HTMLElement): Bound | null {
  try {
    const bound: unknown = JSON.parse(element.dataset['bound'] ?? '');
    return typeof bound === 'object' && bound !== null && 'figure' in bound ? (bound as Bound) : null;
  } catch {
    return null;
  }
}

const listIn = (text: string | undefined): string[] => (text ?? '').split(' ').filter((id) => id !== '');

const heading = (level: number) => ({ tag: `p.heading-${level}`, attrs: { level } });

const figureDom = ({ attrs }: Node): DOMOutputSpec => [
  'span',
  {
    class: 'fig',
    'data-figure': String(attrs['id']),
    'data-bound': JSON.stringify(attrs['bound']),
    role: 'button',
    'aria-haspopup': 'dialog',
  },
  String(attrs['text']),
];

/**
 * A report as it is edited: sections that never join, figures that are atoms. A section shows its own title, which is
 * changed in the outline; everything else of it that is not text stands in its attributes, put there by the server.
 */
export const schema = new Schema({
  nodes: {
    doc: { content: 'section*' },
    section: {
      content: '(paragraph | heading | table | pageBreak)+',
      isolating: true,
      defining: true,
      selectable: false,
      attrs: {
        id: {},
        level: { default: 1 },
        title: { default: '' },
        unit: { default: '' },
        isOpen: { default: true },
      },
      toDOM: ({ attrs }) => ['section', { 'data-section': String(attrs['id']) }, 0],
    },
    paragraph: { content: 'inline*', parseDOM: [{ tag: 'p' }], toDOM: () => ['p', 0] },
    heading: {
      content: 'inline*',
      defining: true,
      attrs: { level: { default: 2 } },
      parseDOM: [heading(2), heading(3), heading(4)].map((rule) => ({ ...rule, priority: 60 })),
      toDOM: ({ attrs }) => ['p', { class: `heading-${String(attrs['level'])}` }, 0],
    },
    pageBreak: {
      parseDOM: [{ tag: 'hr' }],
      toDOM: () => ['hr', { class: 'page-break', 'aria-label': '分页' }],
    },
    table: {
      content: 'tableCaption tableHead tableRow*',
      isolating: true,
      parseDOM: [{ tag: 'table' }],
      toDOM: () => ['table', 0],
    },
    tableCaption: {
      content: 'text*',
      marks: '',
      isolating: true,
      parseDOM: [{ tag: 'caption' }],
      toDOM: () => ['caption', 0],
    },
    tableHead: {
      content: 'headCell+',
      parseDOM: [{ tag: 'tr.table-head' }],
      toDOM: () => ['tr', { class: 'table-head' }, 0],
    },
    tableRow: { content: 'cell+', parseDOM: [{ tag: 'tr' }], toDOM: () => ['tr', 0] },
    headCell: {
      content: 'text*',
      marks: '',
      isolating: true,
      parseDOM: [{ tag: 'th' }],
      toDOM: () => ['th', { scope: 'col' }, 0],
    },
    cell: { content: 'inline*', isolating: true, parseDOM: [{ tag: 'td' }], toDOM: () => ['td', 0] },
    text: { group: 'inline' },
    figure: {
      group: 'inline',
      inline: true,
      atom: true,
      attrs: { id: {}, text: {}, bound: {} },
      leafText: ({ attrs }) => String(attrs['text']),
      parseDOM: [
        {
          tag: 'span.fig',
          getAttrs: (element) => {
            const bound = boundIn(element);
            return bound !== null && { id: element.dataset['figure'] ?? '', text: element.textContent ?? '', bound };
          },
        },
      ],
      toDOM: figureDom,
    },
  },
  marks: {
    bold: { parseDOM: [{ tag: 'strong' }, { tag: 'b' }], toDOM: () => ['strong', 0] },
    source: {
      attrs: { text: {} },
      inclusive: false,
      parseDOM: [{ tag: 'span[data-source]', getAttrs: (element) => ({ text: element.dataset['source'] ?? '' }) }],
      toDOM: ({ attrs }: Mark) => [
        'span',
        { class: 'sourced', 'data-source': String(attrs['text']), title: `出处：${String(attrs['text'])}` },
        0,
      ],
    },
    cites: {
      attrs: { ids: {} },
      inclusive: false,
      parseDOM: [{ tag: 'span[data-cites]', getAttrs: (element) => ({ ids: listIn(element.dataset['cites']) }) }],
      toDOM: ({ attrs }: Mark) => [
        'span',
        { class: 'cites', 'data-cites': (attrs['ids'] as readonly string[]).join(' ') },
        0,
      ],
    },
  },
});
