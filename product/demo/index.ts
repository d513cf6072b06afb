import { readFileSync } from 'node:fs';

/**
 * The demonstration district is invented, with all its places, sums and dates, and is marked 虚构示例 wherever it is
 * shown. Its code lies in the range 99xxxx, which GB/T 2260 does not assign.
 */
export const demoDistrict = { code: '990101', name: '东屿区（虚构）' } as const;

/** The mark that stands on every page and export of an invented district. */
export const fictionalMark = '虚构示例';

/**
 * Its report to the standing committee. Planted, for the reader to find: the parts of the 52 city projects add up to
 * 53, 8.60 on 38.20 is not 32.5 %, and nothing in the next steps answers the third opinion.
 */
export const demoReport = {
  name: '东政综〔2026〕58号 审议意见研究办理情况的报告（虚构示例）.txt',
  text: readFileSync(new URL('./report.txt', import.meta.url), 'utf8'),
} as const;
