import { decimal } from '@quantu/base';
import type { Finding, ReadFigure } from '../reading.ts';
import { printed, shareAgrees, sumOf, surfaceOf, type Printed } from './printed.ts';
import { indexOf, rangeOf, type Line, type Sheet } from './sheet.ts';

/** 占93.75%: the whole is not named, so it is the one the part was taken from. */
const IMPLICIT_SHARE = /(?:占比?|占总[数量额]的?|占全部的?|占其|比重|比例)(?:为|达到?|约)?$/u;
/** 长三角占比: the part is the figure behind the same name. */
const NAMED_SHARE = /(?:^|[，；。])(?<name>\p{Script=Han}{2,8})占比(?:为|达到?|约)?$/u;
const DISTRIBUTED = /(?:分别占|占比分别|比重分别|比例分别)(?:总[数量额]的?|全部的?)?(?:为|达)?$/u;
/** How many figures back a part or a whole is looked for. */
const NEARBY = 12;
/** How many figures in front of a sentence the whole of several shares is looked for. */
const FAR = 20;
/** 整改率: the share of what is 整改. */
const RATE =
  /(?<stem>办结|办复|答复|整改|完成|开工|竣工|签约|销号|化解|落实|见面|满意|采纳|解决|达标|合格|覆盖|入统|投产|及格|通过)率(?:为|达到?|约)?$/u;

/** Percentages that contradict the part and the whole they are taken from. */
export function shareMismatches(sheet: Sheet): Finding[] {
  return sheet.lines.flatMap((line) =>
    line.figures.flatMap((figure, index) => {
      const percent = figure.unit === '%' ? printed(figure) : null;
      if (!percent || percent.value.lt(0)) return [];
      const lead = sheet.before(line, figure.start);
      const stem = RATE.exec(lead)?.groups?.['stem'];
      if (DISTRIBUTED.test(lead)) return distributed(sheet, line, index);
      if (stem !== undefined) return rate(sheet, line, percent, stem);
      const name = NAMED_SHARE.exec(lead)?.groups?.['name'];
      if (name !== undefined) return namedShare(sheet, line, percent, name);
      return IMPLICIT_SHARE.test(lead) ? share(sheet, line, index, percent) : [];
    }),
  );
}

function finding(
  percent: Printed,
  part: Printed,
  whole: ReadFigure,
  value: Printed['value'],
  certain: boolean,
): Finding {
  const true_ = part.value.div(value).times(100).toDecimalPlaces(2);
  return {
    code: 'share-mismatch',
    severity: certain ? 'error' : 'warn',
    at: rangeOf(percent.figure),
    also: [rangeOf(part.figure), rangeOf(whole)],
    text: `${surfaceOf(part.figure)}÷${surfaceOf(whole)}＝${true_.toFixed()}%，与文中的${surfaceOf(percent.figure)}不符`,
  };
}

function share(sheet: Sheet, line: Line, index: number, percent: Printed): Finding[] {
  const partFigure = line.figures[index - 1];
  if (!partFigure || partFigure.unit === '%' || percent.figure.start - partFigure.end > 24) return [];
  if (/[。；]/u.test(sheet.between(partFigure.end, percent.figure.start))) return [];
  const part = printed(partFigure);
  const linked = partFigure.subsetOf === null ? undefined : sheet.figures[partFigure.subsetOf];
  const wholes = wholesFor(sheet, line, partFigure);
  const sibling = part && !linked ? wholeOfSiblings(sheet, line, partFigure) : null;
  if (part && sibling)
    return shareAgrees(part, sibling, percent) || part.value.gt(sibling.value)
      ? []
      : [finding(percent, part, sibling.figure, sibling.value, true)];
  const whole = linked ?? wholes.at(-1)?.figure;
  const value = whole ? printed(whole) : null;
  if (!part || !whole || !value || part.value.gt(value.value)) return [];
  if (whole.unit !== partFigure.unit || [...wholes, value].some((one) => shareAgrees(part, one, percent))) return [];
  return linked ? [finding(percent, part, whole, value.value, true)] : [];
}

/**
 * 甲类 1211 起，占38.0%；乙类 637 起，占20.0%；丙类 446 起，占…: the printed whole that every other pair of the
 * sentence is a share of, when there are two such pairs.
 */
