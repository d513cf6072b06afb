import { demoDistrict, makeDemo, plantedConflicts } from '@quantu/demo';
import { parse, printJson, say, UsageError, type Command } from '../command.ts';
import { storeOptions, withStore } from '../store.ts';

/** Beyond these there is nothing to see, or nothing left to wait for. */
const [LEAST, MOST] = [0.1, 10];

export const demo: Command = {
  usage: 'demo [--scale 1] [--data 目录] | demo conflicts [--scale 1] [--json]',
  summary:
    '生成虚构的演示区；--scale 0.1 到 10 是一张图的规模（1 为 2 万地块、6 万房屋）；conflicts 列出图中埋设的规划冲突',
  async run(args) {
    const options = {
      data: storeOptions.data,
      json: storeOptions.json,
      scale: { type: 'string', default: '1' },
    } as const;
    const { values, positionals } = parse(args, options, { min: 0, max: 1 });
    const scale = values.scale.trim() === '' ? Number.NaN : Number(values.scale);
    if (!(scale >= LEAST && scale <= MOST)) {
      throw new UsageError(`--scale 是 ${values.scale}，应为 ${LEAST} 到 ${MOST} 之间的数`);
    }
    const [verb] = positionals;
    if (verb === 'conflicts') return conflicts(scale, values.json === true);
    if (verb !== undefined) throw new UsageError(`没有 ${verb} 这种用法，应为 demo 或 demo conflicts`);
    await withStore(values, (store) => makeDemo(store, scale));
    say(`演示区 ${demoDistrict.code} ${demoDistrict.name} 已生成，一张图规模 ${scale}。`);
  },
};

function conflicts(scale: number, isJson: boolean): void {
  const planted = plantedConflicts(scale);
  if (isJson) return printJson(planted);
  for (const { kind, layers, areaM2, note } of planted) {
    say([kind, layers.join(' × '), `${areaM2.toFixed(2)} 平方米`, note].join('\t'));
  }
}
