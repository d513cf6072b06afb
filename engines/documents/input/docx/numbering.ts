import { numeral } from './numerals.ts';
import { bulletText } from './symbols.ts';
import { isOn, walkXml, type XmlContext, type XmlElement } from './xml.ts';

interface Level {
  start: number;
  format: string;
  text: string;
  suffix: string;
  /** Restarts after this level (1-based) or one above it; null: after any above; 0: never. */
  restart: number | null;
  isLegal: boolean;
  isHidden: boolean;
  font: string;
  style: string | null;
}

interface AbstractList {
  levels: Map<number, Level>;
  /** This list is defined by the numbering style of that id. */
  styleLink: string | null;
}

interface Instance {
  abstract: string;
  startOverrides: Map<number, number>;
  levels: Map<number, Level>;
}

/** What numbering.xml says, before any paragraph is counted. */
export interface NumberingPart {
  abstracts: Map<string, AbstractList>;
  instances: Map<string, Instance>;
}

const MAX_LEVEL = 8;

export async function readNumbering(bytes: Uint8Array | null, context: XmlContext): Promise<NumberingPart> {
  const part: NumberingPart = { abstracts: new Map(), instances: new Map() };
  if (bytes === null) return part;
  const reader = new NumberingReader(part);
  await walkXml(
    bytes,
    { open: (element) => reader.open(element), close: (name) => reader.close(name), text: () => {} },
    context,
  );
  return part;
}

class NumberingReader {
  readonly #part: NumberingPart;
  #abstract: AbstractList | null = null;
  #instance: Instance | null = null;
  #overrideLevel = 0;
  #level: Level | null = null;

  constructor(part: NumberingPart) {
    this.#part = part;
  }

  open(element: XmlElement): void {
    const value = element.attribute('val') ?? '';
    switch (element.name) {
      case 'w:abstractNum':
        this.#abstract = { levels: new Map(), styleLink: null };
        this.#part.abstracts.set(element.attribute('abstractNumId') ?? '', this.#abstract);
        break;
      case 'w:numStyleLink':
        if (this.#abstract !== null) this.#abstract.styleLink = value;
        break;
      case 'w:num':
        this.#instance = { abstract: '', startOverrides: new Map(), levels: new Map() };
        this.#part.instances.set(element.attribute('numId') ?? '', this.#instance);
        break;
      case 'w:abstractNumId':
        if (this.#instance !== null) this.#instance.abstract = value;
        break;
      case 'w:lvlOverride':
        this.#overrideLevel = whole(element.attribute('ilvl'), 0);
        break;
      case 'w:startOverride':
        this.#instance?.startOverrides.set(this.#overrideLevel, whole(value, 1));
        break;
      case 'w:lvl':
        this.#openLevel(whole(element.attribute('ilvl'), 0));
        break;
      default:
        if (this.#level !== null) readLevelProperty(this.#level, element, value);
    }
  }

  close(name: string): void {
    if (name === 'w:abstractNum') this.#abstract = null;
    if (name === 'w:num') this.#instance = null;
    if (name === 'w:lvl') this.#level = null;
  }

  #openLevel(index: number): void {
    const owner = this.#instance ?? this.#abstract;
    this.#level = {
      start: 0,
      format: 'decimal',
      text: '',
      suffix: 'tab',
      restart: null,
      isLegal: false,
      isHidden: false,
      font: '',
      style: null,
    };
    if (index <= MAX_LEVEL) owner?.levels.set(index, this.#level);
  }
}

function readLevelProperty(level: Level, element: XmlElement, value: string): void {
  switch (element.name) {
    case 'w:start':
      level.start = whole(value, 0);
      break;
    case 'w:numFmt':
      level.format = value;
      break;
    case 'w:lvlText':
      level.text = value;
      break;
    case 'w:suff':
      level.suffix = value;
      break;
    case 'w:lvlRestart':
      level.restart = whole(value, 0);
      break;
    case 'w:pStyle':
      level.style = value;
      break;
    case 'w:isLgl':
      level.isLegal = isOn(element);
      break;
    case 'w:vanish':
      level.isHidden = isOn(element);
      break;
    case 'w:rFonts':
      level.font = element.attribute('ascii') ?? element.attribute('hAnsi') ?? '';
      break;
  }
}

/** Counts the list items of one document, in order. */
export class ListCounter {
  readonly #part: NumberingPart;
  /** numId of a numbering style, for lists that are defined by one. */
  readonly #numIdOfStyle: (style: string) => string | null;
  readonly #counters = new Map<AbstractList, (number | null)[]>();
  readonly #started = new Set<Instance>();

  constructor(part: NumberingPart, numIdOfStyle: (style: string) => string | null) {
    this.#part = part;
    this.#numIdOfStyle = numIdOfStyle;
  }

  /** The level of list `numId` that paragraph style `style` is linked to; null when none is. */
  levelOfStyle(numId: string, style: string): number | null {
    const instance = this.#part.instances.get(numId);
    const list = instance && this.#resolve(instance, 0);
    for (const [index, level] of list?.levels ?? []) if (level.style === style) return index;
    return null;
  }

  /** The next item's printed number with what separates it from the text; empty when `numId` is no list. */
  next(numId: string, levelIndex: number): string {
    const instance = this.#part.instances.get(numId);
    const list = instance && this.#resolve(instance, 0);
    if (instance === undefined || list === null || list === undefined) return '';
    const level = this.#level(instance, list, levelIndex);
    if (level === null) return '';
    const counters = this.#count(instance, list, levelIndex);
    if (level.isHidden) return '';
    const label = this.#print(instance, list, level, counters);
    return label === '' ? '' : label + separator(level, label);
  }

  #resolve(instance: Instance, hops: number): AbstractList | null {
    const list = this.#part.abstracts.get(instance.abstract);
    if (list === undefined) return null;
    if (list.styleLink === null || list.levels.size > 0 || hops > 8) return list;
    const linked = this.#part.instances.get(this.#numIdOfStyle(list.styleLink) ?? '');
    return linked === undefined ? list : this.#resolve(linked, hops + 1);
  }

  #level(instance: Instance, list: AbstractList, index: number): Level | null {
    return instance.levels.get(index) ?? list.levels.get(index) ?? null;
  }

