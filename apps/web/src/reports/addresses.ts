export const reportsAddress = (district: string): string => `/d/${encodeURIComponent(district)}/reports`;

export const reportAddress = (district: string, report: string): string => `${reportsAddress(district)}/${report}`;

/** What changed between two versions; 0 is the text as it stands now. */
export const comparisonAddress = (district: string, report: string, from: number, to: number): string =>
  `${reportAddress(district, report)}/versions?from=${from}&to=${to}`;

/** Where anyone reads a published report; the code on its print leads there. */
export const publicAddress = (district: string, report: string): string =>
  `/public/${encodeURIComponent(district)}/reports/${report}`;