function wholeOfSiblings(sheet: Sheet, line: Line, of: ReadFigure): Printed | null {
  const at = indexOf(line.figures, of.start);
  const near = line.figures.slice(Math.max(0, at - NEARBY), at + NEARBY);
  const pairs = near.flatMap((figure, index) => {
    const before = near[index - 1];
    if (figure.unit !== '%' || !before || before === of || before.unit !== of.unit) return [];
    const [part, percent] = [printed(before), printed(figure)];
    const isPair = figure.start - before.end <= 8 && IMPLICIT_SHARE.test(sheet.before(line, figure.start, 8));
    return part && percent && isPair ? [{ part, percent }] : [];
  });
  if (pairs.length < 2) return null;
  const last = indexOf(sheet.figures, line.start);
  const candidates = sheet.figures
    .slice(Math.max(0, last - FAR), last)
    .concat(line.figures.slice(0, FAR))
    .filter((figure) => figure.unit === of.unit && figure !== of)
    .flatMap((figure) => printed(figure) ?? []);
  return candidates.findLast((whole) => pairs.every(({ part, percent }) => shareAgrees(part, whole, percent))) ?? null;
}

/** 长三角 46 个、珠三角 39 个、其他地区 27 个，长三角占比 45.1%: of the sum of what is listed, or of a whole before. */
function namedShare(sheet: Sheet, line: Line, percent: Printed, name: string): Finding[] {
  const last = indexOf(line.figures, percent.figure.start);
  const near = line.figures.slice(Math.max(0, last - NEARBY), last);
  const back = near.findLastIndex((figure) => sheet.before(line, figure.start, 12).endsWith(name));
  const at = back < 0 ? -1 : back + Math.max(0, last - NEARBY);
  const figure = line.figures[at];
  const part = figure ? printed(figure) : null;
  if (!figure || !part) return [];
  const listed = [
    ...run(sheet, line.figures, at - 1, -1, figure.unit).reverse(),
    part,
    ...run(sheet, line.figures, at + 1, 1, figure.unit),
  ];
  const wholes = wholesFor(sheet, line, figure);
  const sum = { ...sumOf(listed), figure };
  if (listed.length < 2 || [...wholes, sum].some((whole) => shareAgrees(part, whole, percent))) return [];
  const value = part.value.div(sum.value).times(100).toDecimalPlaces(2);
  return [
    {
      code: 'share-mismatch',
      severity: listed.length > 2 ? 'error' : 'warn',
      at: rangeOf(percent.figure),
      also: listed.map((one) => rangeOf(one.figure)),
      text: `${surfaceOf(figure)}÷（${listed.map((one) => surfaceOf(one.figure)).join('＋')}）＝${value.toFixed()}%，与文中的${surfaceOf(percent.figure)}不符`,
    },
  ];
}

/** Exact figures of the same unit in front of it in the same paragraph, the nearest last. */
function wholesFor(sheet: Sheet, line: Line, part: ReadFigure): Printed[] {
  const from = line.sentence.block.start;
  const found: Printed[] = [];
  for (let at = indexOf(sheet.figures, part.start) - 1; at >= 0 && found.length < NEARBY; at--) {
    const figure = sheet.figures[at];
    if (!figure || figure.start < from) break;
    const value = figure.unit === part.unit ? printed(figure) : null;
    if (value) found.unshift(value);
  }
  return found;
}

/** 交办 50 件，办结 45 件，办结率 95%: what was done is the figure behind the same word. */
function rate(sheet: Sheet, line: Line, percent: Printed, stem: string): Finding[] {
  const pair = rated(sheet, line, percent, stem);
  const whole = pair?.wholes[0];
  if (!pair || !whole || pair.wholes.some((one) => shareAgrees(pair.part, one, percent))) return [];
  return [finding(percent, pair.part, whole.figure, whole.value, pair.wholes.length === 1)];
}

function rated(sheet: Sheet, line: Line, percent: Printed, stem: string) {
  const at = indexOf(line.figures, percent.figure.start);
  const before = line.figures.slice(Math.max(0, at - NEARBY), at).filter((figure) => figure.unit !== '%');
  const partFigure = before.findLast((figure) => sheet.before(line, figure.start, 8).includes(stem));
  const part = partFigure ? printed(partFigure) : null;
  if (!partFigure || !part || percent.figure.start - partFigure.end > 16) return null;
  const wholes = before
    .filter((figure) => figure !== partFigure && figure.unit === partFigure.unit)
    .filter((figure) => !hasRate(line, figure, partFigure))
    .flatMap((figure) => printed(figure) ?? [])
    .filter((one) => one.value.gte(part.value));
  return { part, wholes };
}

/** A part, its whole and the share that is printed for them, where no other whole can be meant. */
export interface Share {
  part: Printed;
  whole: Printed;
  percent: Printed;
}

