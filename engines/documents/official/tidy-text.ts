/**
 * Which characters of a paragraph are printed. Blanks beside Han characters and Chinese punctuation come from line ends,
 * web pages and Word's automatic spacing (洽谈对接项目 33 个); official documents have none. Inside quotation marks and
 * between Latin words a blank separates and stays, as one space.
 */
export function keptCharacters(text: string): boolean[] {
  const kept: boolean[] = [];
  let quotes = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (/[“‘]/.test(char)) quotes++;
    if (/[”’]/.test(char)) quotes = Math.max(0, quotes - 1);
    kept.push(!/\s/.test(char) || (!/\s/.test(text[at - 1] ?? ' ') && separates(text, at, quotes > 0)));
  }
  return kept;
}

function separates(text: string, at: number, isQuoted: boolean): boolean {
  const before = text[at - 1] ?? '';
  const after = /\S/.exec(text.slice(at, at + 40))?.[0] ?? '';
  if (before === '' || after === '') return false;
  const latin = /[!-~À-ɏ]/;
  if (latin.test(before) && latin.test(after)) return true;
  const mark = /[，。、；：！？“”‘’（）《》〈〉【】〔〕…—]/;
  return isQuoted && !mark.test(before) && !mark.test(after) && latin.test(before) === latin.test(after);
}
