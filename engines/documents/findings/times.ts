import type { ReadFigure } from '../reading.ts';
import type { Line, Sheet } from './sheet.ts';

/** Times of which a report may tell two: a year, a part of one. 全年, 今年 and 目前 are the report's own. */
const TIME =
  /20\d{2}年度?(?:上半年|下半年|前三季度|[一二三四]季度)?|[上下]半年|前?[一二三四]季度|前\d{1,2}个月|\d{1,2}月?[-—－~～至]\d{1,2}月|去年|上年|明年|“?十[二三四五六七]五”?/gu;

/** What time a figure is about as far as the text says: its sentence up to it, else the titles it stands under. */
export function timesOf(sheet: Sheet): (line: Line, figure: ReadFigure) => string {
  const titles = new Map(sheet.outline.sections.map(({ id, title }) => [id, timeIn(title)]));
  return (line, figure) => {
    const said = timeIn(sheet.between(line.start, figure.start));
    return said === '' ? titleTime(titles, line.sentence.section) : said;
  };
}

/** The last time printed: what stands nearest governs. */
function timeIn(text: string): string {
  return [...text.matchAll(TIME)].at(-1)?.[0].replaceAll(/[“”度]/gu, '') ?? '';
}

function titleTime(titles: ReadonlyMap<string, string>, section: string | null): string {
  for (let id = section ?? ''; id !== ''; id = id.slice(0, Math.max(0, id.lastIndexOf('.')))) {
    const time = titles.get(id) ?? '';
    if (time !== '') return time;
  }
  return '';
}
