import { listFigures, readOn } from '@quantu/product-documents/server';
import { parse, printJson, say, type Command } from '../command.ts';
import { pastDay } from '../day.ts';
import { chosenDistrict, storeOptions, withStore } from '../store.ts';

const PAGE = 500;

export const figures: Command = {
  usage: 'figures [--text 词] [--unit 单位] [--as-of 日期] [--district 代码] [--data 目录] [--json]',
  summary: '列出已入库的数字：指标、数值、单位、原文、出处、状态；--as-of 2026-07-10 为那天结束时的',
  async run(args) {
    const { values } = parse(args, {
      ...storeOptions,
      text: { type: 'string' },
      unit: { type: 'string' },
      'as-of': { type: 'string' },
    });
    const day = pastDay(values['as-of']);
    const rows = await withStore(values, async (store) => {
      const db = readOn(store, await chosenDistrict(store, values), day);
      const found: Awaited<ReturnType<typeof listFigures>>['data'][number][] = [];
      for (let page = 1; ; page++) {
        const filter = { ...(values.text ? { text: values.text } : {}), ...(values.unit ? { unit: values.unit } : {}) };
        const { data, total } = await listFigures(db, { ...filter, page, size: PAGE });
        found.push(...data);
        if (data.length === 0 || found.length >= total) return found;
      }
    });
    if (values.json) return printJson(rows);
    for (const { subject, value, value2, unit, surface, state, document } of rows) {
      say(
        [
          subject,
          `${value}${value2 === null ? '' : `～${value2}`} ${unit}`,
          surface,
          state,
          document.number ?? document.title,
        ].join('\t'),
      );
    }
  },
};
