import type { Outline, Sentence } from '../structure/outline.ts';

/** A sentence that begins what comes next inside a paragraph about something else. */
const OPENS_NEXT =
  /^(?:(?:下一步|下一阶段|下阶段|下步|今后|接下来|后续)[，,我将区市县局要，]|(?:下半年|明年)[，,]?[^，。]{0,14}将)/u;
const COURTESY = /^(?:感谢|衷心感谢|以上(?:报告|答复|汇报)|特此|专此|恳请|如有不妥|此复|联系人|请予审议)/u;
/** Says what is to come, not what will be done. */
const ANNOUNCES =
  /(?:以下|如下|下列)[^，。；]{0,12}(?:工作|方面|措施|重点|安排|任务)?[：:。]$|(?:[：:])$|^(?:办理好|做好).{0,20}(?:职责|需要)/u;
const PROBLEM =
  /(?:仍存在|还存在|存在[^，。]{0,12}(?:问题|不足|差距)|尚未|仍有[^，。]{0,8}(?:差距|不足)|不够[，。；])/u;

/** The sentences in which promises stand. */
export function promiseSentences(outline: Outline): Sentence[] {
  const parents = parentIds(outline);
  const headings = headingSentences(outline);
  let openBlock: Sentence['block'] | null = null;
  return outline.sentences.filter((sentence) => {
    const text = sentence.block.text.slice(sentence.from, sentence.to);
    if (openBlock !== sentence.block) openBlock = null;
    const isNext = sentence.section !== null && outline.roles.get(sentence.section) === 'next';
    if (!isNext && OPENS_NEXT.test(text)) openBlock = sentence.block;
    if (!isNext && openBlock === null) return false;
    if (isNext && isPreamble(sentence, parents)) return false;
    if (headings.has(sentence)) return false;
    return !COURTESY.test(text) && !ANNOUNCES.test(text) && !(PROBLEM.test(text) && !text.includes('将'));
  });
}

function parentIds(outline: Outline): Set<string> {
  const parents = new Set<string>();
  for (const { id } of outline.sections) {
    const cut = id.lastIndexOf('.');
    if (cut > 0) parents.add(id.slice(0, cut));
  }
  return parents;
}

/** What stands between 二、下一步工作打算 and its first （一） introduces; it promises nothing of its own. */
function isPreamble(sentence: Sentence, parents: ReadonlySet<string>): boolean {
  const { section } = sentence;
  return section !== null && !section.includes('.') && parents.has(section);
}

/** The sentence that is a section's title, when the section goes on behind it and the title promises nothing exact. */
function headingSentences(outline: Outline): Set<Sentence> {
  const starts = new Map(outline.sections.map((section) => [section.start, section]));
  const headings = new Set<Sentence>();
  for (const [index, sentence] of outline.sentences.entries()) {
    const start = sentence.block.at(sentence.from);
    const section = starts.get(start) ?? starts.get(start - 1);
    const next = outline.sentences[index + 1];
    if (!section || !next || next.block.at(next.from) >= section.end) continue;
    const text = sentence.block.text.slice(sentence.from, sentence.to);
    if (!/\d|底前|年内/u.test(text.replace(/^[^\p{Script=Han}]*\d+[.．、]/u, '')) && text.length <= 48)
      headings.add(sentence);
  }
  return headings;
}