  #count(instance: Instance, list: AbstractList, index: number): (number | null)[] {
    const counters = this.#counters.get(list) ?? Array.from({ length: MAX_LEVEL + 1 }, () => null);
    this.#counters.set(list, counters);
    if (!this.#started.has(instance)) {
      this.#started.add(instance);
      for (const level of instance.startOverrides.keys()) counters[level] = null;
    }
    const now = counters[index];
    counters[index] = now === null || now === undefined ? this.#start(instance, list, index) : now + 1;
    for (let deeper = index + 1; deeper <= MAX_LEVEL; deeper++) {
      const restart = this.#level(instance, list, deeper)?.restart ?? null;
      if (restart === null || index < restart) counters[deeper] = null;
    }
    return counters;
  }

  #start(instance: Instance, list: AbstractList, index: number): number {
    return instance.startOverrides.get(index) ?? this.#level(instance, list, index)?.start ?? 1;
  }

  #print(instance: Instance, list: AbstractList, level: Level, counters: (number | null)[]): string {
    if (level.format === 'bullet') return bulletText(level.text, level.font);
    return level.text.replace(/%([1-9])/g, (_, position: string) => {
      const index = Number(position) - 1;
      const shown = this.#level(instance, list, index);
      const value = counters[index] ?? this.#start(instance, list, index);
      return numeral(value, level.isLegal ? 'decimal' : (shown?.format ?? 'decimal'));
    });
  }
}

/**
 * A tab behind a number is space on the page. Full-width marks bring their own; behind `1.` a space keeps
 * `1.` + `5个公园` from becoming 1.5.
 */
function separator(level: Level, label: string): string {
  if (level.suffix === 'nothing') return '';
  if (level.suffix === 'space') return ' ';
  return /[、。，．：；）〕】》」』]$/.test(label) ? '' : ' ';
}

function whole(text: string | null, otherwise: number): number {
  const value = Number.parseInt(text ?? '', 10);
  return Number.isSafeInteger(value) && Math.abs(value) < 1e9 ? value : otherwise;
}
