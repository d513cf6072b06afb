import { REPORT_FIELDS, type SheetRow } from '@quantu/projects';
import { Button } from 'antd';
import { cellText, FIELD_WORD, type ProgressChoice, type ReportField } from './cells.ts';
import { conflicts, keepMine, keepTheirs, type Draft } from './draft.ts';

interface Props {
  rows: readonly SheetRow[];
  draft: Draft;
  choices: readonly ProgressChoice[];
  onDraft: (change: (draft: Draft) => Draft) => void;
}

/** Rows that somebody else saved meanwhile: both versions beside each other, a person decides. */
export function Conflicts({ rows, draft, choices, onDraft }: Props) {
  const stale = conflicts(draft, rows);
  if (stale.length === 0) return null;
  return (
    <section className="sheet-conflicts" aria-label="别人刚刚改过的行" role="alert">
      {stale.map((row) => (
        <div key={row.report}>
          <b>{row.name}</b> 别人刚刚改过
          <ul>
            {REPORT_FIELDS.filter((field) => draft[row.report]?.cells[field] !== undefined).map((field) => (
              <li key={field}>
                {FIELD_WORD[field]}：现在是 <b>{word(field, cellText(field, row), choices)}</b>，您填的是{' '}
                <b>{word(field, draft[row.report]?.cells[field] ?? '', choices)}</b>
              </li>
            ))}
          </ul>
          <Button size="small" onClick={() => onDraft((before) => keepMine(before, row))}>
            用我的
          </Button>{' '}
          <Button size="small" onClick={() => onDraft((before) => keepTheirs(before, row))}>
            用现在的
          </Button>
        </div>
      ))}
    </section>
  );
}

function word(field: ReportField, text: string, choices: readonly ProgressChoice[]): string {
  if (text === '') return '空';
  return field === 'progress' ? (choices.find(({ value }) => value === text)?.label ?? text) : text;
}
