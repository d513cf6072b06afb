import type { Judged, JudgeOrder } from '../judge-order.ts';
import type { Ranked, SearchOrder } from '../search/rank.ts';
import type { ReadSite, SiteFileOrder } from '../site-file.server.ts';

/** `name`: what is said of it when it is too much. */
export type Order =
  | ({ readonly task: 'file' } & SiteFileOrder)
  | ({ readonly task: 'search'; readonly name: string } & SearchOrder)
  | ({ readonly task: 'judge' } & JudgeOrder);

export type Result = ReadSite | Ranked | Judged;
