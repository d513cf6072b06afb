interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A map on paper, to scale: the picture in millimetres, and what stands around it. Text is printed as it stands. */
export interface MapSheet {
  readonly title: string;
  /** Printed over everything that leaves an invented district. */
  readonly mark: string | null;
  readonly paper: { readonly width: number; readonly height: number };
  /** The map within the paper, from the top left corner, in millimetres. */
  readonly map: Place;
  /** Where the legend stands: beside or under the map, never on it. */
  readonly legendPlace: Place;
  /** A picture of exactly the map's size; `{{font}}` stands for the name of the font. */
  readonly svg: string;
  /** `1:10,000` */
  readonly scale: string;
  /** Parts of the bar: how long on paper, what stands at its ends. */
  readonly bar: { readonly stepMm: number; readonly labels: readonly string[] };
  readonly legend: readonly {
    readonly title: string;
    readonly entries: readonly {
      readonly label: string;
      readonly colour: string;
      readonly sign: 'area' | 'bound' | 'line' | 'point';
    }[];
  }[];
  /** East and north of the south-west and the north-east corner. */
  readonly corners: { readonly southWest: string; readonly northEast: string };
  /** Coordinate system, versions, maker, day: one line each. */
  readonly imprint: readonly string[];
  /** 审图号, with its place where there is none yet. */
  readonly approval: string;
}
