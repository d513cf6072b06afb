/** How a cell looks besides its number format. */
export type Look = 'plain' | 'head' | 'required' | 'example' | 'wrong';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const FONT = '<sz val="11"/><name val="等线"/>';
const FONTS = [FONT, `<b/>${FONT}`, `<b/><color rgb="FFC7000B"/>${FONT}`, `<i/><color rgb="FF808080"/>${FONT}`];
const FILLS = [
  '<patternFill patternType="none"/>',
  '<patternFill patternType="gray125"/>',
  '<patternFill patternType="solid"><fgColor rgb="FFFDE2E2"/></patternFill>',
];
const LOOKS: Readonly<Record<Look, readonly [font: number, fill: number]>> = {
  plain: [0, 0],
  head: [1, 0],
  required: [2, 0],
  example: [3, 0],
  wrong: [0, 2],
};

/** Formats that have a number of their own everywhere. */
const BUILT_IN: Readonly<Record<string, number>> = { General: 0, '0.00%': 10, '@': 49 };
const FIRST_OWN = 164;

/** The styles of a workbook, numbered in the order in which its cells ask for them. */
export class Styles {
  readonly #formats = new Map<string, number>(Object.entries(BUILT_IN));
  readonly #cells = new Map<string, number>();
  readonly #xml: string[] = [];

  constructor() {
    this.of('plain', 'General');
  }

  /** The number of a style, for the attribute `s` of a cell. */
  of(look: Look, format: string): number {
    const key = `${look} ${format}`;
    const known = this.#cells.get(key);
    if (known !== undefined) return known;
    const number = this.#formats.get(format) ?? FIRST_OWN + this.#formats.size - Object.keys(BUILT_IN).length;
    this.#formats.set(format, number);
    const [font, fill] = LOOKS[look];
    const applied = `${number === 0 ? '' : ' applyNumberFormat="1"'}${font === 0 ? '' : ' applyFont="1"'}${fill === 0 ? '' : ' applyFill="1"'}`;
    this.#xml.push(`<xf numFmtId="${number}" fontId="${font}" fillId="${fill}" borderId="0" xfId="0"${applied}/>`);
    this.#cells.set(key, this.#xml.length - 1);
    return this.#xml.length - 1;
  }

  xml(): string {
    const own = [...this.#formats].filter(([, number]) => number >= FIRST_OWN);
    const formats = own.map(([code, number]) => `<numFmt numFmtId="${number}" formatCode="${escapedXml(code)}"/>`);
    const list = (name: string, items: readonly string[]) =>
      `<${name} count="${items.length}">${items.join('')}</${name}>`;
    return [
      `<styleSheet xmlns="${MAIN}">`,
      own.length > 0 ? list('numFmts', formats) : '',
      list(
        'fonts',
        FONTS.map((font) => `<font>${font}</font>`),
      ),
      list(
        'fills',
        FILLS.map((fill) => `<fill>${fill}</fill>`),
      ),
      '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
      list('cellXfs', this.#xml),
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
    ].join('');
  }
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escapedXml = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign]!);
