import { defineFaults, type Day } from '@quantu/base';
import type { IndicatorRow } from '@quantu/indicators';
import { COMPUTER, listIndicators, printedFigures, verifySignature } from '@quantu/indicators/server';
import { FIGURE_STATE_WORDS, type FigureRow } from '@quantu/product-documents';
import { books } from '@quantu/server';
import type { Store } from '@quantu/store';
import { parse, printJson, say, UsageError, type Command } from '../command.ts';
import { pastDay } from '../day.ts';
import { chosenDistrict, storeOptions, withStore } from '../store.ts';

const figuresFault = defineFaults({
  'cli.no-such-register': { status: 404, text: '没有名为 {key} 的台账，有指标的台账：{keys}' },
});

interface Filter {
  readonly text?: string;
  readonly unit?: string;
}

export const figures: Command = {
  usage: 'figures [--text 词] [--unit 单位] [--register 台账] [--as-of 日期] [--district 代码] [--data 目录] [--json]',
  summary:
    '报告中的数字（指标、数值、单位、原文、状态、出处）和台账指标的数值；--register 只列一个台账的指标；--as-of 2026-07-10 为那天结束时的',
  async run(args) {
    const { values } = parse(args, {
      ...storeOptions,
      text: { type: 'string' },
      unit: { type: 'string' },
      register: { type: 'string' },
      'as-of': { type: 'string' },
    });
    const day = pastDay(values['as-of']);
    const { register } = values;
    if (register !== undefined) checkRegister(register);
    const filter = { ...(values.text ? { text: values.text } : {}), ...(values.unit ? { unit: values.unit } : {}) };
    const { printed, computed } = await withStore(values, async (store) => {
      const district = await chosenDistrict(store, values);
      return {
        printed: register === undefined ? await printedFigures(store, books, district, filter, day) : [],
        computed: await computedFigures(store, district, register, filter, day),
      };
    });
    if (values.json) return printJson([...printed, ...computed.map(jsonOf)]);
    for (const row of printed) sayPrinted(row);
    for (const row of computed) sayComputed(row);
  },
};

function checkRegister(key: string): void {
  const keys = books.registers.all
    .filter(({ figures = {} }) => Object.keys(figures).length > 0)
    .map(({ name }) => name);
  if (!keys.includes(key)) throw figuresFault('cli.no-such-register', { key, keys: keys.join('、') || '无' });
}

/** Asked for by name, a register tells what it cannot judge too; among everything else only values are listed. */
async function computedFigures(
  store: Store,
  district: string,
  register: string | undefined,
  { text = '', unit }: Filter,
  day: Day | undefined,
): Promise<IndicatorRow[]> {
  const rows = await listIndicators(store.read(district), books, COMPUTER, { register, asOf: day });
  return rows.filter(
    (row) =>
      `${row.label} ${row.definition.words}`.includes(text) &&
      (unit === undefined || row.unit === unit) &&
      (register !== undefined || row.current.value !== null),
  );
}

function sayPrinted({ subject, value, value2, unit, surface, state, evidence, document }: FigureRow): void {
  const range = `${value}${value2 === null ? '' : `～${value2}`} ${unit}`;
  const drift = state === 'drifted' && evidence?.shown ? `：${evidence.shown}` : '';
  const source = document.number ?? document.title;
  say([subject, range, surface, `${FIGURE_STATE_WORDS[state]}${drift}`, source].join('\t'));
}

function sayComputed({ label, registerLabel, definition, current: { shown, unit, note } }: IndicatorRow): void {
  const value = shown === null ? '无法判定' : `${shown} ${unit}`;
  say([label, value, registerLabel, `口径第 ${definition.version} 版`, ...(note === null ? [] : [note])].join('\t'));
}

function jsonOf({ register, figure, label, unit, definition, current }: IndicatorRow) {
  const { value, shown, note, parts } = current;
  const counted = parts.map(({ label, rows, missing, filter }) => ({ label, rows, missing, filter }));
  return { register, figure, label, value, shown, unit, note, definition, parts: counted };
}

export const figure: Command = {
  usage: 'figure verify 签发编号 [--district 代码] [--data 目录] [--json]',
  summary: '验证一次签发：由历史数据重新推算，数值、行和摘要都要相同；不同则退出码为 1',
  async run(args) {
    const { values, positionals } = parse(args, storeOptions, { min: 2, max: 2 });
    const [verb, id] = positionals;
    if (verb !== 'verify' || id === undefined) throw new UsageError('应为 verify 签发编号');
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) throw new UsageError(`“${id}”不是签发编号`);
    const answer = await withStore(values, async (store) => {
      const district = await chosenDistrict(store, values);
      return verifySignature(store.read(district), books, district, id);
    });
    const { signature, isIntact, isDerivable, text } = answer;
    if (values.json) printJson(answer);
    else {
      say(`${signature.label} ${signature.shown} ${signature.unit}`);
      say(`${signature.by} ${signature.at} 签发，数据截至 ${signature.asOf}，摘要 ${signature.digest}`);
      say(text);
    }
    return isIntact && isDerivable ? 0 : 1;
  },
};
