import { chineseDay, parseDay } from '@quantu/base';
import type { ReportHead, ReportText } from '../text.ts';
import type { LintCode, LintFinding, LintSeverity } from './finding.ts';
import type { Passage } from './passages.ts';
import { placeOf } from './passages.ts';
import { placesOf } from './terms.ts';
import type { LintWords } from './words.ts';

const FORMAT = 'GB/T 9704-2012';
const RULES = '《党政机关公文处理工作条例》';
const NUMBER = /^[\u4e00-\u9fa5]{2,12}〔(?<year>(?:19|20)\d{2})〕[1-9]\d*号$/u;
const LOOSE_NUMBER =
  /^(?<organ>[\u4e00-\u9fa5]{2,12})\s?[〔[(（【﹝]?\s?(?<year>(?:19|20)\d{2})\s?[〕\])）】﹞]?\s?(?:第\s?)?0*(?<count>[1-9]\d*)\s?号?$/u;

/** What stands around the text (GB/T 9704-2012), and what a 报告 may not ask. */
export function headFindings({ head }: ReportText, passages: readonly Passage[], words: LintWords): LintFinding[] {
  const kind = kindOf(head);
  return [
    ...titleMarks(head),
    ...number(head),
    ...signer(head, kind),
    ...addressee(head, kind),
    ...note(head, words),
    ...days(head),
    ...attachments(head, passages),
    ...(kind === '报告' ? requests(passages, words) : []),
  ];
}

/** The kind of document its title ends with. */
function kindOf({ title }: ReportHead): string {
  return (
    /(?<kind>请示|报告|意见|议案|通知|函)(?:[（(][^）)]*[）)])?$/u.exec(title.join('').trim())?.groups?.['kind'] ?? ''
  );
}

function inHead(
  code: LintCode,
  severity: LintSeverity,
  field: keyof ReportHead,
  text: string,
  source: string | null,
  where: { index?: number; start?: number; end?: number; fix?: string } = {},
): LintFinding {
  const { index = 0, start = 0, end = 0, fix } = where;
  return { code, severity, text, source, places: [{ in: 'head', field, index, start, end }], fix: fix ?? null };
}

/** A title has no marks but those of names: 《》 “” （） 、. */
function titleMarks({ title }: ReportHead): LintFinding[] {
  return title.flatMap((line, index) => {
    const depths = quoted(line);
    return [...line.matchAll(/[，。；：！？,;:!?]/gu)]
      .filter((match) => !depths[match.index])
      .map(({ 0: mark, index: start }) =>
        inHead(
          'title-marks',
          'warn',
          'title',
          `标题中除书名号、引号等外一般不用标点，“${mark}”请删去`,
          `${FORMAT} 7.3`,
          {
            index,
            start,
            end: start + 1,
            ...(start === line.length - 1 ? { fix: '' } : {}),
          },
        ),
      );
  });
}

/** Which characters stand within 《》 or “”. */
function quoted(line: string): boolean[] {
  let depth = 0;
  return [...line].map((mark) => {
    if ('《“'.includes(mark)) depth++;
    if ('》”'.includes(mark)) depth--;
    return depth > 0;
  });
}

function number({ number: said, dated }: ReportHead): LintFinding[] {
  if (said === '') return [inHead('head-number', 'info', 'number', '还没有发文字号', `${FORMAT} 7.2`)];
  const end = said.length;
  const year = NUMBER.exec(said)?.groups?.['year'];
  if (year === undefined) {
    const loose = LOOSE_NUMBER.exec(said.trim())?.groups;
    const fix = loose ? `${loose['organ']}〔${loose['year']}〕${loose['count']}号` : undefined;
    const text = `发文字号“${said}”应由机关代字、六角括号里的四位年份和不编虚位的序号组成${fix === undefined ? '' : `，如“${fix}”`}`;
    return [
      inHead('head-number', 'warn', 'number', text, `${FORMAT} 7.2`, { end, ...(fix === undefined ? {} : { fix }) }),
    ];
  }
  if (parseDay(dated) === null || dated.startsWith(year)) return [];
  return [
    inHead(
      'head-number',
      'warn',
      'number',
      `发文字号是${year}年的，成文日期是${dated.slice(0, 4)}年`,
      `${FORMAT} 7.2`,
      { end },
    ),
  ];
}

function signer({ signers }: ReportHead, kind: string): LintFinding[] {
  if ((kind !== '报告' && kind !== '请示') || signers.some((name) => name.trim() !== '')) return [];
  return [inHead('head-signer', 'warn', 'signers', `${kind}是上行文，应当标注签发人姓名`, `${FORMAT} 7.2`)];
}

