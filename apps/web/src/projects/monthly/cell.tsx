import type { SheetRow } from '@quantu/projects';
import { cellText, FIELD_WORD, readCell, type ProgressChoice, type ReportField } from './cells.ts';

interface Props {
  row: SheetRow;
  field: ReportField;
  /** What was typed and not saved; undefined: nothing. */
  text: string | undefined;
  choices: readonly ProgressChoice[];
  isReadOnly: boolean;
  /** Where it stands in the grid, for the arrow keys. */
  place: { row: number; column: number };
  onType: (text: string | null) => void;
}

/** One cell that a person fills. It says whether it is theirs, last month's, unsaved, or wrong. */
export function Cell({ row, field, text, choices, isReadOnly, place, onType }: Props) {
  const saved = cellText(field, row);
  const shown = text ?? saved;
  const { problem } = text === undefined ? { problem: null } : readCell(field, text, choices);
  const isPrefilled = text === undefined && saved !== '' && row.prefilled.includes(field);
  const kind = problem !== null ? 'wrong' : text !== undefined ? 'typed' : isPrefilled ? 'prefilled' : 'saved';
  const words = { wrong: problem, typed: '还没有保存', prefilled: '沿用上月，核对后可改', saved: null }[kind];
  const name = `${row.name} ${FIELD_WORD[field]}`;
  const common = {
    'aria-label': isPrefilled ? `${name}（沿用上月）` : name,
    'aria-invalid': problem !== null,
    'data-row': place.row,
    'data-column': place.column,
    className: `cell cell-${kind} cell-${field}`,
    title: [words, shown.length > 12 ? shown : ''].filter(Boolean).join('：') || undefined,
    value: shown,
  };
  const type = (next: string): void => onType(next === saved ? null : next);
  if (isReadOnly) return <span className={`cell-read cell-${field}`}>{readText(field, shown, choices)}</span>;
  if (field === 'progress') {
    const isKnown = shown === '' || choices.some(({ value }) => value === shown);
    return (
      <select {...common} onChange={({ target }) => type(target.value)}>
        <option value="" />
        {!isKnown && <option value={shown}>{shown}</option>}
        {choices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    );
  }
  return (
    <input
      {...common}
      inputMode={field === 'doneYuan' ? 'decimal' : 'text'}
      autoComplete="off"
      onChange={({ target }) => type(target.value)}
      onKeyDown={({ key }) => key === 'Escape' && onType(null)}
    />
  );
}

function readText(field: ReportField, text: string, choices: readonly ProgressChoice[]): string {
  if (text === '') return '—';
  return field === 'progress' ? (choices.find(({ value }) => value === text)?.label ?? text) : text;
}
