import type { EntityType } from '../reading.ts';
import { candidate, type Candidate } from './candidate.ts';
import { NAME_STOPS } from './name-stops.ts';
import type { Item, OpenList } from './enumeration.ts';
import { isKind } from './projects.ts';
import type { Scan } from './scan.ts';
import { trimStart } from './suffixed.ts';

/** What a list is a list of, by the words after 等: the first pattern that fits. Each is anchored and bounded. */
const HEADS: readonly { type: EntityType; head: RegExp; min: number; max: number }[] = [
  { type: 'zone', head: /^[^，。；、,;的和及与]{0,8}?(?:片区|园区|开发区|组团|新城)/u, min: 2, max: 16 },
  {
    type: 'company',
    head: /^[^，。；、,;的和及与]{0,8}?(?:商超|企业|公司|房企|商家|商场|超市|银行|商圈)/u,
    min: 3,
    max: 24,
  },
  {
    type: 'place',
    head: /^[^，。；、,;的和及与]{0,8}?(?:断头路|道路|路段|街道|镇街|乡镇|镇|社区|村庄|村)(?!\p{Script=Han}{0,8}(?:规划|项目|工程|改造|建设))/u,
    min: 2,
    max: 12,
  },
  { type: 'programme', head: /^[^，。；、,;]{0,6}?(?:专项行动|行动|专项整治|专项活动)/u, min: 3, max: 40 },
  { type: 'event', head: /^[^，。；、,;]{0,8}?(?:活动|节庆|赛事|展会|讲座|论坛)/u, min: 4, max: 40 },
  { type: 'brand', head: /^[^，。；、]{0,4}?品牌/u, min: 2, max: 16 },
];

/** Kinds that must be named in quotes or by an event word to count: 住宿、餐饮等活动 names none. */
const NEEDS_PROOF: ReadonlySet<EntityType> = new Set(['event', 'programme']);
const PROOF = /[“‘]|(?:节|展|赛|会|周|论坛|沙龙|嘉年华|行动|攻坚)$/u;
const GENERIC =
  /^(?:重点|大型|农贸|城市|各|相关|其他|有关|国有|民营|中小|知名|龙头|规上|部分|老旧|主要|本地|外地)|(?:等|的|市场|服务|工作|环境|秩序|领域|方面|餐饮|住宿|医疗|教育|产业|经济|新材料|新能源)$/u;

export function typedLists(scan: Scan, lists: readonly OpenList[]): Candidate[] {
  return lists.flatMap(({ list, headFrom }) => {
    const head = scan.text.slice(headFrom, headFrom + 24);
    const kind = HEADS.find((rule) => rule.head.test(head));
    if (!kind || isOfOther(head, kind.head)) return [];
    return list.items.flatMap((item) => {
      const range = named(scan, item, kind);
      return range ? [candidate(kind.type, scan, range)] : [];
    });
  });
}

/** 赴甲地、乙地等地走访企业142家: other words or a verb between 等 and the class say that the list is of something else. */
function isOfOther(head: string, pattern: RegExp): boolean {
  const gap = pattern.exec(head)?.[0] ?? '';
  if (/^(?:地|省|国|领域|行业|产业|方面|渠道|环节|问题|方式)/u.test(gap)) return true;
  for (let index = 0; index < gap.length; index++) if (NAME_STOPS.longestAt(gap, index)?.value === 'stop') return true;
  return false;
}

function named(scan: Scan, item: Item, kind: (typeof HEADS)[number]): Item | null {
  const from = trimStart(scan.text, item.from, item.to);
  const name = scan.text.slice(from, item.to);
  if (name.length < kind.min || name.length > kind.max || isKind(name) || GENERIC.test(name)) return null;
  if (kind.type === 'place' && /[局委办厅]$/u.test(name)) return null;
  if (kind.type === 'company' && /(?:基地|园区?|区|路|街|村|镇)$/u.test(name)) return null;
  if (NEEDS_PROOF.has(kind.type) && !PROOF.test(name)) return null;
  return /^[\p{Script=Han}\p{Script=Latin}\d“‘]/u.test(name) ? { from, to: item.to } : null;
}
