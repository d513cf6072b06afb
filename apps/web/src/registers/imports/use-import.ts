import { importRoutes } from '@quantu/product-registers';
import type { AnswerOf } from '@quantu/people';
import { useMutation } from '@tanstack/react-query';
import { useImportRun } from '../../imports/use-import-run.ts';
import { call } from '../../shell/api.ts';
import { useForget, useRegister, useRegisterKey } from '../use-register.tsx';

export type Import = AnswerOf<typeof importRoutes.import>['data'];
export type Sheet = Import['sheets'][number];
export type Column = Sheet['columns'][number];
export type ImportRow = AnswerOf<typeof importRoutes.rows>['data'][number];

/** One import of a sheet: its steps, and what its columns mean. */
export function useImport(id: string) {
  const { params } = useRegister();
  const here = { ...params, import: id };
  const { query, act, taken } = useImportRun<Import>({
    key: [...useRegisterKey(), 'import', id],
    load: (signal) => call(importRoutes.import, { params: here, signal }),
    step: (step) => call(importRoutes[step], { params: here }),
    forget: useForget(),
  });
  const map = useMutation({
    mutationFn: (sheets: readonly Sheet[]) =>
      call(importRoutes.map, { params: here, body: { sheets: sheets.map(mappingOf) } }),
    onSuccess: taken,
  });
  return { query, act, map, params: here };
}
export type ImportHere = ReturnType<typeof useImport>;

/** What a person decided about a sheet, as the route takes it. */
function mappingOf({ name, isUsed, headRows, columns }: Sheet) {
  return {
    name,
    isUsed,
    headRows: [...headRows],
    columns: columns.map(({ column, field, unit }) => ({ column, field, unit })),
  };
}
