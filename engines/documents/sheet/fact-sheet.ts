/** One A4 page about one thing: facts, a curve, its place, its pictures, what happened. Text is printed as it stands. */
export interface FactSheet {
  readonly title: string;
  readonly subtitle: string;
  /** Printed over everything that leaves an invented district. */
  readonly mark: string | null;
  /** The light's colour and the sentence that says why. */
  readonly light: {
    readonly colour: 'green' | 'yellow' | 'red' | 'grey';
    readonly label: string;
    readonly reason: string;
  };
  readonly facts: readonly { readonly label: string; readonly text: string }[];
  readonly curve: FactCurve | null;
  readonly place: FactPlace | null;
  /** Heads and rows of a small table, all text. */
  readonly table: { readonly heads: readonly string[]; readonly rows: readonly (readonly string[])[] };
  readonly stages: readonly { readonly on: string; readonly text: string }[];
  readonly notes: readonly string[];
  /** Files of pictures that a browser could show too. */
  readonly photos: readonly {
    readonly path: string;
    readonly format: 'png' | 'jpg' | 'webp';
    readonly caption: string;
  }[];
  readonly foot: string;
}

/** Shares of a plan by month, January first: 0 to 1, done perhaps beyond; null: not known. */
export interface FactCurve {
  readonly title: string;
  readonly planned: readonly number[];
  readonly done: readonly (number | null)[];
}

/** Shapes in a unit square, y downwards: the outline of the site, or a dot. */
export interface FactPlace {
  readonly title: string;
  readonly rings: readonly (readonly (readonly [x: number, y: number])[])[];
  readonly dot: readonly [x: number, y: number] | null;
}
