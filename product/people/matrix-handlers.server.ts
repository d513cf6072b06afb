import ExcelJS from 'exceljs';
import type { Books } from '@quantu/registers';
import { XLSX_TYPE } from './audit-file.server.ts';
import { answer, answerFile, type FileAnswer, type Mounted } from './call.server.ts';
import { inert } from './csv.ts';
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
  const book = new ExcelJS.Workbook();
  const heads = roles.map(({ label }) => label);
  const texts = (cells: Matrix['routes'][number]['cells']) => roles.map(({ key }) => cells[key]?.text ?? '');
  addSheet(
    book,
    '台账',
    ['台账', '字段', '权限', ...heads],
    3,
    registers.map(({ label, fieldLabel, right, cells }) => [label, fieldLabel ?? '', right, ...texts(cells)]),
  );
  addSheet(
    book,
    '接口',
    ['接口', '方法', '地址', '需要的权限', ...heads],
    4,
    routes.map(({ summary, method, path, needs, cells }) => [summary, method, path, needs, ...texts(cells)]),
  );
  return { name: '权限矩阵.xlsx', type: XLSX_TYPE, bytes: new Uint8Array(await book.xlsx.writeBuffer()) };
}

function addSheet(
  book: ExcelJS.Workbook,
  name: string,
  head: readonly string[],
  fixed: number,
  rows: readonly (readonly string[])[],
): void {
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', xSplit: fixed, ySplit: 1 }] });
  sheet.addRow(head).font = { bold: true };
  for (const row of rows) sheet.addRow(row.map(inert));
  head.forEach((_, at) => (sheet.getColumn(at + 1).width = at < fixed ? 24 : 14));
}
