import { sqlMigrations } from '@quantu/registers/server';
import type { Room } from '@quantu/store';

/** Organisations and persons of a district, registers like any other. */
export const directoryRoom: Room = {
  name: 'directory',
  where: 'district',
  migrations: sqlMigrations(new URL('./migrations/', import.meta.url)),
};