function addressee({ addressee: said }: ReportHead, kind: string): LintFinding[] {
  const end = said.length;
  if (said.trim() === '') {
    const isNeeded = kind === '报告' || kind === '请示';
    return isNeeded ? [inHead('head-addressee', 'warn', 'addressee', '没有主送机关', `${FORMAT} 7.3`)] : [];
  }
  const colon = /[：:]\s*$/u.exec(said);
  if (colon)
    return [
      inHead('head-addressee', 'warn', 'addressee', '主送机关后的冒号由排版加上，这里请删去', null, {
        start: colon.index,
        end,
        fix: '',
      }),
    ];
  if (kind !== '请示' || !/[、，,；;]/u.test(said)) return [];
  return [
    inHead('head-addressee', 'error', 'addressee', `请示只能主送一个上级机关，“${said}”有几个`, `${RULES}第十五条`, {
      end,
    }),
  ];
}

function note({ note: said }: ReportHead, { notes }: LintWords): LintFinding[] {
  const end = said.length;
  if (said.trim() === '')
    return [inHead('head-note', 'warn', 'note', '附注没有写明是否公开，如“此件主动公开”', `${FORMAT} 7.3`)];
  const bare = said.replace(/^[（(]|[）)]$/gu, '');
  if (bare !== said)
    return [
      inHead('head-note', 'warn', 'note', '附注的圆括号由排版加上，这里请删去', `${FORMAT} 7.3`, { end, fix: bare }),
    ];
  if (notes.includes(said) || said.includes('联系人')) return [];
  return [
    inHead('head-note', 'warn', 'note', `附注“${said}”不在规定的写法里：${notes.slice(0, 3).join('、')}`, null, {
      end,
    }),
  ];
}

function days({ dated, printedOn }: ReportHead): LintFinding[] {
  const found: LintFinding[] = [];
  const [signed, printed] = [parseDay(dated), parseDay(printedOn)];
  const source = `${FORMAT} 7.3`;
  if (dated === '') found.push(inHead('head-day', 'info', 'dated', '还没有成文日期', source));
  else if (signed === null)
    found.push(
      inHead('head-day', 'error', 'dated', `成文日期“${dated}”不是日历上的日子`, source, { end: dated.length }),
    );
  if (printedOn !== '' && printed === null)
    found.push(
      inHead('head-day', 'error', 'printedOn', `印发日期“${printedOn}”不是日历上的日子`, `${FORMAT} 7.4`, {
        end: printedOn.length,
      }),
    );
  if (signed !== null && printed !== null && printed < signed)
    found.push(
      inHead(
        'head-printed',
        'error',
        'printedOn',
        `印发日期${chineseDay(printed)}早于成文日期${chineseDay(signed)}`,
        `${FORMAT} 7.4`,
        {
          end: printedOn.length,
        },
      ),
    );
  return found;
}

const SEE = /(?:见|详见|附)附件\s?(?<count>\d{1,2})?|附件\s?(?<named>\d{1,2})(?!\d|[.．年月])/gu;

function attachments({ attachments: names }: ReportHead, passages: readonly Passage[]): LintFinding[] {
  const marked = names.flatMap((name, index) => {
    const mark = /[。；，、：;,.]+\s*$/u.exec(name);
    if (!mark) return [];
    return [
      inHead('head-attachment', 'warn', 'attachments', `附件名称后不加标点符号：“${name}”`, `${FORMAT} 7.3`, {
        index,
        start: mark.index,
        end: name.length,
        fix: '',
      }),
    ];
  });
  const missing = passages.flatMap((passage) =>
    [...passage.text.matchAll(SEE)].flatMap((match) => {
      const count = Number(match.groups!['count'] ?? match.groups!['named'] ?? 1);
      if (count <= names.length) return [];
      const has = names.length === 0 ? '附件说明里没有附件' : `附件说明里只有${names.length}个附件`;
      return [
        {
          code: 'head-attachment' as const,
          severity: 'warn' as const,
          text: `正文说“${match[0]}”，${has}`,
          source: `${FORMAT} 7.3`,
          places: [placeOf(passage, match.index, match.index + match[0].length)],
          fix: null,
        },
      ];
    }),
  );
  return [...marked, ...missing];
}

/** 已报请批准, 申请拨付: told, not asked. */
const isReported = (text: string, at: number): boolean => /[申报提呈邀恳]/u.test(text[at - 1] ?? '');

/** 请予批准: what only a 请示 may ask. */
function requests(passages: readonly Passage[], words: LintWords): LintFinding[] {
  return passages.flatMap((passage) =>
    words.requests.flatMap((phrase) =>
      placesOf(passage.text, phrase)
        .filter((from) => !isReported(passage.text, from))
        .map((from) => ({
          code: 'request-in-report' as const,
          severity: 'error' as const,
          text: `“${phrase}”是请示事项，报告中不得夹带，请另行请示`,
          source: `${RULES}第十五条`,
          places: [placeOf(passage, from, from + phrase.length)],
          fix: null,
        })),
    ),
  );
}
