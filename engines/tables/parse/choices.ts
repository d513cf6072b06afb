import { normal } from '../understand/words.ts';

export interface KnownChoice {
  readonly value: string;
  readonly label: string;
  /** Other names: short ones, keys. */
  readonly names?: readonly string[];
  readonly isClosed?: boolean;
}

const MOST_ANSWERS = 10_000;
const MOST_ENDINGS = 20_000;
type Found = { readonly value: string } | { readonly problem: string };

/** Finds what a text means among choices: by value, by label, by both together, without a code's lost zeros. */
export class ChoiceFinder {
  readonly #exact = new Map<string, Set<string>>();
  readonly #loose = new Map<string, Set<string>>();
  readonly #closed = new Set<string>();
  /** A column says the same few things over and over. */
  readonly #answers = new Map<string, Found>();

  constructor(choices: readonly KnownChoice[]) {
    for (const { value, label, names = [], isClosed = false } of choices) {
      if (isClosed) this.#closed.add(value);
      for (const text of [value, label, `${value}${label}`, `${label}(${value})`, ...names]) {
        add(this.#exact, squeezed(text), value);
      }
      for (const text of [withoutZeros(value), bare(label), squeezed(label).replace(/[的类型]$/u, '')]) {
        if (text !== '') add(this.#loose, text, value);
      }
    }
  }

  /** The value, or a sentence: unknown, or several. `what` names the list: 编码表, 机构. */
  find(text: string, what: string): Found {
    const known = this.#answers.get(text);
    if (known) return known;
    const found = this.#find(text, what);
    if (this.#answers.size < MOST_ANSWERS) this.#answers.set(text, found);
    return found;
  }

  #find(text: string, what: string): Found {
    const wanted = squeezed(text);
    const found =
      this.#look(wanted) ??
      this.#look(withoutZeros(normal(text))) ??
      this.#look(afterCode(text)) ??
      this.#look(lastPart(text)) ??
      this.#look(plainer(wanted)) ??
      this.#ending(wanted);
    if (found === undefined) return { problem: `“${text.trim().slice(0, 40)}”不在${what}里` };
    if (found.size > 1) {
      const open = [...found].filter((value) => !this.#closed.has(value));
      if (open.length === 1) return { value: open[0]! };
      return { problem: `“${text.trim()}”在${what}里有 ${found.size} 个，无法确定是哪一个` };
    }
    const [value] = [...found];
    return { value: value! };
  }

  /** 住建局 for 区住建局: what the only choice of a short list ends with. */
  #ending(text: string): ReadonlySet<string> | undefined {
    if (text.length < 3 || this.#exact.size > MOST_ENDINGS) return undefined;
    const ending = [...this.#exact].filter(([name]) => name.endsWith(text)).flatMap(([, values]) => [...values]);
    return ending.length === 0 ? undefined : new Set(ending);
  }

  #look(text: string): ReadonlySet<string> | undefined {
    if (text === '') return undefined;
    return (
      this.#exact.get(text) ??
      this.#loose.get(text) ??
      this.#loose.get(withoutZeros(text)) ??
      this.#loose.get(bare(text))
    );
  }
}

/** 已签约, 洽谈阶段, 在建中, 交通通达专项 → 签约, 洽谈, 在建, 交通通达. */
const plainer = (text: string): string => text.replace(/^(已|正在|正)/u, '').replace(/(阶段|状态|中|专项|类别)$/u, '');

function add(map: Map<string, Set<string>>, text: string, value: string): void {
  const values = map.get(text) ?? new Set();
  map.set(text, values.add(value));
}

const squeezed = (text: string): string =>
  normal(text)
    .replace(/[\s、，,。.·:：_-]/g, '')
    .toLowerCase();
const withoutZeros = (text: string): string => (/^0*\d+(\.0+)?$/.test(text) ? String(Number(text)) : '');
const bare = (text: string): string => squeezed(text).replace(/\([^()]*\)/g, '');
/** `03 交通通达`, `03-交通通达`, `03.交通通达` → 交通通达. */
const afterCode = (text: string): string =>
  squeezed(normal(text).replace(/^[A-Za-z]?[\d.]+[-、.:：\s]*(?=\P{N})/u, ''));
/** 专项/交通通达 → 交通通达. */
const lastPart = (text: string): string => (/[/>＞→]/.test(text) ? squeezed(text.split(/[/>＞→]/).at(-1)!) : '');

const YES = new Set([
  '是',
  '有',
  '对',
  '√',
  '✓',
  '✔',
  '☑',
  'true',
  '1',
  'y',
  'yes',
  '已',
  '已完成',
  '已开工',
  't',
  '●',
  '■',
]);
const NO = new Set([
  '否',
  '无',
  '没有',
  '不是',
  '×',
  'x',
  '✗',
  '✘',
  '☐',
  'false',
  '0',
  'n',
  'no',
  '未',
  '未完成',
  '未开工',
  'f',
  '○',
  '□',
]);

export function readYesNo(text: string): boolean | null {
  const wanted = text.normalize('NFKC').trim().toLowerCase();
  return YES.has(wanted) ? true : NO.has(wanted) ? false : null;
}
