import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sheetNameOf } from './export-workbook.server.ts';

test('every label makes a name a sheet can have', () => {
  const sign = fc.constantFrom('\\', '/', '?', '*', '[', ']', ':', "'", '"', '🌳', '台', ' ');
  fc.assert(
    fc.property(fc.string({ unit: sign, maxLength: 60 }), (label) => {
      const name = sheetNameOf(label);
      expect(new ExcelJS.Workbook().addWorksheet(name).name).toBe(name);
      expect([!/\p{Surrogate}/u.test(name), name.length > 0, name.length <= 31]).toEqual([true, true, true]);
    }),
  );
  expect(sheetNameOf('城建项目')).toBe('城建项目');
});
