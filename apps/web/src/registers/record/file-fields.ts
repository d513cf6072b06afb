import type { RegisterDescription } from '@quantu/registers';
import { isFilesKind, type Field } from '../model/fields.ts';

export function fileFields(register: RegisterDescription): readonly Field[] {
  return register.fields.filter(({ kind }) => isFilesKind(kind));
}

export function hasFiles(register: RegisterDescription): boolean {
  return fileFields(register).length > 0;
}
