import type { ReportBlock } from '@quantu/reports';
import { readStored, store } from '../../registers/model/storage.ts';
import type { Conflict } from '../editor/conflicts.ts';

/** Text of one section that the server does not have yet, with the revision it was written over. */
export interface Draft {
  readonly at: string;
  readonly revision: number;
  readonly blocks: readonly ReportBlock[];
}

/** What this computer keeps of a report's unsaved text, a section a line. */
export class Drafts {
  readonly #report: string;

  constructor(report: string) {
    this.#report = report;
  }

  #key(section: string): string {
    return `report-text.${this.#report}.${section}`;
  }

  read(section: string): Draft | null {
    const found = readStored(this.#key(section));
    const isDraft = typeof found === 'object' && found !== null && 'blocks' in found && 'revision' in found;
    return isDraft ? (found as Draft) : null;
  }

  keep(section: string, revision: number, blocks: readonly ReportBlock[]): void {
    store(this.#key(section), { at: new Date().toISOString(), revision, blocks } satisfies Draft);
  }

  forget(section: string): void {
    store(this.#key(section), null);
  }
}

const conflictsKey = (report: string): string => `report-conflicts.${report}`;

/** Both versions of what two wrote at once outlive a reload until somebody has chosen. */
export function keepConflicts(report: string, conflicts: readonly Conflict[]): void {
  store(conflictsKey(report), conflicts.length === 0 ? null : conflicts);
}

export function keptConflicts(report: string): readonly Conflict[] {
  const found = readStored(conflictsKey(report));
  return Array.isArray(found) ? found : [];
}
