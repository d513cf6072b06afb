/** What the process that runs GDAL is to do: every layer of a dataset as GeoJSON, or GeoJSON as something else. */
export type GdalOrder =
  | {
      readonly task: 'read';
      /** The dataset: a file or a folder. */
      readonly input: string;
      /** An empty folder for what comes out. */
      readonly output: string;
      readonly only: string | null;
      readonly layerLimit: number;
    }
  | {
      readonly task: 'write';
      readonly input: string;
      readonly output: string;
      /** Without its extension. */
      readonly name: string;
      readonly options: readonly string[];
    };

export interface GdalField {
  readonly name: string;
  readonly type: string;
  readonly width: number | null;
  readonly label: string | null;
}

export interface GdalLayer {
  readonly name: string;
  /** The file that was written. */
  readonly file: string;
  readonly wkt: string | null;
  readonly fields: readonly GdalField[];
}

export type GdalReply =
  | { readonly kind: 'layers'; readonly layers: readonly GdalLayer[]; readonly names: readonly string[] }
  | { readonly kind: 'written'; readonly file: string }
  | { readonly kind: 'failed'; readonly reason: string };
