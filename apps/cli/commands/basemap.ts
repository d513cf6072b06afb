import { stat } from 'node:fs/promises';
import { addBasemapFile, basemapsOf, removeBasemap } from '@quantu/plans/server';
import type { Store } from '@quantu/store';
import { parse, printJson, say, UsageError, type Command } from '../command.ts';
import { readInput } from '../input.ts';
import { chosenDistrict, storeOptions, withStore } from '../store.ts';

/** Base maps that need no network: files of tiles on this computer. */
export const basemap: Command = {
  usage: 'basemap 文件.pmtiles | list | remove 编号 [--district 代码] [--data 目录] [--json]',
  summary: '离线底图：从本机磁盘导入 PMTiles 第 3 版文件（图片或 MVT 矢量瓦片，不限 2 GB），列出，移除',
  async run(args) {
    const { values, positionals } = parse(args, storeOptions, { min: 1, max: 2 });
    const [what = '', id] = positionals;
    if (what === 'remove' && id === undefined) throw new UsageError('remove 后面要写底图编号，见 basemap list');
    if (what !== 'remove' && id !== undefined) throw new UsageError(`多余的参数：${id}`);
    const isFile = what !== 'remove' && what !== 'list';
    if (isFile && (await stat(what).catch(() => null))?.isFile() !== true) await readInput(what);
    return withStore(values, async (store) => {
      const district = await chosenDistrict(store, values);
      const desk = { store, district, account: 'command-line' };
      if (what === 'list') return list(store, district, values.json === true);
      if (!isFile) {
        await removeBasemap(desk, id ?? '');
        return say(`已移除底图 ${id}`);
      }
      const made = await addBasemapFile(desk, what);
      if (values.json) return printJson(made);
      const { name, kind, minZoom, maxZoom, attribution } = made;
      say(
        `已导入底图“${name}”：${kind === 'vector' ? '矢量' : '图片'}瓦片，${minZoom} 到 ${maxZoom} 级，编号 ${made.id}${attribution === '' ? '' : `；来源：${attribution}`}`,
      );
    });
  },
};

async function list(store: Store, district: string, isJson: boolean): Promise<void> {
  const { files, tianditu, chosen } = await basemapsOf(store, district);
  if (isJson) return printJson({ files, hasTianditu: tianditu !== null, chosen });
  for (const { id, name, kind, minZoom, maxZoom } of files) {
    say(
      [id, name, kind === 'vector' ? '矢量' : '图片', `${minZoom}～${maxZoom} 级`, id === chosen ? '默认' : ''].join(
        '\t',
      ),
    );
  }
  say(
    `天地图：${tianditu === null ? '没有设定密钥' : '已设定密钥'}；默认底图：${files.find(({ id }) => id === chosen)?.name ?? chosen}`,
  );
}
