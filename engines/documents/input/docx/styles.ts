import { isOn, walkXml, type XmlContext, type XmlElement } from './xml.ts';

interface Style {
  basedOn: string | null;
  isDefaultParagraph: boolean;
  numId: string | null;
  level: number | null;
  vanish: boolean | null;
  isCentred: boolean | null;
  outline: number | null;
}

const MAX_BASES = 64;

/** The little of styles.xml that decides what text is on the page: list membership and hidden text. */
export class StyleSheet {
  readonly #styles = new Map<string, Style>();
  #defaultParagraph: string | null = null;

  static async read(bytes: Uint8Array | null, context: XmlContext): Promise<StyleSheet> {
    const sheet = new StyleSheet();
    if (bytes === null) return sheet;
    let style: Style | null = null;
    let changeDepth = 0;
    await walkXml(
      bytes,
      {
        open(element) {
          if (element.name.endsWith('PrChange')) changeDepth++;
          if (changeDepth > 0) return;
          if (element.name === 'w:style') style = sheet.#open(element);
          else if (style !== null) readStyleProperty(style, element);
        },
        close(name) {
          if (name.endsWith('PrChange')) changeDepth--;
          if (name === 'w:style') style = null;
        },
        text: () => {},
      },
      context,
    );
    return sheet;
  }

  /** List membership that a paragraph gets from its style (null: the document's default style). */
  numbering(style: string | null): { numId: string | null; level: number | null; style: string | null } {
    let level: number | null = null;
    for (const [id, each] of this.#chain(style ?? this.#defaultParagraph)) {
      level ??= each.level;
      if (each.numId !== null) return { numId: each.numId, level, style: id };
    }
    return { numId: null, level, style: null };
  }

  /** Does the style (paragraph or character) hide its text? null: it does not say. */
  vanish(style: string | null): boolean | null {
    for (const [, each] of this.#chain(style)) if (each.vanish !== null) return each.vanish;
    return null;
  }

  /** Does the style centre its paragraphs? */
  isCentred(style: string | null): boolean {
    for (const [, each] of this.#chain(style ?? this.#defaultParagraph)) {
      if (each.isCentred !== null) return each.isCentred;
    }
    return false;
  }

  /** Level of the headings that the style makes, 1 to 9; null for body text. */
  outline(style: string | null): number | null {
    for (const [, each] of this.#chain(style ?? this.#defaultParagraph)) if (each.outline !== null) return each.outline;
    return null;
  }

  #open(element: XmlElement): Style {
    const id = element.attribute('styleId') ?? '';
    const isDefault = ['1', 'true', 'on'].includes(element.attribute('default') ?? '');
    const style: Style = {
      basedOn: null,
      isDefaultParagraph: isDefault && element.attribute('type') === 'paragraph',
      numId: null,
      level: null,
      vanish: null,
      isCentred: null,
      outline: null,
    };
    this.#styles.set(id, style);
    if (style.isDefaultParagraph) this.#defaultParagraph = id;
    return style;
  }

  /** The style and those it is based on, to a depth no office needs; a damaged file may make a circle of them. */
  *#chain(style: string | null): Generator<[string, Style]> {
    let id = style;
    for (let depth = 0; id !== null && depth < MAX_BASES; depth++) {
      const each = this.#styles.get(id);
      if (each === undefined) return;
      yield [id, each];
      id = each.basedOn;
    }
  }
}

function readStyleProperty(style: Style, element: XmlElement): void {
  const value = element.attribute('val');
  if (element.name === 'w:basedOn') style.basedOn = value;
  if (element.name === 'w:numId') style.numId = value;
  if (element.name === 'w:ilvl') style.level = Number.parseInt(value ?? '0', 10);
  if (element.name === 'w:vanish') style.vanish = isOn(element);
  if (element.name === 'w:jc') style.isCentred = value === 'center';
  if (element.name === 'w:outlineLvl') style.outline = outlineLevel(value);
}

/** Level 1 to 9 of a heading; the tenth level of Word is body text. */
export function outlineLevel(value: string | null): number | null {
  const level = Number.parseInt(value ?? '', 10);
  return Number.isInteger(level) && level >= 0 && level < 9 ? level + 1 : null;
}
