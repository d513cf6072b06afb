import { decimal, isDecimalText, plain } from '@quantu/base';
import { REPORT_FIELDS, type SheetRow } from '@quantu/projects';
import { plainDigits } from '../../registers/model/typed.ts';

export type ReportField = (typeof REPORT_FIELDS)[number];

export const FIELD_WORD: Readonly<Record<ReportField, string>> = {
  doneYuan: '本月完成（万元）',
  progress: '形象进度',
  progressText: '进度说明',
  problem: '存在问题',
};

export interface ProgressChoice {
  readonly value: string;
  readonly label: string;
}

/** What was typed into a cell: its value as the server takes it, or the sentence that says why not. */
export type Read =
  | { readonly value: string | null; readonly problem: null }
  | { readonly value: null; readonly problem: string };

const LONGEST: Readonly<Record<'progressText' | 'problem', number>> = { progressText: 500, problem: 1000 };

export function readCell(field: ReportField, text: string, choices: readonly ProgressChoice[]): Read {
  const trimmed = text.trim();
  if (trimmed === '') return { value: null, problem: null };
  if (field === 'doneYuan') return readWan(trimmed);
  if (field === 'progress') return readProgress(trimmed, choices);
  const most = LONGEST[field];
  return trimmed.length > most
    ? { value: null, problem: `最多 ${most} 个字，现在有 ${trimmed.length} 个` }
    : { value: trimmed, problem: null };
}

/** 万元 unless another unit is written: `1,250.5`, `0.3亿`, `12.5 万元`, `3000元`. */
function readWan(typed: string): Read {
  const text = plainDigits(typed).replace(/[,，\s¥￥]/g, '');
  const match = /^([+-]?\d+(?:\.\d+)?)(亿元|亿|万元|万|元)?$/.exec(text);
  const number = match?.[1]?.replace(/^\+/, '');
  if (number === undefined || !isDecimalText(number)) return { value: null, problem: `“${typed}”不是金额，请填数字` };
  const unit = match?.[2] ?? '万';
  const power = unit.startsWith('亿') ? 8 : unit.startsWith('万') ? 4 : 0;
  return { value: plain(decimal(number).times(decimal(10).pow(power))), problem: null };
}

/** A code as the list gives it, or its words as they are pasted from a spreadsheet. */
function readProgress(text: string, choices: readonly ProgressChoice[]): Read {
  const found = choices.find(({ value, label }) => value === text || label === text);
  return found ? { value: found.value, problem: null } : { value: null, problem: `“${text}”不在形象进度的选项里` };
}

/** What stands in the cell's editor before anything is typed. */
export function cellText(field: ReportField, row: SheetRow): string {
  const value = row[field];
  if (value === null) return '';
  return field === 'doneYuan' && isDecimalText(value) ? plain(decimal(value).div(10_000)) : value;
}

export interface Computed {
  readonly cumulativeYuan: string | null;
  readonly rate: string | null;
  readonly leadPp: string | null;
}

/** The computed cells while the month's sum is being typed, as the server will compute them. */
export function computed(row: SheetRow, doneYuan: string | null): Computed {
  if (doneYuan === null) return { cumulativeYuan: row.earlierYuan, rate: null, leadPp: null };
  const cumulative = decimal(row.earlierYuan ?? '0').plus(doneYuan);
  const planned = row.plannedYuan === null ? null : decimal(row.plannedYuan);
  if (planned === null || planned.isZero()) return { cumulativeYuan: plain(cumulative), rate: null, leadPp: null };
  const rate = cumulative.div(planned);
  const leadPp = row.expected === null ? null : plain(rate.minus(row.expected).times(100));
  return { cumulativeYuan: plain(cumulative), rate: plain(rate), leadPp };
}
