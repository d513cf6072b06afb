import type { Item, Task } from '@quantu/accountability';
import { expect, test } from 'vitest';
import { draftSection, leadInOf, quoted } from './draft.ts';
import type { ReportBlock } from './text.ts';

const LIT = { light: 'green', reason: '', ladder: '', ladderReason: '' } as const;
const task = (more: Partial<Task> = {}): Task => ({
  id: 't',
  number: '1',
  measure: '打通断头路',
  lead: '城管局',
  dueOn: '2026-12-31',
  state: 'working',
  stateLabel: '办理中',
  progress: [],
  shares: [],
  ...LIT,
  ...more,
});
const item = (tasks: Task[]): Item => ({
  id: 'i',
  number: '（三）',
  matter: '紧扣品质服务，推动城市管理更具“人情味”',
  clause: '',
  lead: '商务局',
  dueOn: null,
  result: '',
  files: 0,
  gaps: [],
  tasks,
  state: 'working',
  stateLabel: '办理中',
  ...LIT,
});
const runsOf = (blocks: readonly ReportBlock[]) =>
  blocks.flatMap((block) => (block.kind === 'paragraph' ? block.inlines : []));
const drafted = (tasks: Task[], isNext = false) =>
  runsOf(draftSection({ items: [item(tasks)], isNext, today: '2026-11-24' }));
const entry = (figure: string) => ({
  id: 'p',
  on: '2026-11-20',
  summary: '两条路通车',
  figure,
  files: 0,
  state: 'filed',
  stateLabel: '已报送',
});

test('what nobody handed anything in on is not told as done', () => {
  const said = drafted([task()]).map(({ text }) => text);
  expect(said).toEqual(['打通断头路正在办理，于2026年12月31日前完成。']);
  expect(drafted([task({ dueOn: '2026-10-31' })])[0]!.text).toContain('原定2026年10月31日完成，现于【】前完成');
  expect(drafted([task({ progress: [entry('')] })])[0]!.text).toBe('打通断头路。');
});

test('where a figure is from is its source, not part of the sentence', () => {
  const [, , figure] = drafted([task({ progress: [entry('打通断头路 2 条（城管局统计）')] })]);
  expect(figure).toMatchObject({
    text: '打通断头路 2 条。',
    source: '城管局统计，城管局2026年11月20日报送的办理进展',
  });
  const [, , plain] = drafted([task({ progress: [entry('三条路（含富民路）共 2 公里（改造）')] })]);
  expect(plain!.text).toBe('三条路（含富民路）共 2 公里（改造）。');
});

test('what is quoted inside a quotation takes the inner marks', () => {
  expect(quoted('更具“人情味”')).toBe('“更具‘人情味’”');
  expect(drafted([], true)[0]!.text).toBe('由商务局负责，对“紧扣品质服务，推动城市管理更具‘人情味’”持续巩固。');
});

test('the part on what was done begins with who handles it, each unit once', () => {
  expect(runsOf(leadInOf([item([task(), task({ lead: '商务局' })])]))[0]!.text).toBe(
    '根据部门职责分工，审议意见分解至商务局、城管局办理。',
  );
  expect(leadInOf([])).toEqual([]);
});
