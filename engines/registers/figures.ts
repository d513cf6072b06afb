import type { Condition } from './conditions.ts';

interface FigureCommon {
  readonly label: string;
  readonly unit: string;
  /** Digits after the point of the published value, after the unit's multiplier (亿元: 2). */
  readonly decimals?: number;
  /** Which records count. */
  readonly where?: readonly Condition[];
  /** A code, reference or yes/no field by which it is also given. */
  readonly by?: readonly string[];
  /** A day or month field that puts a record into a period; a figure for a year counts records of that year. */
  readonly period?: string;
  /** Names under which reports print it, beside the label. */
  readonly names?: readonly string[];
  /** Why everybody may know this number although not everybody may read a field it looks at. */
  readonly openBecause?: string;
  /** In words, what is counted and what is not. */
  readonly definition: string;
  /** Version of the definition and since when; earlier ones stay, so that an old figure can be derived again. */
  readonly version?: number;
  readonly since?: string;
  readonly was?: readonly EarlierDefinition[];
}

export interface EarlierDefinition {
  readonly version: number;
  /** The first day on which the next version held. */
  readonly until: string;
  readonly where: readonly Condition[];
  readonly definition: string;
}

export interface CountFigure extends FigureCommon {
  readonly figure: 'count';
}
export interface SumFigure extends FigureCommon {
  readonly figure: 'sum';
  readonly of: string;
}
export interface DistinctFigure extends FigureCommon {
  readonly figure: 'distinct';
  readonly of: string;
}
/** Numerator over denominator: other figures of the same register; both can be opened. */
export interface ShareFigure extends Omit<FigureCommon, 'where' | 'was'> {
  readonly figure: 'share';
  readonly numerator: string;
  readonly denominator: string;
}
export type Figure = CountFigure | SumFigure | DistinctFigure | ShareFigure;

type Wish<F extends Figure> = Omit<F, 'figure'>;
export const count = (wish: Wish<CountFigure>): CountFigure => ({ figure: 'count', ...wish });
export const sum = (of: string, wish: Omit<Wish<SumFigure>, 'of'>): SumFigure => ({ figure: 'sum', of, ...wish });
export const distinct = (of: string, wish: Omit<Wish<DistinctFigure>, 'of'>): DistinctFigure => ({
  figure: 'distinct',
  of,
  ...wish,
});
export const share = (wish: Wish<ShareFigure>): ShareFigure => ({ figure: 'share', ...wish });
