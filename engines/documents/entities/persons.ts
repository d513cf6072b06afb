import { candidate, type Candidate } from './candidate.ts';
import type { Scan } from './scan.ts';

/** The common family names: a person is only read where an office or a courtesy word proves one, and this begins it. */
const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤庄柯连施洪涂骆';
const PERSON = `[${SURNAMES}][\\p{Script=Han}·]{1,2}`;
/** Characters of offices and places: no name has them. */
const NAMELIKE = '(?![\\p{Script=Han}]{0,2}[各镇乡区市县局委办任长书主副党组省州])';
const PATTERNS: readonly RegExp[] = [
  new RegExp(
    `(?<=[，。；、和与\\s]|^)${NAMELIKE}(?<name>[${SURNAMES}][\\p{Script=Han}]{1,2})(?=(?:副?书记|副?市长|副?区长|副?县长|副?镇长)(?:多次|作出|主持|带队|指出|强调|出席|要求|[和、，。]))`,
    'gu',
  ),
  /(?:局长|主任|区长|县长|市长|镇长|厅长|院长|检察长)[ \u3000]+(?<name>\p{Script=Han}[ \u3000]?\p{Script=Han}(?:[ \u3000]?\p{Script=Han})?)(?=[ \u3000]*$)/gmu,
  new RegExp(`签发人[：:]\\s*(?<name>${PERSON})(?=[\\s、，]|$)`, 'gu'),
  new RegExp(
    `(?:区长|市长|县长|省长|主任|局长|书记|厅长|部长|镇长)(?<name>${PERSON})(?=同志|[，、。]|主持|带队|带领|陪同|出席|详细|汇报|介绍|作|指出|强调)`,
    'gu',
  ),
  new RegExp(
    `(?<=^|[，。、：\\s])(?<name>${PERSON})(?=(?:等\\s*\\d+\\s*(?:名|位))?(?:代表|委员)[，。、：:提]|等\\s*\\d+\\s*(?:名|位)(?:代表|委员))`,
    'gu',
  ),
  new RegExp(`(?<=^|[，。、：\\s])(?<name>${PERSON})(?=同志)`, 'gu'),
];

export function persons(scan: Scan): Candidate[] {
  const found: Candidate[] = [];
  for (const pattern of PATTERNS) {
    for (const match of scan.text.matchAll(pattern)) {
      const name = match.groups?.['name'] ?? '';
      const from = match.index + match[0].lastIndexOf(name);
      const bare = name.replaceAll(/\s/gu, '');
      if (bare.includes('某')) continue;
      found.push(candidate('person', scan, { from, to: from + name.length }, { name: bare }));
    }
  }
  return found;
}
