/** What an invented district's pages and exports say. */
export const FICTIONAL_MARK = '虚构示例';

/** A district is invented when its name says so, 东屿区（虚构）: the name is on every page, so nobody can forget it. */
export function isFictional(districtName: string): boolean {
  return districtName.includes('虚构');
}
