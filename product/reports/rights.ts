import { decide, type Viewer } from '@quantu/registers';
import { office, writer } from './report-section.register.ts';

/** What is asked of a section and its report to say who may do what with the text. */
interface SectionStanding {
  readonly state: string;
  readonly unit: string | null;
}

/** Whoever writes it by duty: its unit, and the office, which puts the report together. */
export function isWriter(viewer: Viewer, { state, unit }: SectionStanding): boolean {
  const subject = { state, values: { unit } };
  return decide(writer, viewer, subject) || decide(office, viewer, subject);
}

export const isOffice = (viewer: Viewer): boolean => decide(office, viewer, { state: null, values: {} });

/** A text is changed while the report is drafted and the section is being written; the steps lead back there. */
export function mayWrite(viewer: Viewer, report: string, section: SectionStanding): boolean {
  return report === 'drafting' && section.state === 'writing' && isWriter(viewer, section);
}
