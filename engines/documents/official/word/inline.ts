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

import { figureBookmark } from '../figure-bookmark.ts';
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
      return this.#control(inline.id, run(inline.text, face, more));
    });
  }

  /** The control in a bookmark: LibreOffice 7.4 forgets the control's tag and keeps the bookmark. */
  #control(tag: string, content: XmlComponent): ParagraphChild[] {
    const id = String(100_000_000 + ++this.#controls);
    const properties = [
      element('w:alias', { 'w:val': '数字' }),
      element('w:tag', { 'w:val': tag }),
      element('w:id', { 'w:val': id }),
    ];
    const control = [element('w:sdtPr', {}, properties), element('w:sdtContent', {}, [content])];
    return [
      new FigurePart('w:bookmarkStart', { 'w:id': id, 'w:name': figureBookmark(tag) }),
      new FigurePart('w:sdt', {}, control),
      new FigurePart('w:bookmarkEnd', { 'w:id': id }),
    ];
  }
}

/**
 * A content control among the runs of a paragraph, which the library does not offer. It is a rich one, because a plain
 * one (`w:text`) comes back from LibreOffice as often as its number has scripts: 33个 as 33个个33个33个.
 */
class FigurePart extends TextRun {
  readonly #element: XmlComponent;

  constructor(name: string, attributes: Record<string, string>, children: XmlComponent[] = []) {
    super({});
    this.#element = element(name, attributes, children);
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
