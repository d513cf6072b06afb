import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Books } from '@quantu/registers';
import { neutral } from '@quantu/tables';
import { writeWorkbook, type OutSheet } from '@quantu/tables/server';
import { XLSX_TYPE } from './audit-file.server.ts';
import { answer, answerFile, type FileAnswer, type Mounted } from './call.server.ts';
import { permissionMatrix } from './matrix.ts';
import { matrixRoutes, type Matrix } from './security.contract.ts';
import type { Route } from './route.ts';

/** What answers the permission matrix, of all that the server mounts: `routes` is asked when somebody asks. */
export function matrixHandlers(books: Books, routes: () => readonly Route[]): Mounted[] {
  return [
    answer(matrixRoutes.matrix, async () => ({ data: permissionMatrix(routes(), books) })),
    answerFile(matrixRoutes.exportMatrix, () => matrixFile(permissionMatrix(routes(), books))),
  ];
}

/** Two sheets: routes by role, registers and their fields by role. */
export async function matrixFile({ roles, routes, registers }: Matrix): Promise<FileAnswer> {
  const heads = roles.map(({ label }) => label);
  const texts = (cells: Matrix['routes'][number]['cells']) => roles.map(({ key }) => cells[key]?.text ?? '');
  const sheets = [
    sheetOf(
      '台账',
      ['台账', '字段', '权限'],
      heads,
      registers.map(({ label, fieldLabel, right, cells }) => [label, fieldLabel ?? '', right, ...texts(cells)]),
    ),
    sheetOf(
      '接口',
      ['接口', '方法', '地址', '需要的权限'],
      heads,
      routes.map(({ summary, method, path, needs, cells }) => [summary, method, path, needs, ...texts(cells)]),
    ),
  ];
  const bytes = await buffer(Readable.from(writeWorkbook(sheets), { objectMode: false }));
  return { name: '权限矩阵.xlsx', type: XLSX_TYPE, bytes };
}

function sheetOf(
  name: string,
  fixed: readonly string[],
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): OutSheet {
  const chunks = async function* () {
    yield rows.map((row) => row.map(neutral));
  };
  const widths = [...fixed.map(() => 24), ...heads.map(() => 14)];
  return { name, widths, fixedColumns: fixed.length, heads: [[...fixed, ...heads]], rows: chunks() };
}
