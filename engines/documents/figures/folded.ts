import { isInvisible, type Block } from '../structure/index.ts';

/**
 * A paragraph as the figure reader sees it: no blanks, full-width digits and signs as half-width ones, the
 * characters of figure words in their simplified form. `text[i]` stands at `index[i]` in the block's text.
 * A blank between two digits stays as one space, a tab stays: both part what they stand between.
 */
export interface Folded {
  text: string;
  block: Block;
  index: Int32Array;
}

/** Characters that mean the same in figures, one for one, so that positions stay. */
const SAME: readonly (readonly [printed: string, read: string])[] = [
  ['．％／＋（）：；，', '.%/+（）：；，'],
  ['():;∶', '（）：；：'],
  ['–‐‑−－―', '------'],
  ['～〜∼', '~~~'],
  [
    '個箇億萬項處畝達餘約過長減佔較噸間條戶張輛臺場種類號屆點兩電裡圓釐層組隊員',
    '个个亿万项处亩达余约过长减占较吨间条户张辆台场种类号届点两电里元厘层组队员',
  ],
  [
    '幾倆幣頃億彎幀線頭雙顆艘塊門樣筆單頓歲時鐘遊來於為從與將現實佈據佔',
    '几俩币顷亿弯帧线头双颗艘块门样笔单顿岁时钟游来于为从与将现实布据占',
  ],
  ['增長降壓縮開區縣鄉鎮業產總額資', '增长降压缩开区县乡镇业产总额资'],
];

const FOLD = new Map<string, string>();
for (const [printed, read] of SAME) {
  const target = [...read];
  [...printed].forEach((char, i) => FOLD.set(char, target[i] ?? char));
}

export function fold(block: Block): Folded {
  const { text } = block;
  const index = new Int32Array(text.length);
  const out: string[] = [];
  let blank = false;
  for (let i = 0; i < text.length; i++) {
    const char = foldChar(text[i]!);
    if (char === '\t') {
      index[out.length] = i;
      out.push('\t');
      blank = false;
    } else if (/\s/.test(char) || isInvisible(char)) blank = true;
    else {
      if (blank && parts(out, char)) {
        index[out.length] = i - 1;
        out.push(' ');
      }
      blank = false;
      index[out.length] = i;
      out.push(char);
    }
  }
  return { text: out.join(''), block, index: index.subarray(0, out.length) };
}

function foldChar(char: string): string {
  const code = char.charCodeAt(0);
  if (code < 0x80 && char !== '(' && char !== ')' && char !== ':' && char !== ';') return char;
  if ((code >= 0xff10 && code <= 0xff19) || (code >= 0xff21 && code <= 0xff3a) || (code >= 0xff41 && code <= 0xff5a))
    return String.fromCharCode(code - 0xfee0);
  return FOLD.get(char) ?? char;
}

/** Between digits, or between Latin words, a blank parts; anywhere else printing or scraping left it. */
function parts(out: readonly string[], next: string): boolean {
  const last = out.at(-1) ?? '';
  return /[0-9A-Za-z]/.test(last) && /[0-9A-Za-z]/.test(next) && /[0-9]/.test(last) === /[0-9]/.test(next);
}
