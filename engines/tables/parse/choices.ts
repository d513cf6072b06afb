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
/** `others`, `among`: further values that the text names as well; a record that has one of them means that one. */
export type FoundChoice =
  | { readonly value: string; readonly others?: readonly string[]; readonly isClosed?: boolean }
  | { readonly problem: string; readonly among?: readonly string[] };
const MOST_NAMED = 5;
const MOST_TOLD = 12;

/** Finds what a text means among choices: by value, by label, by both together, without a code's lost zeros. */
export class ChoiceFinder {
  readonly #exact = new Map<string, Set<string>>();
  readonly #loose = new Map<string, Set<string>>();
  readonly #choices = new Map<string, KnownChoice>();
  /** A column says the same few things over and over. */
  readonly #answers = new Map<string, FoundChoice>();

  readonly #isWhole: boolean;

  /** @param isWhole false where there are more choices than these. */
  constructor(choices: readonly KnownChoice[], isWhole = true) {
    this.#isWhole = isWhole;
    for (const choice of choices) {
      const { value, label, names = [] } = choice;
      this.#choices.set(value, choice);
      for (const text of [value, label, `${value}${label}`, `${label}(${value})`, ...names]) {
        add(this.#exact, squeezed(text), value);
      }
      for (const text of [
        withoutZeros(value),
        bare(label),
        squeezed(label).replace(/[的类型]$/u, ''),
        joined(squeezed(label)),
        plainer(squeezed(label)),
      ]) {
        if (text !== '') add(this.#loose, text, value);
      }
    }
  }

  /** The value, or a sentence: unknown, or several. `what` names the list: 编码表, 机构. */
  find(text: string, what: string): FoundChoice {
    const known = this.#answers.get(text);
    if (known) return known;
    const found = this.#find(text, what);
    if (this.#answers.size < MOST_ANSWERS) this.#answers.set(text, found);
    return found;
  }

  #find(text: string, what: string): FoundChoice {
    const wanted = squeezed(text);
    const found =
      this.#exact.get(wanted) ??
      this.#both(text) ??
      this.#look(wanted) ??
      this.#look(withoutZeros(normal(text))) ??
      this.#look(afterCode(text)) ??
      this.#look(lastPart(text)) ??
      this.#look(plainer(wanted)) ??
      this.#look(joined(wanted)) ??
      this.#placed(wanted) ??
      this.#ending(wanted);
    if (found === undefined) return { problem: this.#unknown(text, what) };
    const values = [...found];
    const [value] = values;
    if (values.length === 1) {
      return this.#choices.get(value!)?.isClosed === true ? { value: value!, isClosed: true } : { value: value! };
    }
    const open = values.filter((one) => this.#choices.get(one)?.isClosed !== true);
    if (open.length === 1) return { value: open[0]!, others: values.filter((one) => one !== open[0]) };
    const named = values.slice(0, MOST_NAMED).map((one) => this.#shown(one));
    const all = `${named.join('、')}${values.length > MOST_NAMED ? '等' : ''}`;
    const problem = `“${text.trim()}”在${what}里有 ${values.length} 个，无法确定是哪一个：${all}，请照此写明`;
    return { problem, among: values };
  }

  /** 东屿区住建局: the short name 区住建局 of what is called 东屿区住房和城乡建设局 in full. */
  #placed(text: string): ReadonlySet<string> | undefined {
    for (let at = 1; at <= text.length - 2; at++) {
      const place = text.slice(0, at);
      const named = [...(this.#exact.get(text.slice(at)) ?? [])];
      const found = named.filter((value) => squeezed(this.#choices.get(value)!.label).startsWith(place));
      if (found.length > 0) return new Set(found);
    }
    return undefined;
  }

  /** Why nothing was found: several names in one cell, or none of a list that is short enough to be told. */
  #unknown(text: string, what: string): string {
    const shown = `“${text.trim().slice(0, 40)}”`;
    const parts = text.split(/[、，,;；/\s]+|和|及/u).filter((part) => part !== '');
    if (parts.length > 1 && parts.every((part) => this.#exact.has(squeezed(part)))) {
      return `${shown}写了 ${parts.length} 个，这里只能填一个`;
    }
    const open = [...this.#choices.values()].filter(({ isClosed }) => isClosed !== true);
    const isTold = this.#isWhole && open.length > 0 && open.length <= MOST_TOLD;
    const labels = open.map(({ label }) => label);
    const isPlain = new Set(labels).size === labels.length;
    const told = isPlain ? labels : open.map(({ value }) => this.#shown(value));
    return `${shown}不在${what}里${isTold ? `，可以填：${told.join('、')}` : ''}`;
  }

  /** What tells a choice from others of its name: 区住建局（A01）. It is found by this. */
  #shown(value: string): string {
    const { label, names = [value] } = this.#choices.get(value)!;
    const other = names.find((name) => name !== label);
    return other === undefined ? label : `${label}（${other}）`;
  }

  /** 区住建局（A01）: what both names have in common. */
  #both(text: string): ReadonlySet<string> | undefined {
    const [, name = '', inner = ''] = NAME_AND_KEY.exec(normal(text)) ?? [];
    const [one, other] = [this.#exact.get(squeezed(name)), this.#exact.get(squeezed(inner))];
    const common = [...(one ?? [])].filter((value) => other?.has(value));
    return common.length === 0 ? undefined : new Set(common);
  }

  /** 住建局 for 区住建局: what the only choice of a short list ends with. */
  #ending(text: string): ReadonlySet<string> | undefined {
    if (text.length < 3 || this.#exact.size > MOST_ENDINGS) return undefined;
    const plain = joined(text);
    const isEnd = (name: string) => name.endsWith(text) || joined(name).endsWith(plain);
    const ending = [...this.#exact].filter(([name]) => isEnd(name)).flatMap(([, values]) => [...values]);
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

/** Two names of one thing, the second in brackets. */
export const NAME_AND_KEY = /^(.+)[（(]([^（）()]+)[）)]$/;

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
/** 住房城乡建设局 is 住房和城乡建设局. */
const joined = (text: string): string => text.replace(/(?<=\p{Script=Han}{2})[和与及](?=\p{Script=Han}{2})/gu, '');
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
