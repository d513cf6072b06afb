import { DEPARTMENT_FUNCTIONS, DEPARTMENT_KINDS } from './department-names.ts';

const KINDS = DEPARTMENT_KINDS.map(({ suffix }) => suffix).toSorted((a, b) => b.length - a.length);

/** What a department is for, however its name is written: 区住建局, 泉港区住房和城乡建设局 are both 住建; null: no department. */
export function departmentFunction(name: string): string | null {
  for (const kind of KINDS) {
    if (!name.endsWith(kind)) continue;
    const stem = name.slice(0, -kind.length);
    for (let from = 0; from < stem.length; from++) {
      const found = DEPARTMENT_FUNCTIONS.longestAt(stem, from);
      if (found?.end === stem.length) return found.value;
    }
  }
  return null;
}
