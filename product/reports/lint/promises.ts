import type { Commitment } from '@quantu/documents';
import type { LintFinding, Slip } from './finding.ts';
import { placeOf, type Passage } from './passages.ts';
import type { PassageReading } from './read-passage.ts';
import { placesOf } from './terms.ts';
import type { LintWords } from './words.ts';

const WHAT = { owner: '责任单位', due: '完成时限', measure: '可核查的数量或指标' } as const;
type Gap = keyof typeof WHAT;

interface Promised {
  readonly from: number;
  readonly to: number;
  readonly lacks: readonly Gap[];
}

function promisesOf(read: PassageReading, words: LintWords): Promised[] {
  const { commitments, text } = read.reading;
  return commitments.map((one) => ({
    from: one.start - read.base,
    to: one.end - read.base,
    lacks: lacking(one, text.slice(one.start, one.end), words),
  }));
}

function lacking(one: Commitment, said: string, { ownerWords, dueWords }: LintWords): readonly Gap[] {
  const has = (list: readonly string[]) => list.some((word) => said.includes(word));
  return [
    ...(one.owner === null && !has(ownerWords) ? (['owner'] as const) : []),
    ...(one.due === null && !has(dueWords) ? (['due'] as const) : []),
    ...(one.measure === null ? (['measure'] as const) : []),
  ];
}

/** One finding for a paragraph: its promises that name no owner, no day, nothing to check. */
export function promiseFindings(passage: Passage, read: PassageReading, words: LintWords): LintFinding[] {
  const promises = promisesOf(read, words);
  const open = promises.filter(({ lacks }) => lacks.length > 0);
  if (open.length === 0) return [];
  const bare = open.filter(({ lacks }) => lacks.length === 3);
  const first = bare[0] ?? open[0]!;
  const places = [first, ...open.filter((one) => one !== first)].map(({ from, to }) => placeOf(passage, from, to));
  return [
    {
      code: 'promise-incomplete',
      severity: bare.length > 0 ? 'warn' : 'info',
      text: promises.length === 1 ? `这项承诺没有写明${named(first.lacks)}` : counted(promises.length, open),
      source: null,
      places,
      fix: null,
    },
  ];
}

const named = (lacks: readonly Gap[]): string =>
  lacks
    .map((gap) => WHAT[gap])
    .join('、')
    .replace(/、(?=[^、]*$)/u, '和');

function counted(all: number, open: readonly Promised[]): string {
  const gaps = (Object.keys(WHAT) as Gap[]).flatMap((gap) => {
    const count = open.filter(({ lacks }) => lacks.includes(gap)).length;
    return count === 0 ? [] : [`${count === all ? '都' : `有${count}项`}没有写明${WHAT[gap]}`];
  });
  return `本段${all}项承诺${gaps.join('，')}`;
}

/** 视情推进 without a day, 进一步加强 without anything to check it by. */
export function vagueSlips(passage: Passage, read: PassageReading, isPlan: boolean, words: LintWords): Slip[] {
  const promises = promisesOf(read, words);
  if (promises.length === 0 && !isPlan) return [];
  return words.vague.flatMap(({ phrase, needs }) =>
    placesOf(passage.text, phrase).flatMap((from) => {
      const promise = promises.find((one) => one.from <= from && from < one.to);
      const isOpen = promise ? promise.lacks.includes(needs) : isPlan && needs === 'due' && !hasDay(passage.text, from);
      if (!isOpen) return [];
      const ask = needs === 'due' ? '没有说明什么时候，请写明时限' : '没有说明做到什么程度，请写明数量或指标';
      return [
        {
          code: 'vague-promise' as const,
          severity: needs === 'due' ? ('warn' as const) : ('info' as const),
          from,
          to: from + phrase.length,
          text: `“${phrase}”${ask}`,
        },
      ];
    }),
  );
}

/** Does the sentence around a place name a time? */
function hasDay(text: string, at: number): boolean {
  const from = Math.max(text.lastIndexOf('。', at), text.lastIndexOf('；', at)) + 1;
  const end = text.slice(at).search(/[。；]/u);
  return /\d{4}年|\d月|年内|年底|季度|半年/u.test(text.slice(from, end < 0 ? text.length : at + end));
}
