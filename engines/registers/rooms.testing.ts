import type { Room } from '@quantu/store';
import { sql } from 'kysely';
import type { Register } from './register.ts';
import { registersRoom } from './room.server.ts';
import { createText } from './schema/migration.server.ts';

/** The rooms of a test's store whose registers have no migrations of their own: their tables as they are declared. */
export function roomsFor(registers: readonly Register[]): Room[] {
  return [
    registersRoom,
    {
      name: 'test-registers',
      where: 'district',
      migrations: registers.map((register) => ({
        id: `2026-11-23-${register.name}`,
        up: (db) => sql.raw(createText(register)).execute(db),
      })),
    },
  ];
}
