import { decimal, plain } from '@quantu/base';
import { instantText, type FieldDescription, type RecordView, type RegisterDescription } from '@quantu/registers';
import { neutral, placeText } from '@quantu/tables';

/** A column of an exported sheet. */
export interface ExportColumn {
  readonly head: string;
  /** Its numbers are shares of one. */
  readonly isShare?: true;
  readonly cell: (record: RecordView) => ExportCell;
}
/** `digits` is a number written out exactly; a sheet keeps it as a number when it can. */
export type ExportCell =
  | { readonly text: string }
  | { readonly digits: string; readonly isShare?: true }
  | { readonly day: string }
  | null;

const YUAN = { 元: 1, 万元: 10_000, 亿元: 100_000_000 } as const;

/** The columns of an export: those asked for, or all that the reader may see and that fit a cell. */
export function exportColumns(register: RegisterDescription, wanted?: readonly string[]): ExportColumn[] {
  const fields = register.fields.filter(({ kind }) => kind !== 'attachments' && kind !== 'photos');
  const all = [...fields.map(({ key }) => key), ...(register.states.length > 0 ? ['state'] : [])];
  return (wanted ?? all).flatMap((key): ExportColumn[] => {
    if (key === 'state' && register.states.length > 0) return [stateColumn(register)];
    const field = fields.find((one) => one.key === key);
    if (!field) return [];
    const share = numericKind(field) === 'ratio' ? ({ isShare: true } as const) : {};
    return [{ head: headOf(field), ...share, cell: (record) => cellOf(field, record) }];
  });
}

function stateColumn({ states }: RegisterDescription): ExportColumn {
  const labels = new Map(states.map(({ key, label }) => [key, label]));
  return { head: '状态', cell: ({ state }) => (state === null ? null : { text: labels.get(state) ?? state }) };
}

/** The head of a field's column, with the unit its cells are in. */
export function headOf({ label, show, unit }: FieldDescription): string {
  const suffix = show ?? unit;
  return suffix === null ? label : `${label}（${suffix}）`;
}

const numericKind = ({ kind, as }: FieldDescription) => (kind === 'computed' ? as : kind);

function cellOf(field: FieldDescription, { values, labels, masked }: RecordView): ExportCell {
  const { key, kind, show } = field;
  const value = values[key] ?? null;
  if (value === null) return null;
  if (typeof value === 'object') return { text: placeText(value) };
  if (masked.includes(key)) return { text: String(value) };
  if (typeof value === 'boolean') return { text: value ? '是' : '否' };
  const numeric = numericKind(field);
  const digits = String(value);
  if (numeric === 'money') return { digits: plain(decimal(digits).div(YUAN[show ?? '元'])) };
  if (numeric === 'ratio') return { digits, isShare: true };
  if (numeric === 'integer' || numeric === 'decimal') return { digits };
  if (kind === 'day') return { day: digits };
  return { text: kind === 'instant' ? wholeInstant(digits) : (labels[key] ?? digits) };
}

/** `2026-07-10 09:30` in China, with seconds and their parts where there are any. */
function wholeInstant(instant: string): string {
  const rest = new Date(instant).toISOString().slice(16, 23);
  return instantText(instant) + rest.replace(/\.000$/, '').replace(/^:00$/, '');
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** One line of a CSV file; nothing in it is taken for a formula. */
export function csvLine(cells: readonly ExportCell[]): string {
  return `${cells.map((cell) => quoted(csvText(cell))).join()}\r\n`;
}

function csvText(cell: ExportCell): string {
  if (cell === null) return '';
  if ('text' in cell) return neutral(cell.text);
  if ('day' in cell) return cell.day;
  return cell.isShare ? shareText(cell.digits) : cell.digits;
}

/** A share written out exactly: 0.785 → 78.5%. */
export const shareText = (digits: string): string => `${plain(decimal(digits).times(100))}%`;
