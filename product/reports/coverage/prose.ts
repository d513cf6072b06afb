const LEADS = [
  /(?:现将|特将).{0,40}(?:报告|汇报|说明)如下/,
  /(?:报告|汇报)如下[：:。]?$/,
  /^(?:特此报告|请予?审议|以上报告)/,
  /高度重视|认真学习|贯彻.{0,30}(?:精神|思想|论述)|专题研究.{0,12}(?:部署|落实)/,
  /^(?:接下来|下一步|今后|总的来看|总体来看|同时|此外)[，,].{0,60}$/,
  /听取(?:和|并)?(?:审议)?.{0,80}(?:报告|汇报)/,
  /职责|职能分工|分解至|(?:交由|分解到).{0,20}(?:单位|部门|局)/,
];
const MARKER = /^(?:[一二三四五六七八九十]+[是要、]|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、])\s*/u;
const HEADING_LENGTH = 24;

/** A sentence that claims nothing of its own: it leads in, names what follows, or says how things are taken. */
export function isProse(text: string): boolean {
  const plain = text.replace(MARKER, '').trim();
  if (plain.replace(/[。；：，\s]/gu, '').length < 4) return true;
  if (/\d/.test(plain)) return LEADS[0]!.test(plain) || LEADS[5]!.test(plain);
  // 一是突出规划引领。 is the heading of what follows.
  if (MARKER.test(text.trim()) && plain.length <= HEADING_LENGTH && !plain.includes('，')) return true;
  return LEADS.some((lead) => lead.test(plain));
}

/** A part that tells what comes next. */
export const isNextTitle = (title: string): boolean => /下一步|下步|下阶段|打算|今后|计划安排/u.test(title);
/** A sentence that does, in a part that tells what was done. */
export const isNextSentence = (text: string): boolean => /^(?:下一步|接下来|今后|下阶段)[，,我将]/u.test(text.trim());
