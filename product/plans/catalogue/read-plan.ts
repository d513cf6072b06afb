/** What a plan is by its name; most of those that a district's own office compiles are special ones. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/村庄规划|村规划/, 'village'],
  [/控规|控制性详细|详细规划|修建性/, 'detailed'],
  [/土地利用总体/, 'old-land'],
  [/国土空间.*总体|国土空间规划|总体规划.*国土/, 'overall'],
  [/城市总体|城乡总体|镇总体|总规/, 'old-city'],
  [/五年规划|国民经济|“?十[三四五]五”?/, 'sector'],
];

export const kindOf = (name: string): string => KINDS.find(([words]) => words.test(name))?.[1] ?? 'special';

/** The state a document tells of, as the catalogue has it. */
const STATES: Readonly<Record<string, string>> = {
  planned: 'planned',
  in_progress: 'compiling',
  compiled: 'draft',
  draft_done: 'draft',
  reviewed: 'reviewing',
  revising_for_approval: 'reviewing',
  submitted: 'submitted',
  approved: 'approved',
  issued: 'approved',
  revision: 'updating',
};

/** Null: the document does not say. */
export const stateOf = (status: string | null): string | null => (status === null ? null : (STATES[status] ?? null));

/** A name without its marks: 《港后区控规》 and 港后区 控规 are one plan. */
export const bareName = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[《》〈〉“”"'「」\s]/g, '')
    .toLowerCase();