/** 甲类 1211 起，占38.0%: a part and its share where the sentence does not say of what. */
export function openShares(sheet: Sheet, line: Line): Omit<Share, 'whole'>[] {
  return line.figures.flatMap((figure, index) => {
    const before = line.figures[index - 1];
    if (figure.unit !== '%' || !before || before.subsetOf !== null || before.unit === '%') return [];
    const [part, percent] = [printed(before), printed(figure)];
    const isPair = figure.start - before.end <= 8 && IMPLICIT_SHARE.test(sheet.before(line, figure.start, 8));
    return part && percent && isPair ? [{ part, percent }] : [];
  });
}

/** The shares of a sentence that hold. */
export function soundShares(sheet: Sheet, line: Line): Share[] {
  return line.figures.flatMap((figure, index) => {
    const percent = figure.unit === '%' ? printed(figure) : null;
    if (!percent || percent.value.lt(0)) return [];
    const lead = sheet.before(line, figure.start);
    const stem = RATE.exec(lead)?.groups?.['stem'];
    const pair = stem === undefined ? linkedPair(sheet, line, index, lead) : rated(sheet, line, percent, stem);
    const whole = pair?.wholes.length === 1 ? pair.wholes[0]! : null;
    return pair && whole && shareAgrees(pair.part, whole, percent) ? [{ part: pair.part, whole, percent }] : [];
  });
}

function linkedPair(sheet: Sheet, line: Line, index: number, lead: string) {
  const figure = line.figures[index - 1];
  const linked = figure && figure.subsetOf !== null ? sheet.figures[figure.subsetOf] : undefined;
  if (!figure || !linked || linked.unit !== figure.unit || !IMPLICIT_SHARE.test(lead)) return null;
  const [part, whole] = [printed(figure), printed(linked)];
  return part && whole ? { part, wholes: [whole] } : null;
}

/** A whole that a percentage was already taken of before the part is named belongs to that percentage. */
function hasRate(line: Line, whole: ReadFigure, part: ReadFigure): boolean {
  const between = line.figures.slice(indexOf(line.figures, whole.end), indexOf(line.figures, part.start));
  return between.some((figure) => figure.unit === '%');
}

/** 20 票、7 票、1 票，分别占 71.43%、25%、3.57%: as many percentages as parts in front of them. */
function distributed(sheet: Sheet, line: Line, index: number): Finding[] {
  const percents = run(sheet, line.figures, index, 1, '%');
  const first = line.figures[index - 1];
  if (!first) return [];
  const parts = run(sheet, line.figures, index - 1, -1, first.unit).reverse();
  if (percents.length < 2 || parts.length !== percents.length) return [];
  const earlier = wholesFor(sheet, line, parts[0]?.figure ?? first);
  const wholes = [...earlier.map((one) => ({ ...one })), { ...sumOf(parts), figure: first }];
  const fits = (whole: { value: Printed['value']; half: Printed['half'] }, at: number) => {
    const part = parts[at];
    const percent = percents[at];
    return !part || !percent || shareAgrees(part, whole, percent);
  };
  const scores = wholes.map((whole) => parts.filter((_, at) => fits(whole, at)).length);
  const best = Math.max(...scores);
  const whole = wholes[scores.indexOf(best)];
  if (!whole || best === parts.length || best < parts.length - 1) return [];
  const at = parts.findIndex((_, position) => !fits(whole, position));
  const part = parts[at];
  const percent = percents[at];
  if (!part || !percent || whole.value.lte(decimal(0))) return [];
  const value = part.value.div(whole.value).times(100).toDecimalPlaces(2);
  return [
    {
      code: 'share-mismatch',
      severity: 'error',
      at: rangeOf(percent.figure),
      also: parts.map((one) => rangeOf(one.figure)),
      text: `${surfaceOf(part.figure)}÷${whole.value.toFixed()}＝${value.toFixed()}%，与文中的${surfaceOf(percent.figure)}不符`,
    },
  ];
}

/** Neighbouring exact figures of one unit that only 、 and short words part. */
function run(sheet: Sheet, figures: readonly ReadFigure[], from: number, step: 1 | -1, unit: string): Printed[] {
  const found: Printed[] = [];
  for (let at = from; at >= 0 && at < figures.length && found.length < NEARBY; at += step) {
    const figure = figures[at];
    const value = figure && figure.unit === unit ? printed(figure) : null;
    if (!figure || !value) break;
    const neighbour = found.at(-1)?.figure;
    const gap = neighbour
      ? sheet.between(Math.min(neighbour.end, figure.end), Math.max(neighbour.start, figure.start))
      : '';
    if (gap.length > 12 || /[。；：]/u.test(gap)) break;
    found.push(value);
  }
  return found;
}
