import type { Room } from '@quantu/store';
import { sql } from 'kysely';

declare module '@quantu/store' {
  interface SharedTables {
    basemap_setting: BasemapSettingTable;
  }
}

/** Shared: the pages are told once for all districts whether they may reach 天地图. */
export interface BasemapSettingTable {
  district: string;
  chosen: string;
  /** The key of 天地图, sealed; null: not set up. */
  tianditu: string | null;
}

export const basemapRoom: Room = {
  name: 'basemap-settings',
  where: 'shared',
  // Each change stands in the audit trail; an old key is of no use to anybody.
  withoutHistory: ['basemap_setting'],
  migrations: [
    {
      id: '2026-11-29-basemap-setting',
      up: (db) =>
        sql`create table basemap_setting (
          district text primary key, chosen text not null default 'none', tianditu text)`.execute(db),
    },
  ],
};
