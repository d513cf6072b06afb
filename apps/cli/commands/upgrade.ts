import { upgradeCluster } from '@quantu/store';
import { parse, say, UsageError, type Command } from '../command.ts';
import { storeOptions, whereabouts } from '../store.ts';

export const upgrade: Command = {
  usage: 'upgrade --old-bin 旧版PostgreSQL程序目录 [--data 目录]',
  summary: '把旧大版本的数据目录升级到本程序自带的 PostgreSQL；换好之前旧数据不动',
  async run(args) {
    const { values } = parse(args, { data: storeOptions.data, 'old-bin': { type: 'string' } });
    const oldBin = values['old-bin'];
    if (oldBin === undefined) throw new UsageError('请用 --old-bin 指定旧版本程序所在目录');
    const { dataDir, rooms } = whereabouts(values);
    await upgradeCluster({ dataDir, oldBin, rooms, log: (line) => void process.stderr.write(`${line}\n`) });
    say('数据目录已是当前版本');
  },
};
