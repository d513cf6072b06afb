import { tidy, type Block } from '../structure/index.ts';

/** What stands outside the body and is not in the reading's head, in the text's own words. */
export interface PrintedFoot {
  copyNumber: string | null;
  secrecy: string | null;
  urgency: string | null;
  redHead: string | null;
  attachments: string[];
  issuers: string[];
  note: string | null;
  copyTo: string[];
  printer: string | null;
}

const DAY =
  /(?:(?:19|20)\d{2}|[二〇○零一二三四五六七八九]{4})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日/;

/** Reads the lines above and below the blocks of the body. */
export function readPrintedFoot(text: string, blocks: Block[]): PrintedFoot {
  const outside = linesOutside(text, blocks);
  const above = outside.filter((line) => line.start < (blocks[0]?.start ?? text.length)).map((line) => line.text);
  const below = outside.filter((line) => line.start >= (blocks[0]?.start ?? text.length)).map((line) => line.text);
  const dateAt = below.findIndex((line) => isDay(line) && !/印\s*发/.test(line));
  return {
    copyNumber: above.find((line) => /^\d{6}$/.test(line)) ?? null,
    secrecy: above.find((line) => /^(?:绝\s*密|机\s*密|秘\s*密)/.test(line)) ?? null,
    urgency: above.find((line) => /^(?:特\s*急|加\s*急|特\s*提|平\s*急)$/.test(line)) ?? null,
    redHead: above.map(tidy).find((line) => /^\p{Script=Han}[\p{Script=Han}（）()、]{2,60}文件$/u.test(line)) ?? null,
    attachments: attachmentsOf(below),
    issuers: dateAt < 0 ? [] : issuersAbove(below, dateAt),
    note: noteOf(below),
    copyTo: copiesOf(below),
    printer: printerOf(below),
  };
}

const isDay = (line: string): boolean => {
  const day = DAY.exec(line);
  return day !== null && line.slice(day.index + day[0].length).trim() === '';
};

function linesOutside(text: string, blocks: Block[]): { text: string; start: number }[] {
  const lines: { text: string; start: number }[] = [];
  let block = 0;
  for (const match of text.matchAll(/[^\r\n\f\u2028\u2029]+/g)) {
    const start = match.index;
    while (block < blocks.length && blocks[block]!.end <= start) block++;
    const isInside = block < blocks.length && blocks[block]!.start < start + match[0].length;
    const line = match[0].trim();
    if (!isInside && line !== '') lines.push({ text: line, start });
  }
  return lines;
}

function attachmentsOf(lines: string[]): string[] {
  const from = lines.findIndex((line) => /^附\s*件\s*[：:]/.test(line));
  if (from < 0) return [];
  const names = [lines[from]!.replace(/^附\s*件\s*[：:]\s*/, '')];
  for (const line of lines.slice(from + 1)) {
    if (!/^\d{1,2}\s*[.．、]/.test(line)) break;
    names.push(line);
  }
  return names.map((name) => tidy(name.replace(/^\d{1,2}\s*[.．、]\s*/, ''))).filter((name) => name !== '');
}

/** The names right above the date, or before it on its line. */
function issuersAbove(lines: string[], dateAt: number): string[] {
  const own = tidy(lines[dateAt]!.replace(DAY, ''));
  if (own !== '') return [own];
  const issuers: string[] = [];
  for (let at = dateAt - 1; at >= 0; at--) {
    const line = tidy(lines[at]!);
    if (line.length > 40 || /[，。；：:“（(]|^\d/.test(line)) break;
    issuers.unshift(line);
  }
  return issuers;
}

function noteOf(lines: string[]): string | null {
  for (const line of lines) {
    const note = /^[（(](.+)[）)]$/.exec(line)?.[1];
    if (note !== undefined) return tidy(note);
  }
  return null;
}

function copiesOf(lines: string[]): string[] {
  const from = lines.findIndex((line) => /^抄\s*送\s*[：:]/.test(line));
  if (from < 0) return [];
  let text = '';
  for (const line of lines.slice(from)) {
    if (text !== '' && (/印\s*发/.test(line) || /。$/.test(text))) break;
    text += line;
  }
  const names = text.replace(/^抄\s*送\s*[：:]\s*/, '').replace(/。\s*$/, '');
  return names
    .split('，')
    .map(tidy)
    .filter((name) => name !== '');
}

/** 某某办公室 2024年7月10日印发, on one line or on two. */
function printerOf(lines: string[]): string | null {
  const at = lines.findLastIndex((line) => /印\s*发\s*$/.test(line) && DAY.test(line));
  if (at < 0) return null;
  const own = tidy(lines[at]!.slice(0, DAY.exec(lines[at]!)!.index));
  if (own !== '') return own;
  const above = lines[at - 1];
  return above !== undefined && !isDay(above) && above.length <= 40 && !/[。（(]/.test(above) ? tidy(above) : null;
}
