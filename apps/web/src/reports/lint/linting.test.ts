import type { ReportHead } from '@quantu/reports';
import { expect, test } from 'vitest';
import { judging, type LintAsked } from './judging.ts';
import { headWith } from '../panel/adopt.ts';
import { Linting, type LintWish } from './linting.ts';

const HEAD: ReportHead = {
  title: ['关于绿化工作的报告'],
  redHead: '',
  number: '',
  signers: [],
  addressee: '',
  issuers: [],
  dated: '',
  attachments: [],
  note: '',
  copyTo: [],
  printer: '',
  printedOn: '',
};
const looks = new Map();
const words = {};
const wish = (text: string): LintWish => ({
  text: {
    head: HEAD,
    sections: [
      { id: 's', level: 1, title: '绿化', blocks: [{ kind: 'paragraph', inlines: [{ kind: 'text', text }] }] },
    ],
  },
  looks,
  words,
});

test('of texts asked about while one is judged only the newest is judged, and nothing older is heard', () => {
  const sent: LintAsked[] = [];
  const heard: string[] = [];
  const linting = new Linting(
    (asked) => sent.push(asked),
    () => {},
  );
  const judge = judging();
  for (const text of ['台帐', '台帐已', '台帐已经建立。']) {
    linting.ask(wish(text), (found) =>
      heard.push(`${text}：${found.filter(({ code }) => code === 'misspelt').length}`),
    );
  }
  expect(sent).toHaveLength(1);
  linting.answered(judge(sent[0]!));
  expect(heard).toEqual([]);
  expect(sent.map(({ text }) => text.sections[0]!.blocks.length)).toEqual([1, 1]);
  linting.answered(judge(sent[1]!));
  linting.answered(judge(sent[0]!));
  expect(heard).toEqual(['台帐已经建立。：1']);
  expect(sent.map((asked) => 'looks' in asked && 'words' in asked)).toEqual([true, false]);
});

test('a text that the thread broke off at does not keep the next one from being judged', () => {
  const sent: LintAsked[] = [];
  const heard: number[] = [];
  const linting = new Linting(
    (asked) => sent.push(asked),
    () => {},
  );
  linting.ask(wish('一'), () => heard.push(1));
  linting.failed();
  linting.ask(wish('台帐'), () => heard.push(2));
  linting.answered(judging()(sent.at(-1)!));
  expect(heard).toEqual([2]);
  expect(sent.map((asked) => 'looks' in asked && 'words' in asked)).toEqual([true, true]);
});

test('what is proposed for the head, taken over one after the other, leaves nothing to propose', () => {
  let head: ReportHead = {
    ...HEAD,
    title: ['关于绿化工作的报告。'],
    number: '东政综[2026]058号',
    addressee: '区人大常委会：',
    note: '（此件主动公开）',
    attachments: ['任务清单', '佐证目录；'],
  };
  const taken: string[] = [];
  for (let turn = 0; turn < 10; turn++) {
    const { found } = judging()({ turn, text: { head, sections: [] } });
    const next = found.find(({ fix, places: [place] }) => fix !== null && place!.in === 'head');
    const place = next?.places[0];
    if (!next || place?.in !== 'head') break;
    taken.push(place.field);
    head = headWith(head, place, next.fix!);
  }
  expect(taken.toSorted()).toEqual(['addressee', 'attachments', 'note', 'number', 'title']);
  expect(head).toMatchObject({
    title: ['关于绿化工作的报告'],
    number: '东政综〔2026〕58号',
    addressee: '区人大常委会',
    note: '此件主动公开',
    attachments: ['任务清单', '佐证目录'],
  });
});
