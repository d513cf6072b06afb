import { isBlankAt, type Block } from '../structure/index.ts';

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
  ['():;∶︰', '（）：；：：'],
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
  // what official words are written with; kept short of a dictionary on purpose
  [
    '進備來動應環節業務標準區實戰設計劃農園綠產鏈發會議審報關於書記館術衛療養勞黨團隊組織軍創',
    '进备来动应环节业务标准区实战设计划农园绿产链发会议审报关于书记馆术卫疗养劳党团队组织军创',
  ],
  [
    '體遺質響導熱點線橋樑燈鋪繕護麗風險檢驗處罰沒訴訟權責證據費優購賣營運輸車間庫倉儲際貿財稅貸債預決餘',
    '体遗质响导热点线桥梁灯铺缮护丽风险检验处罚没诉讼权责证据费优购卖营运输车间库仓储际贸财税贷债预决余',
  ],
  [
    '傳網絡視頻電腦數據雲計廣場劇戲藝冊樂樓層棟戶屬職員訓練習學課題師範讀寫語種選舉辦結構築歷濟讓勢廳縣鎮鄉',
    '传网络视频电脑数据云计广场剧戏艺册乐楼层栋户属职员训练习学课题师范读写语种选举办结构筑历济让势厅县镇乡',
  ],
  [
    '僅達過壓縮減緩滯後緊張夠寬擴較長遠邊際併並無損壞飲飯賓館遊樂溼濕鷺鳥獸魚蝦蟲蠶絲織紡針線縫補貼',
    '仅达过压缩减缓滞后紧张够宽扩较长远边际并并无损坏饮饭宾馆游乐湿湿鹭鸟兽鱼虾虫蚕丝织纺针线缝补贴',
  ],
  [
    '專項約佔從眾觀賞覽勝蹟跡聯誼創匯轉讓協調談訂簽執務監獎勵懲紀條規範滿願確認識別標誌',
    '专项约占从众观赏览胜迹迹联谊创汇转让协调谈订签执务监奖励惩纪条规范满愿确认识别标志',
  ],
  ['爭搶還給當盡創應該處號漲輪價穩幫擔損權勻潔', '争抢还给当尽创应该处号涨轮价稳帮担损权匀洁'],
];

const FOLD = new Map<string, string>();
const FOLD_CODE = new Uint8Array(0x10000);
for (const [printed, read] of SAME) {
  const target = Array.from(read);
  Array.from(printed).forEach((char, i) => {
    FOLD.set(char, target[i] ?? char);
    FOLD_CODE[char.charCodeAt(0)] = 1;
  });
}

export function fold(block: Block): Folded {
  const { text } = block;
  const index = new Int32Array(text.length);
  const out: string[] = [];
  const isProse = /[。，；]/.test(text) && !text.includes('\t');
  let blank = 0;
  for (let i = 0; i < text.length; i++) {
    const folded = foldChar(text[i]!);
    const char = folded === ',' && !joinsDigits(text, i) ? '，' : folded;
    if (char === '\t') {
      index[out.length] = i;
      out.push('\t');
      blank = 0;
    } else if (isBlankAt(text, i)) blank++;
    else {
      if (blank > 0 && parts(out, text, i, isProse && blank === 1)) {
        index[out.length] = i - 1;
        out.push(' ');
      }
      blank = 0;
      index[out.length] = i;
      out.push(char);
    }
  }
  return { text: out.join(''), block, index: index.subarray(0, out.length) };
}

/** A half-width comma is a comma like any other, unless it groups digits. */
function joinsDigits(text: string, at: number): boolean {
  return /[0-9０-９]/.test(text[at - 1] ?? '') && /[0-9０-９]/.test(text[at + 1] ?? '');
}

function foldChar(char: string): string {
  const code = char.charCodeAt(0);
  if (code < 0x80 && char !== '(' && char !== ')' && char !== ':' && char !== ';') return char;
  if ((code >= 0xff10 && code <= 0xff19) || (code >= 0xff21 && code <= 0xff3a) || (code >= 0xff41 && code <= 0xff5a))
    return String.fromCharCode(code - 0xfee0);
  return FOLD_CODE[code] === 1 ? FOLD.get(char)! : char;
}

/**
 * Does a blank part what stands around it? Between Latin words it does, and between digits in a table. In prose a
 * single blank inside digits groups them or is a fault of the copy (1 2 7个), unless one side is a year.
 */
function parts(out: readonly string[], text: string, at: number, mayBeStray: boolean): boolean {
  const last = out.at(-1) ?? '';
  const next = foldChar(text[at]!);
  if (/[A-Za-z]/.test(last)) return /[A-Za-z]/.test(next);
  if (!/\d/.test(last) || !/\d/.test(next)) return false;
  return (
    !mayBeStray ||
    /^(?:19|20)\d{2}年/.test(text.slice(at, at + 5)) ||
    /(?:^|\D)(?:19|20)\d{2}$/.test(out.slice(-5).join(''))
  );
}

/** Puts words of the folded text back into the characters the paragraph is printed in (項目, not 项目). */
export function asPrinted({ text, block, index }: Folded): (words: string) => string {
  const printed = new Map<string, string>();
  for (let i = 0; i < text.length; i++) {
    const char = block.text[index[i]!]!;
    if (char !== text[i] && /[\u4e00-\u9fa5]/.test(char)) printed.set(text[i]!, char);
  }
  return printed.size === 0
    ? (words) => words
    : (words) => Array.from(words, (char) => printed.get(char) ?? char).join('');
}
