import {
  BuilderElement,
  Tab,
  TextRun,
  type IContext,
  type IRunOptions,
  type IXmlableObject,
  type ParagraphChild,
  type XmlComponent,
} from 'docx';

import type { Advance } from '../lines.ts';
import type { Inline } from '../model.ts';
import { faces, latinFace, latinOf, type WordFace } from './styles.ts';

const font = (face: WordFace) => ({
  ascii: latinOf(face),
  hAnsi: latinOf(face),
  eastAsia: faces[face].name,
  cs: latinFace,
  hint: 'eastAsia',
});

export function run(text: string, face: WordFace = 'fang', more: IRunOptions = {}): TextRun {
  return new TextRun({ text, font: font(face), ...more });
}

export const tab = (): TextRun => new TextRun({ children: [new Tab()] });

/** Word refuses longer tags; such a figure is printed without its content control. */
const LONGEST_TAG = 64;

/**
 * Makes the children of a paragraph. A figure becomes a content control whose tag is the figure's id, so that it comes
 * home through Word with the number somebody may have changed in it; the controls are numbered through the document.
 */
export class InlineWriter {
  readonly advance: Advance;
  #controls = 0;

  constructor(advance: Advance) {
    this.advance = advance;
  }

  children(inlines: Inline[], face: WordFace = 'fang', more: IRunOptions = {}): ParagraphChild[] {
    return inlines.flatMap((inline): ParagraphChild[] => {
      if (inline.text === '') return [];
      if (inline.kind === 'text') return [run(inline.text, face, { ...more, ...(inline.bold ? { bold: true } : {}) })];
      if (inline.id === '' || inline.id.length > LONGEST_TAG) return [run(inline.text, face, more)];
      return [this.#control(inline.id, run(inline.text, face, more))];
    });
  }

  #control(id: string, content: XmlComponent): ParagraphChild {
    this.#controls++;
    return new FigureControl(id, 100_000_000 + this.#controls, content);
  }
}

/** A content control among the runs of a paragraph, which the library does not offer. */
class FigureControl extends TextRun {
  readonly #element: XmlComponent;

  constructor(tag: string, id: number, content: XmlComponent) {
    super({});
    const properties = [
      element('w:alias', { 'w:val': '数字' }),
      element('w:tag', { 'w:val': tag }),
      element('w:id', { 'w:val': String(id) }),
      element('w:text'),
    ];
    this.#element = element('w:sdt', {}, [element('w:sdtPr', {}, properties), element('w:sdtContent', {}, [content])]);
  }

  override prepForXml(context: IContext): IXmlableObject | undefined {
    return this.#element.prepForXml(context);
  }
}

function element(name: string, attributes: Record<string, string> = {}, children: XmlComponent[] = []): XmlComponent {
  return new BuilderElement<Record<string, string>>({
    name,
    attributes: Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, { key, value }])),
    children,
  });
}
