import type { Store } from '@quantu/store';
import type { District, NewDistrict } from './contract.ts';
import { isFictional } from './districts.ts';
import { peopleFault } from './faults.ts';

const SHORTEST = 2;
const LONGEST = 30;

/** Makes a district. Two may have the same name, as 鼓楼区 has in four cities; never the same code. */
export async function createDistrict(store: Store, actor: string, wish: NewDistrict): Promise<District> {
  const name = wish.name.normalize('NFC').trim();
  const { length } = [...name];
  if (length < SHORTEST || length > LONGEST || /\p{C}/u.test(name)) {
    throw peopleFault('district.name', { name: name.slice(0, 40), least: SHORTEST, most: LONGEST });
  }
  await store.createDistrict(wish.code, name, { actor });
  return { code: wish.code, name, isFictional: isFictional(name) };
}
