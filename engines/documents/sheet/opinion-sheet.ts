/** An opinion of some pages: what was found, in tables, with a map. Text is printed as it stands. */
export interface OpinionSheet {
  readonly title: string;
  readonly subtitle: string;
  /** Printed over everything that leaves an invented district. */
  readonly mark: string | null;
  /** The answer, large, with the sentence that says why. */
  readonly verdict: { readonly colour: OpinionColour; readonly label: string; readonly text: string };
  readonly facts: readonly { readonly label: string; readonly text: string }[];
  readonly sections: readonly OpinionSection[];
  /** Who signs, with room for it. */
  readonly signatures: readonly string[];
  readonly foot: string;
  /** A day, for the package's properties. */
  readonly on: string;
}

export type OpinionColour = 'green' | 'yellow' | 'red' | 'grey';

export interface OpinionSection {
  readonly head: string;
  readonly lines: readonly string[];
  readonly table: OpinionTable | null;
  readonly picture: OpinionPicture | null;
}

export interface OpinionTable {
  /** Widths are shares of the page. */
  readonly columns: readonly { readonly head: string; readonly width: number; readonly isNumber?: boolean }[];
  readonly rows: readonly (readonly string[])[];
  /** By row: the colour of its first cells' mark; null: none. */
  readonly lights: readonly (OpinionColour | null)[];
}

/** A drawing to scale. `{{font}}` in the SVG stands for the name of the font. */
export interface OpinionPicture {
  readonly svg: string;
  readonly widthMm: number;
  readonly heightMm: number;
  /** `line`: it is drawn by its outline, filled only faintly. */
  readonly legend: readonly { readonly label: string; readonly colour: string; readonly line?: 'solid' | 'dashed' }[];
  readonly caption: string;
}

export const OPINION_COLOURS: Readonly<Record<OpinionColour, string>> = {
  green: '#2b8a3e',
  yellow: '#b97f00',
  red: '#c92a2a',
  grey: '#5c6468',
};
