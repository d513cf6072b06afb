import type { Group, RegisterDescription } from '@quantu/registers';
import type { ExpressionSpecification } from 'maplibre-gl';
import type { LightKind } from '../shell/light.tsx';

export const SHAPES = ['circle', 'triangle', 'square', 'diamond', 'ring'] as const;
export type Shape = (typeof SHAPES)[number];

/** A value of the colouring field: how it is drawn, and how many there are. */
export interface MapClass {
  readonly value: string | null;
  readonly label: string;
  readonly colour: string;
  readonly shape: Shape;
  readonly count: number;
}

/** Told apart also by who does not see red and green (Okabe and Ito 2008, darkened for white paper). */
const COLOURS = ['#0072b2', '#b35c00', '#007a5e', '#a6478f', '#8a6d00', '#2f7fb8', '#8c2d19', '#55606b'];
const OTHER = '#7d868c';
const LIGHTS: Readonly<Record<LightKind, readonly [string, Shape]>> = {
  good: ['#1d6b3a', 'circle'],
  watch: ['#b26b00', 'triangle'],
  bad: ['#c7000b', 'square'],
  clash: ['#7a1f7a', 'diamond'],
  bare: ['#5d5346', 'square'],
  plain: [OTHER, 'ring'],
};

/** The classes of a map, in the order of the legend. Lights keep their colour and shape; more than eight share a grey. */
export function classesOf(
  groups: readonly Group[],
  order: readonly string[],
  lightOf: (value: string) => LightKind | null,
): readonly MapClass[] {
  const place = (value: string | null): number => {
    const at = value === null ? -1 : order.indexOf(value);
    return at < 0 ? order.length : at;
  };
  const sorted = [...groups].sort(
    (a, b) =>
      Number(a.value === null) - Number(b.value === null) || place(a.value) - place(b.value) || b.count - a.count,
  );
  return sorted.map(({ value, label, count }, i) => {
    const light = value === null ? null : lightOf(value);
    const [colour, shape] =
      light !== null
        ? LIGHTS[light]
        : value === null
          ? [OTHER, 'ring' as const]
          : [COLOURS[i] ?? OTHER, 'circle' as const];
    return { value, label: value === null ? '没有填' : label, colour, shape, count };
  });
}

export function stateOrder({ states }: RegisterDescription): readonly string[] {
  return states.map(({ key }) => key);
}

/** A property of each class by its value, as MapLibre asks it of a shape in a tile. */
export function byClass(
  property: 'state' | 'by',
  classes: readonly MapClass[],
  part: (one: MapClass) => string,
  otherwise: string,
): ExpressionSpecification | string {
  const pairs = classes.flatMap((one) => (one.value === null ? [] : [one.value, part(one)]));
  if (pairs.length === 0) return otherwise;
  // The expression's type wants at least one pair spelled out.
  return ['match', ['to-string', ['get', property]], ...pairs, otherwise] as unknown as ExpressionSpecification;
}

/** The name under which a mark is known to the map. */
export function markOf(colour: string, shape: Shape): string {
  return `${shape}${colour}`;
}

export const OTHER_MARK = markOf(OTHER, 'ring');
export const OTHER_COLOUR = OTHER;
