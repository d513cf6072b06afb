const MONTH = '(?:1[0-2]|0?[1-9])月';
const PART = `(?:${MONTH}(?:份|底|末|初|中旬|上旬|下旬|[0-3]?\\d日)?|底|末|年底|上半年|下半年|[第前]?[一二三四1-4]个?季度)`;
const YEAR = '(?:20\\d{2}年|今年|明年|后年|本年|当年|年)';
const BY = '(?:之?前|以前|内|期间|起|底前)';

/**
 * Wordings of a date by which something is promised; every quantifier is bounded. The first group takes an end by
 * itself (底前, 年内, 期间); a bare year or month only counts behind 到 or in front of a promise's verb.
 */
const DUES: readonly RegExp[] = [
  new RegExp(`(?:到|至|在|于|力争|确保)?(?:${YEAR})?${PART}(?:${BY})`, 'u'),
  new RegExp(`(?:到|至|在|于)?(?:20\\d{2}年|今年|明年|后年|本年|当年)(?:${PART})?(?:${BY})`, 'u'),
  /(?:到|至|在)?(?:20\d{2}年|今年|明年|年)(?:底|末|上半年|下半年)/u,
  /年内|月内|本月底|月底前|季度内|本季度|近期内|三年内|两年内|[一两二三五\d]{1,2}(?:个工作日|个月|年|周|天|个季度)(?:之|以)?内/u,
  /(?:“?(?:十[三四五六七]五)”?)(?:末|期末|期间|时期|期内)/u,
  /到20\d{2}年/u,
  /(?:春节|国庆节?|五一|元旦|汛期|入汛|开学|供暖季|雨季|人大会|两会)(?:之)?前/u,
  /(?:20\d{2})[-—－~～至](?:20\d{2})年/u,
  new RegExp(`(?:20\\d{2}年)?${MONTH}(?:份|底|末|初|中旬|上旬|下旬|[0-3]?\\d日)`, 'u'),
  /(?:第[一二三四]|[一二三四])季度|(?:今年|明年)?(?:上|下)半年/u,
  /(?:今年|明年)(?=[，、]?(?:将|要|计划|拟|力争|确保|新|完成|启动|建|改|实|重点|继续|全))/u,
  /(?:到|至)?20\d{2}年(?:1[0-2]|0?[1-9])月(?!至|-|—|以来|印发|出台)/u,
  /(?<=力争|确保|争取)(?:全年|20\d{2}年(?!度))/u,
  /全年(?=(?:新|完成|举办|实施|组织|开展|建|改造|培育|争取|力争|确保|实现|引进))/u,
  /20\d{2}年(?=(?:计划|拟|力争|确保|将|要|完成|新建|启动|建成|实现|改造|新增))/u,
];

/** A clause that is nothing but a time: 2027年，到2030年，全年. */
const ALONE = /^(?:到|至|在)?(?:20\d{2}年|全年|今年|明年)$/u;

/** The date of a clause that says nothing else. */
export function dueAlone(clause: string): string | null {
  if (ALONE.test(clause)) return clause.replace(/^在/u, '');
  const due = dueIn(clause);
  return due && due.from <= 1 && clause.length - due.to <= 1 ? due.text : null;
}

/** What went before is no deadline: 自2018年以来, 2024年度, 2019年版. */
const PAST = /(?:以来|年度(?:审计|预算|决算|环境)|年版|年底以来)/u;

/** The date a promise names, in the text's own words, or null. */
export function dueIn(printed: string): { text: string; from: number; to: number } | null {
  const text = printed.replaceAll(/《[^《》]{0,80}》/gu, (title) => '《'.repeat(title.length));
  let best: { text: string; from: number; to: number } | null = null;
  for (const pattern of DUES) {
    const match = pattern.exec(text);
    if (!match || PAST.test(text.slice(match.index, match.index + match[0].length + 4))) continue;
    const found = {
      text: match[0].replace(/^(?:在|于|力争|确保)/u, ''),
      from: match.index,
      to: match.index + match[0].length,
    };
    if (!best || found.from < best.from || (found.from === best.from && found.to > best.to)) best = found;
  }
  return best;
}
