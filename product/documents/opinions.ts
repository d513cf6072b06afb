import type { Section } from '@quantu/documents';

export interface ReportedOpinion {
  section: Section;
  measures: Section[];
}

const DONE = /办理|落实|整改|采纳|处理|完成/;
const NOT_DONE = /下一步|下步|打算|存在|不足|困难/;

/**
 * The opinions a report answers and the measures under each: the second and third level of the part that tells what
 * was done. A document that answers no opinions has none.
 */
export function opinionsOf(title: string | null, sections: readonly Section[]): ReportedOpinion[] {
  const parts = sections.filter((section) => section.path.length === 1);
  const answersOpinions = [title ?? '', ...parts.map((part) => part.title)].some((text) => text.includes('意见'));
  if (!answersOpinions) return [];
  const opinions: ReportedOpinion[] = [];
  for (const part of parts.filter(({ title }) => DONE.test(title) && !NOT_DONE.test(title))) {
    for (const section of childrenOf(part, sections)) {
      opinions.push({ section, measures: childrenOf(section, sections) });
    }
  }
  return opinions;
}

function childrenOf(parent: Section, sections: readonly Section[]): Section[] {
  return sections.filter(({ id, path }) => path.length === parent.path.length + 1 && id.startsWith(`${parent.id}.`));
}
