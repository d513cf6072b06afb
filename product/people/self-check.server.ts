import type { ReadDb, Store } from '@quantu/store';
import type { Person } from './call.server.ts';
import { peopleFault } from './faults.ts';
import { checkOwnPassword } from './sign-in.server.ts';

/** How long after coming from the issuer somebody may change how they sign in. */
const FRESH_MINUTES = 10;

/** True when the session came from the issuer, so that there may be no password to ask for. */
export async function isIssued(db: ReadDb, person: Person): Promise<boolean> {
  return (await issuedMs(db, person)) !== null;
}

/** Throws unless it is certainly them: by their password, or because the issuer has just said so. */
export async function checkSelf(store: Store, person: Person, password: string | undefined): Promise<void> {
  const issued = await issuedMs(store.read(), person);
  if (issued === null) return checkOwnPassword(store, person, password ?? '');
  if (Date.now() - issued > FRESH_MINUTES * 60_000) throw peopleFault('session.stale', { minutes: FRESH_MINUTES });
}

async function issuedMs(db: ReadDb, { session }: Person): Promise<number | null> {
  const found = await db
    .selectFrom('session')
    .select('created_at as at')
    .where('id', '=', session)
    .where('method', '=', 'oidc')
    .executeTakeFirst();
  return found ? Date.parse(found.at) : null;
}
