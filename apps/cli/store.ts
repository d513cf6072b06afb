import { defineFaults } from '@quantu/base';
import { rooms } from '@quantu/server';
import { UsageError } from './command.ts';
import { defaultDataDir, openStore, type OpenOptions, type Store } from '@quantu/store';

const cliFault = defineFaults({
  'cli.no-district': { status: 404, text: '还没有任何区县，请先运行 quantu district add 代码 名称' },
  'cli.which-district': { status: 400, text: '有多个区县（{codes}），请用 --district 指定一个' },
  'cli.unknown-district': { status: 404, text: '没有代码为 {code} 的区县，现有：{codes}' },
});

/** Options of every command that works on the data. */
export const storeOptions = {
  data: { type: 'string' },
  district: { type: 'string' },
  json: { type: 'boolean' },
} as const;

export interface StoreChoice {
  data?: string | undefined;
  district?: string | undefined;
}

/** Where the data are: the private cluster of a directory, or the server that DATABASE_URL names. */
export function whereabouts({ data }: StoreChoice): Pick<OpenOptions, 'dataDir' | 'databaseUrl' | 'rooms'> {
  if (data?.trim() === '') throw new UsageError('--data 后面要写数据目录');
  return { dataDir: data ?? defaultDataDir(), databaseUrl: process.env.DATABASE_URL, rooms };
}

/** Opens the store, also beside a running server, and closes it whatever happens. */
export async function withStore<T>(choice: StoreChoice, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ ...whereabouts(choice), beside: true });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** The district a command is about: the one named, or the only one. */
export async function chosenDistrict(store: Store, { district }: StoreChoice): Promise<string> {
  const codes = (await store.districts()).map(({ code }) => code);
  const [only] = codes;
  if (only === undefined) throw cliFault('cli.no-district');
  if (district !== undefined) {
    if (codes.includes(district)) return district;
    throw cliFault('cli.unknown-district', { code: district, codes: codes.join('、') });
  }
  if (codes.length > 1) throw cliFault('cli.which-district', { codes: codes.join('、') });
  return only;
}
