/**
 * Pixels of a drawing, for programs that show no SVG: paths of straight lines, circles and rectangles filled and
 * stroked as our own maps have them. Words are left out; whoever prints the picture writes them beside it.
 */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** RGB, row by row. */
  readonly rgb: Uint8Array;
}

type Ring = readonly (readonly [number, number])[];
interface Figure {
  readonly rings: readonly Ring[];
  readonly isClosed: boolean;
  readonly fill: string | null;
  readonly opacity: number;
  readonly stroke: string | null;
  readonly strokeWidth: number;
}

/** @param perUnit pixels a unit of the drawing. */
export function svgPixels(svg: string, widthUnits: number, heightUnits: number, perUnit: number): Pixels {
  const [width, height] = [Math.round(widthUnits * perUnit), Math.round(heightUnits * perUnit)];
  const rgb = new Uint8Array(width * height * 3).fill(255);
  const paint = { width, height, rgb };
  for (const figure of figuresOf(svg)) {
    const rings = figure.rings.map((ring) => ring.map(([x, y]) => [x * perUnit, y * perUnit] as const));
    if (figure.fill !== null) fill(paint, rings, figure.fill, figure.opacity);
    if (figure.stroke === null) continue;
    const half = Math.max(0.6, (figure.strokeWidth * perUnit) / 2);
    for (const ring of rings) {
      for (let i = 1; i < ring.length; i++) fill(paint, [sideOf(ring[i - 1]!, ring[i]!, half)], figure.stroke, 1);
      if (figure.isClosed && ring.length > 2) fill(paint, [sideOf(ring.at(-1)!, ring[0]!, half)], figure.stroke, 1);
    }
  }
  return paint;
}

function figuresOf(svg: string): Figure[] {
  const body = svg.replace(/<clipPath.*?<\/clipPath>/gs, '');
  return [...body.matchAll(/<(path|circle|rect)\b([^>]*)>/g)].map(([, kind, text]) => {
    const value = (name: string): string | null => new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(text!)?.[1] ?? null;
    const number = (name: string): number => Number(value(name) ?? 0);
    const colour = (name: string): string | null => (value(name)?.startsWith('#') ? value(name) : null);
    const rings =
      kind === 'path'
        ? ringsOf(value('d') ?? '')
        : kind === 'circle'
          ? [circle(number('cx'), number('cy'), number('r'))]
          : [box(number('x'), number('y'), number('width'), number('height'))];
    return {
      rings,
      isClosed: kind !== 'path' || (value('d') ?? '').includes('Z'),
      fill: colour('fill'),
      opacity: Number(value('fill-opacity') ?? 1),
      stroke: colour('stroke'),
      strokeWidth: number('stroke-width'),
    };
  });
}

/** `M0 0L1 1Z`, `h` and `v` too. */
function ringsOf(d: string): Ring[] {
  const rings: [number, number][][] = [];
  for (const [, letter, text] of d.matchAll(/([MLhvZ])([^MLhvZ]*)/g)) {
    const [a = 0, b = 0] = text!
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    const [x, y] = rings.at(-1)?.at(-1) ?? [0, 0];
    if (letter === 'M') rings.push([[a, b]]);
    else if (letter === 'L') rings.at(-1)?.push([a, b]);
    else if (letter === 'h') rings.at(-1)?.push([x + a, y]);
    else if (letter === 'v') rings.at(-1)?.push([x, y + a]);
  }
  return rings;
}

const circle = (x: number, y: number, r: number): Ring =>
  Array.from(
    { length: 24 },
    (_, i) => [x + r * Math.cos((i * Math.PI) / 12), y + r * Math.sin((i * Math.PI) / 12)] as const,
  );
const box = (x: number, y: number, w: number, h: number): Ring => [
  [x, y],
  [x + w, y],
  [x + w, y + h],
  [x, y + h],
];

function sideOf([ax, ay]: Ring[number], [bx, by]: Ring[number], half: number): Ring {
  const length = Math.hypot(bx - ax, by - ay) || 1;
  const [nx, ny] = [(-(by - ay) / length) * half, ((bx - ax) / length) * half];
  return [
    [ax + nx, ay + ny],
    [bx + nx, by + ny],
    [bx - nx, by - ny],
    [ax - nx, ay - ny],
  ];
}

const LINES = 4;

/** Even-odd, four lines a pixel: edges are soft downwards and exact along the line. */
function fill({ width, height, rgb }: Pixels, rings: readonly Ring[], colour: string, opacity: number): void {
  const ys = rings.flatMap((ring) => ring.map(([, y]) => y));
  const top = Math.max(0, Math.floor(Math.min(...ys)));
  const bottom = Math.min(height - 1, Math.floor(Math.max(...ys)));
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as [number, number, number];
  const covered = new Float32Array(width);
  for (let row = top; row <= bottom; row++) {
    covered.fill(0);
    for (let line = 0; line < LINES; line++) {
      const xs = crossings(rings, row + (line + 0.5) / LINES);
      for (let i = 0; i + 1 < xs.length; i += 2) cover(covered, xs[i]!, xs[i + 1]!);
    }
    for (let x = 0; x < width; x++) {
      if (covered[x] === 0) continue;
      const share = (Math.min(LINES, covered[x]!) / LINES) * opacity;
      const at = 3 * (row * width + x);
      rgb[at] = rgb[at]! * (1 - share) + r * share;
      rgb[at + 1] = rgb[at + 1]! * (1 - share) + g * share;
      rgb[at + 2] = rgb[at + 2]! * (1 - share) + b * share;
    }
  }
}

function crossings(rings: readonly Ring[], y: number): number[] {
  const xs: number[] = [];
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i++) {
      const [ax, ay] = ring[i]!;
      const [bx, by] = ring[(i + 1) % ring.length]!;
      if (ay > y !== by > y) xs.push(ax + ((y - ay) / (by - ay)) * (bx - ax));
    }
  }
  return xs.sort((a, b) => a - b);
}

function cover(covered: Float32Array, from: number, to: number): void {
  const [start, end] = [Math.max(0, from), Math.min(covered.length, to)];
  for (let x = Math.floor(start); x < end; x++) covered[x]! += Math.min(x + 1, end) - Math.max(x, start);
}
