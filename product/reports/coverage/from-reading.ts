import { readOutline, type Reading, type Section } from '@quantu/documents';
import type { ReportSentence } from './model.ts';
import { isNextSentence, isNextTitle, isProse } from './prose.ts';

/** Where a record of the opinion stands in the document. */
export interface RecordPlace {
  readonly record: string;
  readonly start: number;
  readonly end: number;
}

/** What a document that was read says, sentence by sentence, and what of the opinion each stands for by its place. */
export function sentencesOfReading(
  { text, sections, figures }: Reading,
  places: readonly RecordPlace[],
  supported: (start: number, end: number) => boolean,
): readonly ReportSentence[] {
  const outline = readOutline(text);
  const byId = new Map(sections.map((section) => [section.id, section]));
  const firstChild = new Set(sections.map(({ id }) => id.slice(0, id.lastIndexOf('.'))));
  return outline.sentences.map(({ block, from, to, section: id }, at): ReportSentence => {
    const [start, end] = [block.at(from), block.at(to)];
    const words = block.text.slice(from, to);
    const section = id === null ? undefined : byId.get(id);
    const top = id === null ? undefined : byId.get(id.split('.')[0]!);
    return {
      id: `${at}`,
      text: words,
      section: id ?? '',
      sectionTitle: section?.title ?? '',
      block: 0,
      start,
      end,
      cites: placesAt(places, start, end),
      items: [],
      hasFigure: figures.some(
        (figure) => figure.start >= start && figure.end <= end && supported(figure.start, figure.end),
      ),
      isNext: isNextTitle(top?.title ?? '') || isNextSentence(words),
      isProse:
        section === undefined ||
        isProse(words) ||
        isHeading(section, start, text, words) ||
        (firstChild.has(section.id) && section.path.length < 2),
    };
  });
}

/** The innermost records whose place holds the sentence. */
function placesAt(places: readonly RecordPlace[], start: number, end: number): readonly string[] {
  const around = places.filter((place) => place.start <= start && place.end >= end - 1);
  const shortest = Math.min(...around.map((place) => place.end - place.start));
  return around.filter((place) => place.end - place.start === shortest).map(({ record }) => record);
}

const isHeading = (section: Section, start: number, text: string, words: string): boolean =>
  start <= section.start + 12 &&
  words.replaceAll(/\s/g, '').length <=
    text.slice(section.start, section.end).indexOf(section.title) + section.title.length + 8 &&
  words.includes(section.title);

/** Items that the reading itself found no next step for. */
export function withoutNextIn({ findings }: Reading, places: readonly RecordPlace[]): readonly string[] {
  const headings = findings.filter(({ code }) => code === 'opinion-without-next-step').map(({ at }) => at);
  return places
    .filter(({ start, end }) => headings.some(([from]) => from >= start && from < end))
    .map(({ record }) => record);
}
