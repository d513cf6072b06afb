import pg from 'pg';
import { Fault } from '@quantu/base';
import { storeFault } from './faults.ts';
import { READ_LIMIT_S } from './limits.ts';

/** Server codes that mean: the connection or the database is gone, or not there yet. */
const DOWN = new Set(['57P01', '57P02', '57P03', '57P05', '08000', '08003', '08006', '08001', '53300']);
const BUSY = new Set(['40001', '40P01', '55P03']);
const TEXT = new Set(['22021', '22P05', '54000']);
const SOCKET = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH']);

/**
 * The fault an error of the driver stands for when it is the database's state or the caller's text; anything else (a
 * broken constraint, a mistake in a query) comes back as it is.
 */
export function asFault(error: unknown): unknown {
  if (error instanceof Fault || !(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === '53100' || code === 'ENOSPC' || code === 'EDQUOT') return storeFault('store.disk-full');
  if (!(error instanceof pg.DatabaseError)) return isLost(error, code) ? storeFault('store.down') : error;
  if (DOWN.has(code)) return storeFault('store.down');
  if (BUSY.has(code)) return storeFault('store.busy');
  if (TEXT.has(code)) return storeFault('store.text');
  if (code === '57014') return storeFault('store.timeout', { limit: READ_LIMIT_S });
  if (code === '25006') return storeFault('store.read-only');
  if (code === 'QU001') return storeFault('store.outside-transact', { table: error.table ?? error.message });
  return error;
}

/** The driver tells a lost connection by a socket's code or only by its text. */
function isLost(error: Error, code: string): boolean {
  return (
    SOCKET.has(code) ||
    /Connection terminated|timeout exceeded when trying to connect|not queryable/.test(error.message)
  );
}
