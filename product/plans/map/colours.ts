import { LAND_USE_FILLS } from '../land-use-2023.ts';

/** What a layer that plays a role is drawn in while nobody has chosen a colour. */
const ROLE_COLOURS: Readonly<Record<string, string>> = {
  district: '#555555',
  town: '#7a7a7a',
  'permanent-farmland': '#f2c94c',
  'ecological-red-line': '#2e9e5b',
  'development-boundary': '#e0483e',
  'blue-line': '#2f80ed',
  'green-line': '#27ae60',
  'yellow-line': '#e2b100',
  'purple-line': '#8e44ad',
  heritage: '#a0522d',
  flood: '#56a6d3',
  coast: '#1f6f8b',
  'safety-zone': '#d4380d',
  geohazard: '#b5651d',
  forest: '#2e7d32',
  'project-site': '#d6336c',
  road: '#8c8c8c',
  port: '#6c8bd1',
  building: '#b08d6a',
};

/** For classes of standards that name no colours: apart from each other, and readable on a light map. */
const PALETTE = [
  '#4e79a7',
  '#f28e2b',
  '#59a14f',
  '#e15759',
  '#76b7b2',
  '#edc948',
  '#b07aa1',
  '#ff9da7',
  '#9c755f',
  '#86bcb6',
  '#d37295',
  '#8cd17d',
];

export interface Coloured {
  readonly codeSet: string | null;
  readonly role: string | null;
  readonly colour: string | null;
}

/** The colour of a class: the standard's, by its own code or by that of 2023 it stands for; else one of its own. */
export function classColour(layer: Coloured, code: string | null, use: string | null): string {
  if (code === null) return layerColour(layer);
  const own = layer.codeSet === 'land-use-2023' ? fillOf(code) : undefined;
  return own ?? (use === null ? undefined : fillOf(use)) ?? PALETTE[hashOf(code) % PALETTE.length]!;
}

export function layerColour({ role, colour }: Coloured): string {
  return colour ?? (role === null ? undefined : ROLE_COLOURS[role]) ?? '#8a94a6';
}

/** Of a class, or of the nearest one above it. */
function fillOf(code: string): string | undefined {
  for (let one = code; one.length >= 2; one = one.slice(0, -2)) {
    const fill = LAND_USE_FILLS[one];
    if (fill !== undefined) return fill;
  }
  return undefined;
}

function hashOf(text: string): number {
  let hash = 0;
  for (const letter of text) hash = (hash * 31 + letter.codePointAt(0)!) >>> 0;
  return hash;
}
