import { sqlMigrations } from '@quantu/registers/server';
import type { Room } from '@quantu/store';

declare module '@quantu/store' {
  interface DistrictTables {
    project_rule: ProjectRuleTable;
    project_curve: ProjectCurveTable;
  }
}

/** One row, made when something is first chosen or judged. */
export interface ProjectRuleTable {
  id: 'district';
  rule_set: string;
  due_workday: number;
  /** The day the lights were last computed for: what is late depends on it. */
  judged_on: string;
}

export interface ProjectCurveTable {
  id: string;
  scope: 'all' | 'programme' | 'project';
  /** A programme's code, a project's id, or empty for all. */
  key: string;
  year: number;
  points: string[];
}

export const projectsRoom: Room = {
  name: 'projects',
  where: 'district',
  migrations: sqlMigrations(new URL('./migrations/', import.meta.url)),
};
