import { useState } from 'react';
import { ChoiceInput } from '../inputs/choice-input.tsx';
import { entryText, typedEntry, type Entry } from '../inputs/entry.ts';
import type { Field } from '../model/fields.ts';

/** Where the cursor goes when a cell is done; `away`: the person has gone somewhere else already. */
export type Leave = 'down' | 'right' | 'left' | 'stay' | 'away';

interface Props {
  field: Field;
  entry: Entry;
  /** The character that began the editing, or null to go on with what is there. */
  first: string | null;
  onDone: (entry: Entry, move: Leave) => void;
  onCancel: () => void;
}

/** The editor inside a cell: Enter goes down, Tab goes on, Escape leaves the cell as it was. */
export function CellEditor({ field, entry, first, onDone, onCancel }: Props) {
  if (field.kind === 'code' || field.kind === 'reference') {
    return (
      <div
        className="cell-choice"
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Escape') onCancel();
        }}
      >
        <ChoiceInput
          field={field}
          entry={entry}
          autoFocus
          ariaLabel={field.label}
          onChange={(chosen) => onDone(chosen, 'stay')}
        />
      </div>
    );
  }
  return <TextEditor field={field} entry={entry} first={first} onDone={onDone} onCancel={onCancel} />;
}

function TextEditor({ field, entry, first, onDone, onCancel }: Props) {
  const [text, setText] = useState(first ?? entryText(field, entry));
  return (
    <input
      className="cell-input"
      aria-label={field.label}
      // The cell was entered to be typed in.
      ref={(input) => input?.focus()}
      value={text}
      inputMode={field.isNumeric ? 'decimal' : 'text'}
      onChange={({ target }) => setText(target.value)}
      onBlur={() => onDone(typedEntry(field, text), 'away')}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Escape') onCancel();
        else if (event.key === 'Enter') onDone(typedEntry(field, text), 'down');
        else if (event.key === 'Tab') onDone(typedEntry(field, text), event.shiftKey ? 'left' : 'right');
        else return;
        event.preventDefault();
      }}
    />
  );
}
