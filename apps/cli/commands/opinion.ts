import path from 'node:path';
import type { OpinionWish } from '@quantu/accountability';
import { opinionFromFile } from '@quantu/accountability/server';
import { books } from '@quantu/server';
import { parse, printJson, say, type Command } from '../command.ts';
import { readInput } from '../input.ts';
import { chosenDistrict, storeOptions, withStore } from '../store.ts';

export const opinion: Command = {
  usage: 'opinion 文件 [--dry-run] [--delivered 交办日期] [--district 代码] [--data 目录] [--json]',
  summary: '由审议意见书（或办理情况的报告）登记审议意见、事项和任务；--dry-run 只识读不登记',
  async run(args) {
    const options = { ...storeOptions, 'dry-run': { type: 'boolean' }, delivered: { type: 'string' } } as const;
    const { values, positionals } = parse(args, options, { min: 1, max: 1 });
    const file = positionals[0]!;
    const bytes = await readInput(file);
    const isDryRun = values['dry-run'] === true;
    const { opinion: id, wish } = await withStore(values, async (store) => {
      const district = await chosenDistrict(store, values);
      const given = { name: path.basename(file), bytes, isDryRun, deliveredOn: values.delivered ?? null };
      return opinionFromFile(store, books, district, given);
    });
    if (values.json) return printJson({ opinion: id, isDryRun, ...wish });
    tell(wish, id);
  },
};

function tell({ title, number, session, statedDueOn, items, units }: OpinionWish, id: string | null): void {
  say(id === null ? '试运行（没有写入）' : `已登记 ${id}`);
  say([title, number, session, statedDueOn === null ? '' : `${statedDueOn} 前`].filter((one) => one !== '').join('\t'));
  for (const item of items) {
    const about = [item.lead ?? '没有主办单位', item.helpers.length > 0 ? `协办 ${item.helpers.join('、')}` : ''];
    say([item.number, item.matter, ...about.filter((one) => one !== ''), item.dueOn ?? ''].join('\t'));
    for (const task of item.tasks) say(['', task.number, task.measure, task.lead ?? ''].join('\t'));
  }
  const made = units.filter(({ isNew }) => isNew).map(({ name }) => name);
  if (made.length > 0)
    process.stderr.write(`本区单位台账里没有，${id === null ? '将' : '已'}新建：${made.join('、')}\n`);
}
