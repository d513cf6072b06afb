import { looksAt, type Looked } from '@quantu/reports/server';
import { programViewer } from '@quantu/registers';
import { books } from '@quantu/server';
import { DISTRICT, manyProjects, PROJECTS } from './many-projects.ts';

const FIGURES = 400;
const TURNS = 5;

/** Every bound number of a long report held against registers of 200,000 records, as opening and signing do. */
export async function benchReportFigures(): Promise<string> {
  const { store, close } = await manyProjects();
  try {
    const db = store.read(DISTRICT);
    const bound = boundFigures();
    const distinct = new Set(bound.map((one) => JSON.stringify(one.bound))).size;
    const times: number[] = [];
    for (let turn = 0; turn <= TURNS; turn++) {
      const from = performance.now();
      await looksAt(db, books, programViewer('bench'), bound, null);
      if (turn > 0) times.push(performance.now() - from);
    }
    const [fastest, median] = [Math.min(...times), times.toSorted((a, b) => a - b)[TURNS >> 1]!];
    return [
      `${FIGURES} 个绑定的数字（${distinct} 个不同的指标），${PROJECTS} 条记录（毫秒）\t中位数\t最快`,
      `全部核对\t${median.toFixed(0)}\t${fastest.toFixed(0)}`,
      '',
    ].join('\n');
  } finally {
    await close();
  }
}

/** As a report has them: every declared figure of the register, whole and by its groups, over and over. */
function boundFigures(): Looked[] {
  const register = books.registers.get('city-project')!;
  const asked = Object.entries(register.figures ?? {}).flatMap(([figure, { unit, by }]) => [
    { figure, unit, scope: null },
    ...(by ?? []).flatMap(
      (field) => GROUPS[field]?.map((value) => ({ figure, unit, scope: `${field}:${value}` })) ?? [],
    ),
  ]);
  return Array.from({ length: FIGURES }, (_, at) => {
    const { figure, unit, scope } = asked[at % asked.length]!;
    const bound = { register: register.name, figure, scope, period: null, unit, decimals: 0 };
    return { id: `f${at}`, text: `${at}${unit}`, bound };
  });
}

const GROUPS: Readonly<Record<string, readonly string[]>> = {
  programme: ['livable', 'green', 'traffic', 'resilient', 'smart', 'village', 'model'],
  light: ['green', 'yellow', 'red'],
};
