/**
 * Follows the text operators of one page (PDF 32000-1, 9.4) and notes where each glyph stands. pdf.js's own text
 * layer puts spaces where it sees gaps and forgets which were typed; a figure's characters may not be guessed at.
 */

/** Bits of a glyph's flags. */
export const ROTATED = 1;
export const ARTIFACT = 2;
export const LIGHT = 4;
export const VERTICAL = 8;

/**
 * @returns page size in points, and by column for each glyph: its characters, left edge, baseline from the top,
 * advance width, type size, flags.
 */
export function walkGlyphs(operators, OPS, page) {
  const viewport = page.getViewport({ scale: 1 });
  const walk = new GlyphWalk(viewport.transform, page.commonObjs);
  const names = operatorNames(OPS);
  const { fnArray, argsArray } = operators;
  for (let i = 0; i < fnArray.length; i++) {
    const run = walk[names[fnArray[i]]];
    if (run !== undefined) run.call(walk, argsArray[i] ?? []);
  }
  return { width: viewport.width, height: viewport.height, ...walk.columns() };
}

let namesByCode = null;
function operatorNames(OPS) {
  namesByCode ??= Object.fromEntries(Object.entries(OPS).map(([name, code]) => [code, `on_${name}`]));
  return namesByCode;
}

const IDENTITY = [1, 0, 0, 1, 0, 0];

function multiply(m, n) {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ];
}

/** Depth of saved states; a file that saves without end gains nothing by it. */
const MAX_SAVED = 512;

class GlyphWalk {
  #fonts;
  #chars = [];
  #x = [];
  #y = [];
  #advance = [];
  #size = [];
  #flags = [];
  #saved = [];
  #artifactDepth = 0;
  #marked = [];
  #text = IDENTITY;
  #line = IDENTITY;
  #state;

  constructor(base, fonts) {
    this.#fonts = fonts;
    this.#state = {
      matrix: base,
      font: null,
      fontSize: 0,
      charSpacing: 0,
      wordSpacing: 0,
      scale: 1,
      leading: 0,
      rise: 0,
      isLight: false,
    };
  }

  columns() {
    return {
      chars: this.#chars,
      x: Float32Array.from(this.#x),
      y: Float32Array.from(this.#y),
      advance: Float32Array.from(this.#advance),
      size: Float32Array.from(this.#size),
      flags: Uint8Array.from(this.#flags),
    };
  }

  on_save() {
    if (this.#saved.length < MAX_SAVED) this.#saved.push({ ...this.#state });
  }
  on_restore() {
    this.#state = this.#saved.pop() ?? this.#state;
  }
  on_transform(matrix) {
    this.#state.matrix = multiply(this.#state.matrix, matrix);
  }
  on_paintFormXObjectBegin([matrix]) {
    this.on_save();
    if (matrix) this.on_transform(matrix);
  }
  on_paintFormXObjectEnd() {
    this.on_restore();
  }
  on_beginMarkedContent([tag]) {
    this.#mark(tag);
  }
  on_beginMarkedContentProps([tag]) {
    this.#mark(tag);
  }
  on_endMarkedContent() {
    if (this.#marked.pop() === true) this.#artifactDepth--;
  }
  on_setFillRGBColor(args) {
    this.#state.isLight = lightness(args) > 0.5;
  }
  on_beginText() {
    this.#text = IDENTITY;
    this.#line = IDENTITY;
  }
  on_setCharSpacing([value]) {
    this.#state.charSpacing = value;
  }
  on_setWordSpacing([value]) {
    this.#state.wordSpacing = value;
  }
  on_setHScale([value]) {
    this.#state.scale = value / 100;
  }
  on_setLeading([value]) {
    this.#state.leading = -value;
  }
  on_setTextRise([value]) {
    this.#state.rise = value;
  }
  on_setFont([name, size]) {
    this.#state.font = this.#fonts.has(name) ? this.#fonts.get(name) : null;
    this.#state.fontSize = size;
  }
  on_setTextMatrix(args) {
    this.#line = args.length === 6 ? args : args[0];
    this.#text = this.#line;
  }
  on_moveText([x, y]) {
    this.#line = multiply(this.#line, [1, 0, 0, 1, x, y]);
    this.#text = this.#line;
  }
  on_setLeadingMoveText([x, y]) {
    this.#state.leading = y;
    this.on_moveText([x, y]);
  }
  on_nextLine() {
    this.on_moveText([0, this.#state.leading]);
  }
  on_showText([glyphs]) {
    if (!Array.isArray(glyphs)) return;
    for (const glyph of glyphs) {
      if (typeof glyph === 'number') this.#advanceBy(-(glyph / 1000) * this.#state.fontSize);
      else if (glyph !== null) this.#show(glyph);
    }
  }

  #mark(tag) {
    const isArtifact = tag === 'Artifact' || tag?.name === 'Artifact';
    if (isArtifact) this.#artifactDepth++;
    this.#marked.push(isArtifact);
  }

  #advanceBy(amount) {
    const isVertical = this.#state.font?.vertical === true;
    const step = isVertical ? [1, 0, 0, 1, 0, amount] : [1, 0, 0, 1, amount * this.#state.scale, 0];
    this.#text = multiply(this.#text, step);
  }

  #show(glyph) {
    const { font, fontSize, charSpacing, wordSpacing, scale, rise, matrix } = this.#state;
    const spacing = (glyph.isSpace ? wordSpacing : 0) + charSpacing;
    const unit = Math.abs(font?.fontMatrix?.[0] ?? 0.001);
    if (font?.vertical === true) {
      this.#put(
        glyph.unicode,
        multiply(multiply(matrix, this.#text), [fontSize, 0, 0, fontSize, 0, rise]),
        0,
        VERTICAL,
      );
      this.#advanceBy((glyph.vmetric?.[0] ?? -1000) * unit * fontSize - spacing);
      return;
    }
    const width = glyph.width * unit * fontSize;
    const place = multiply(multiply(matrix, this.#text), [fontSize * scale, 0, 0, fontSize, 0, rise]);
    this.#put(glyph.unicode, place, fontSize === 0 ? 0 : width / fontSize, 0);
    this.#advanceBy(width + spacing);
  }

  /** @param place from the em square to the page, y down. @param ems advance in ems. */
  #put(unicode, place, ems, flag) {
    const size = Math.hypot(place[2], place[3]);
    if (!unicode || !Number.isFinite(size + place[4] + place[5]) || size === 0) return;
    const isUpright = place[0] > 0 && Math.abs(place[1]) < 0.05 * place[0];
    const flags =
      flag |
      (isUpright || (place[0] === 0 && place[1] === 0) ? 0 : ROTATED) |
      (this.#artifactDepth > 0 ? ARTIFACT : 0) |
      (this.#state.isLight ? LIGHT : 0);
    this.#chars.push(unicode);
    this.#x.push(place[4]);
    this.#y.push(place[5]);
    this.#advance.push(Math.hypot(place[0], place[1]) * ems);
    this.#size.push(size);
    this.#flags.push(flags);
  }
}

/** 0 black to 1 white, of `#rrggbb` or three numbers to 255. */
function lightness(args) {
  const [r, g, b] =
    typeof args[0] === 'string' ? [1, 3, 5].map((at) => Number.parseInt(args[0].slice(at, at + 2), 16)) : args;
  return (0.3 * r + 0.59 * g + 0.11 * b) / 255;
}
