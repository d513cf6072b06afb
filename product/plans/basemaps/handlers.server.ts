import { nameActions } from '@quantu/people';
import { answer, answerFile, type Call, type Mounted } from '@quantu/people/server';
import { displayNames } from '@quantu/product-documents/server';
import type { Store } from '@quantu/store';
import { addBasemap, basemapsOf, chooseBasemap, removeBasemap, setTianditu } from './basemaps.server.ts';
import { basemapRoutes as routes } from './contract.ts';
import { basemapTile } from './tile.server.ts';

nameActions({
  'basemap.add': '导入底图',
  'basemap.remove': '移除底图',
  'basemap.choose': '设定默认底图',
  'basemap.tianditu': '设定天地图密钥',
});

type AnyCall = Pick<Call, 'person'> & { readonly params: { readonly district: string } };

/** What answers the routes of base maps. */
export function basemapHandlers(store: Store): Mounted[] {
  const deskOf = ({ params: { district }, person }: AnyCall) => ({ store, district, account: person.name });
  const all = async ({ params: { district }, person }: AnyCall) => {
    const found = await basemapsOf(store, district);
    const names = await displayNames(
      store.read(district),
      found.files.map(({ addedBy }) => addedBy),
    );
    const files = found.files.map((file) => ({ ...file, addedBy: names(file.addedBy) }));
    return { data: { ...found, files }, can: { change: person.permissions.has('plans.write') } };
  };
  return [
    answer(routes.basemaps, all),
    answer(routes.addBasemap, async (call) => {
      const { name, bytes } = await call.upload();
      await addBasemap(deskOf(call), name, bytes);
      return all(call);
    }),
    answer(routes.removeBasemap, async (call) => {
      await removeBasemap(deskOf(call), call.params.basemap);
      return all(call);
    }),
    answer(routes.chooseBasemap, async (call) => {
      await chooseBasemap(deskOf(call), call.body.chosen);
      return all(call);
    }),
    answer(routes.setTianditu, async (call) => {
      await setTianditu(deskOf(call), call.body.key);
      return all(call);
    }),
    answerFile(routes.basemapTile, ({ params: { district, basemap, ...tile } }) =>
      basemapTile(store, district, basemap, tile),
    ),
  ];
}
