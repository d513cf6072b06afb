/**
 * What reading an official document gives: the contract of `quantu read --json`. All offsets are UTF-16 units into
 * `text`, end exclusive. Nothing here is a guess about meaning beyond the text: what the text does not say is null.
 */
export interface Reading {
  document: DocumentHead;
  /** What all offsets refer to; for .txt the file's own characters, LF. */
  text: string;
  sections: Section[];
  figures: ReadFigure[];
  entities: Entity[];
  commitments: Commitment[];
  findings: Finding[];
}

export interface DocumentHead {
  /** 报告, 通知, 函, 意见 … (GB/T 9704-2012); null when the title names none. */
  kind: string | null;
  /** 发文字号, brackets repaired to 〔〕. */
  number: string | null;
  title: string | null;
  issuer: string | null;
  addressee: string | null;
  signer: string | null;
  /** 成文日期, YYYY-MM-DD. */
  dated: string | null;
  /** 印发日期, YYYY-MM-DD. */
  printedOn: string | null;
  /** 主动公开, 依申请公开 or 不予公开. */
  publicity: string | null;
}

export interface Section {
  /** `s1`, `s1.2`, `s1.2.3`: the position among its siblings at each level. */
  id: string;
  /** The printed markers from the top: `["一", "（二）", "一是"]`. */
  path: string[];
  start: number;
  end: number;
  title: string;
}

/**
 * How exact a printed figure says it is, in the closed list of the domain: 不少于 and 至少 are 以上, 不超过 and 以内 are
 * 以下, 逾 and 突破 are 超. The printed word stays in the text.
 */
export type Approx = 'exact' | '多' | '余' | '近' | '约' | '以上' | '以下' | '超' | '左右' | '虚数';

export type FigureKind =
  | 'count'
  | 'amount'
  | 'rate'
  | 'growth'
  | 'pp_diff'
  | 'threshold'
  | 'standard'
  | 'discount'
  | 'ratio'
  | 'range'
  | 'range_id'
  | 'from'
  | 'to'
  | 'target'
  | 'area'
  | 'length'
  | 'duration'
  | 'capacity'
  | 'weight'
  | 'concentration';

export interface Comparison {
  type: '同比' | '环比' | '较上年' | '占计划' | '序时' | '由到' | '占比' | '较';
  /** The base in the text's own words, when it names one: `2018年`, `年初`, `"十三五"末`. */
  base?: string;
}

export interface ReadFigure {
  /** Offset of the number's first character. */
  start: number;
  end: number;
  /** The characters `[start, end)`: number, multiplier and unit, with an approximation word that stands among them. */
  surface: string;
  /** Decimal text in the base unit, 万/亿 multiplied out, a decrease negative. */
  value: string;
  /** The upper end of a range. */
  value2: string | null;
  /** The printed unit without its multiplier: 元, 个, %, 个百分点, 平方米 … */
  unit: string;
  approx: Approx;
  kind: FigureKind;
  /** What is counted or measured, in the text's own words; empty when the text does not say. */
  subject: string;
  /** The index in `figures` of the whole this is a part of (其中). */
  subsetOf: number | null;
  comparison: Comparison | null;
  /** The time the figure is about, in the text's own words: `2024年上半年`. */
  period: string | null;
  /** Id of the innermost section. */
  section: string | null;
  /** 0 to 1. */
  confidence: number;
}

export type EntityType =
  | 'department'
  | 'organ'
  | 'place'
  | 'zone'
  | 'project'
  | 'plan'
  | 'programme'
  | 'event'
  | 'brand'
  | 'company'
  | 'person';

export interface Entity {
  type: EntityType;
  name: string;
  /**
   * Normalized state (domain: status verbs). plan: planned in_progress draft_done reviewed submitted
   * revising_for_approval compiled approved issued revision; project: planned negotiating signed started in_progress
   * done; null when the text gives none.
   */
  status: string | null;
  /** Other spellings in this text: 发改局 beside 区发改局. */
  aliases: string[];
  mentions: [start: number, end: number][];
}

/** One promise of the 下一步 part. */
export interface Commitment {
  start: number;
  end: number;
  verb: string;
  object: string;
  owner: string | null;
  /** In the text's own words: `2024年底前`, `年内`. */
  due: string | null;
  /** A checkable result in the text's own words: `新建公园 5 个`. */
  measure: string | null;
  section: string | null;
}

export type FindingCode =
  | 'sum-mismatch'
  | 'share-mismatch'
  | 'growth-mismatch'
  | 'count-mismatch'
  | 'progress-mismatch'
  | 'spelling-variant'
  | 'opinion-without-next-step'
  | 'commitment-without-owner'
  | 'commitment-without-due'
  | 'commitment-without-measure'
  | 'placeholder-figure'
  | 'value-conflict'
  | 'derived-base';

export interface Finding {
  code: FindingCode;
  /** `error`: it cannot be true; `warn`: a person must look; `info`: worth knowing. */
  severity: 'error' | 'warn' | 'info';
  at: [start: number, end: number];
  /** Other places it speaks of. */
  also: [start: number, end: number][];
  /** One Chinese sentence with its arithmetic. */
  text: string;
}
