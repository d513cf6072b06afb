import { isSealed, type Store } from '@quantu/store';
import { sql } from 'kysely';

/** Where a secret belongs: one that was put in another's stead does not open. */
export const placeOfFactor = (account: string): string => `second_factor/${account}`;
export const PLACE_OF_CLIENT = 'oidc_secret/oidc';

/**
 * Seals what an earlier version left open, and says how many secrets this data directory's key does not open: a backup
 * that was restored without its key file. Runs at the start.
 */
export async function sealSecrets(store: Store, log: (line: string) => void = () => undefined): Promise<void> {
  const factors = await store.read().selectFrom('second_factor').select(['account', 'secret']).execute();
  const clients = await store.read().selectFrom('oidc_secret').select(['key', 'secret']).execute();
  await store.unrecorded(undefined, async (db) => {
    for (const { account, secret } of factors.filter(({ secret }) => !isSealed(secret))) {
      const sealed = store.secrets.seal(secret, placeOfFactor(account));
      await sql`update second_factor set secret = ${sealed}
        where account = ${account} and secret = ${secret}`.execute(db);
    }
    for (const { key, secret } of clients.filter(({ secret }) => !isSealed(secret) && secret !== '')) {
      const sealed = store.secrets.seal(secret, PLACE_OF_CLIENT);
      await sql`update oidc_secret set secret = ${sealed} where key = ${key} and secret = ${secret}`.execute(db);
    }
  });
  const isLost = ({ secret, place }: { secret: string; place: string }): boolean =>
    isSealed(secret) && store.secrets.open(secret, place) === null;
  const lost = [
    ...factors.map(({ account, secret }) => ({ secret, place: placeOfFactor(account) })),
    ...clients.map(({ secret }) => ({ secret, place: PLACE_OF_CLIENT })),
  ].filter(isLost);
  if (lost.length > 0) {
    log(
      `有 ${lost.length} 个动态口令或客户端密钥是用另一把密钥加密的，本数据目录的 secrets.key 打不开；` +
        '请停止程序，把原来的 secrets.key 放回数据目录再启动，找不回来就清除后重新设置',
    );
  }
}
