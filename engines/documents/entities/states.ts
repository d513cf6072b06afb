/** A state and the words that prove it: each inner list must stand in that order in what governs the name. */
export interface StateRule {
  state: string;
  any: readonly (readonly string[])[];
}

/** Domain table of status verbs; the first rule that fits wins, so the stronger proof stands higher. */
export const PLAN_STATES: readonly StateRule[] = [
  { state: 'planned', any: [['启动', '修编'], ['启动', '编制'], ['谋划'], ['拟编制'], ['计划编制'], ['着手', '编制']] },
  { state: 'approved', any: [['获批'], ['批复'], ['批准'], ['审批通过'], ['通过', '审批'], ['获', '同意']] },
  { state: 'revising_for_approval', any: [['完善', '报批'], ['修改完善'], ['修改', '报批']] },
  { state: 'submitted', any: [['上报'], ['报送'], ['报批'], ['报审'], ['送审'], ['提请', '审'], ['呈报'], ['待审批']] },
  { state: 'issued', any: [['印发'], ['出台'], ['颁布'], ['发布'], ['公布'], ['下发']] },
  {
    state: 'draft_done',
    any: [['初步成果'], ['初稿'], ['征求意见稿'], ['基本思路'], ['初步方案'], ['阶段性成果'], ['中期成果'], ['草案']],
  },
  {
    state: 'reviewed',
    any: [
      ['完成', '评审'],
      ['通过', '评审'],
      ['完成', '论证'],
      ['通过', '论证'],
      ['完成', '公示'],
      ['完成', '咨询'],
      ['通过', '审查'],
      ['完成', '审查'],
      ['征求意见'],
    ],
  },
  { state: 'in_progress', any: [['推进'], ['正在'], ['抓紧'], ['加紧'], ['正组织'], ['正开展'], ['正编制']] },
  { state: 'revision', any: [['修编'], ['修订']] },
  {
    state: 'compiled',
    any: [['编制完成'], ['完成', '编制'], ['编制了'], ['已编制'], ['编制出'], ['完成'], ['编成'], ['形成']],
  },
  { state: 'in_progress', any: [['加快'], ['开展'], ['组织编制'], ['有序']] },
  { state: 'planned', any: [['启动'], ['拟'], ['计划'], ['将']] },
  { state: 'issued', any: [['制定'], ['制订']] },
  { state: 'in_progress', any: [['编制']] },
];

/** Words right behind a plan's name say more than the verb of the whole list: 港后区控规修编、…的编制工作. */
export const PLAN_TAIL_STATES: readonly StateRule[] = [{ state: 'revision', any: [['修编'], ['修订']] }];

export const PROJECT_STATES: readonly StateRule[] = [
  {
    state: 'done',
    any: [
      ['竣工'],
      ['建成'],
      ['投用'],
      ['投入使用'],
      ['交付'],
      ['投产'],
      ['完工'],
      ['通车'],
      ['打通'],
      ['验收'],
      ['完成', '改造'],
      ['完成', '建设'],
      ['改造完成'],
      ['完成'],
    ],
  },
  { state: 'planned', any: [['策划'], ['谋划'], ['储备'], ['前期'], ['规划建设'], ['拟建'], ['计划建设']] },
  { state: 'signed', any: [['签约'], ['签订']] },
  { state: 'negotiating', any: [['洽谈'], ['对接'], ['在谈']] },
  { state: 'started', any: [['启动'], ['动工'], ['开工'], ['进场']] },
  { state: 'in_progress', any: [['实施'], ['推进'], ['加快'], ['建设'], ['改造'], ['打造'], ['施工']] },
];

/** In the part that says what comes next nothing is finished yet: a finished state there is a plan. */
const OPEN_STATES = new Set(['planned', 'in_progress', 'revision', 'started', 'negotiating', 'revising_for_approval']);

export function stateOf(rules: readonly StateRule[], governing: string, isNext: boolean): string | null {
  const rule = rules.find(({ any }) => any.some((words) => standInOrder(governing, words)));
  if (!rule) return null;
  return isNext && !OPEN_STATES.has(rule.state) ? 'planned' : rule.state;
}

function standInOrder(text: string, words: readonly string[]): boolean {
  let at = 0;
  for (const word of words) {
    const found = text.indexOf(word, at);
    if (found < 0) return false;
    at = found + word.length;
  }
  return true;
}
