import type { Register } from '@quantu/registers';
import { reportSections } from './report-section.register.ts';
import { reports } from './report.register.ts';

/** Every register of this room; a reader of the list needs no exact field types. */
export const reportRegisters = [reports, reportSections] as unknown as readonly Register[];
