import { reportRoutes, type Candidate } from '@quantu/reports';
import { TextSelection } from 'prosemirror-state';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId, useState, type KeyboardEvent } from 'react';
import { call } from '../../shell/api.ts';
import { FaultLine } from '../../shell/states.tsx';
import { useDesk } from '../desk.ts';
import type { PaperEditor } from '../editor/editor.ts';
import { newFigureId } from '../editor/figures.ts';
import { offsetOf, placeIn, textOf } from '../editor/places.ts';
import { schema } from '../editor/schema.ts';
import { useCalm } from './use-calm.ts';
import type { BoxProps } from './source-box.tsx';

/** Which indicator digits stand for: proposed by the words around them, or looked for by name. Chosen by keyboard. */
export function CandidateBox({ editor, from, to, onClose }: BoxProps) {
  const { district, report } = useDesk();
  const [search, setSearch] = useState('');
  const [at, setAt] = useState(0);
  const [asked] = useState(() => wordsAround(editor, from, to));
  const list = useId();
  const calm = useCalm(search.trim());
  const candidates = useQuery({
    queryKey: ['report-candidates', district, report.id, asked, calm],
    queryFn: ({ signal }) =>
      call(reportRoutes.candidates, {
        params: { district, report: report.id },
        body: { ...asked, search: calm, period: null },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
  const all = candidates.data?.data ?? [];
  const isNew = from === to;
  const take = (candidate: Candidate | undefined): void => {
    if (!candidate || (isNew && candidate.text === null)) return;
    bind(editor, from, to, candidate);
    onClose();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      setAt((now) => Math.max(0, Math.min(all.length - 1, now + by)));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      take(all[at]);
    } else if (event.key === '/' && isNew && search === '') {
      event.preventDefault();
      onClose();
      editor.run(({ tr }, dispatch) => {
        dispatch?.(tr.insertText('/', from));
        return true;
      });
    }
  };
  return (
    <div className="candidates">
      <input
        data-first
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={all[at] ? `${list}-${at}` : undefined}
        aria-label="查找指标"
        placeholder={isNew ? '查找指标，插入它的数字' : '按上下文列出，也可以按名称查找'}
        value={search}
        onChange={({ target }) => {
          setSearch(target.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <FaultLine error={candidates.error} onRetry={() => void candidates.refetch()} />
      <ul id={list} role="listbox" aria-label="指标">
        {all.map((candidate, i) => (
          <Option
            key={JSON.stringify(candidate.bound)}
            id={`${list}-${i}`}
            candidate={candidate}
            isAt={i === at}
            isNew={isNew}
            onTake={() => take(candidate)}
          />
        ))}
      </ul>
      {candidates.data && all.length === 0 && (
        <p className="quiet pad">
          {calm === '' ? '按上下文没有找到，输入指标名称里的几个字查找' : `没有含“${calm}”的指标`}
        </p>
      )}
    </div>
  );
}

interface OptionProps {
  id: string;
  candidate: Candidate;
  isAt: boolean;
  isNew: boolean;
  onTake: () => void;
}

function Option({ id, candidate, isAt, isNew, onTake }: OptionProps) {
  const { label, registerLabel, scopeLabel, periodLabel, text, agrees, definition } = candidate;
  const narrowed = [scopeLabel, periodLabel].filter((word) => word !== null).join(' · ');
  const word = text === null ? '台账现在算不出' : isNew || agrees ? text : `台账为 ${text}`;
  return (
    <li
      id={id}
      role="option"
      aria-selected={isAt}
      aria-disabled={isNew && text === null}
      className={isAt ? 'candidate is-at' : 'candidate'}
      title={definition}
      ref={(element) => {
        if (isAt) element?.scrollIntoView({ block: 'nearest' });
      }}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onTake}
    >
      <span className="candidate-name">
        <b>{label}</b>
        {narrowed !== '' && <span> · {narrowed}</span>}
        <span className="quiet"> {registerLabel}</span>
      </span>
      <span className={agrees ? 'candidate-value agrees' : 'candidate-value'}>
        {agrees && !isNew ? `● ${word}` : word}
      </span>
    </li>
  );
}

function wordsAround({ view }: PaperEditor, from: number, to: number) {
  const { doc } = view.state;
  const $from = doc.resolve(from);
  if (!$from.parent.isTextblock) return { paragraph: '', start: 0, end: 0 };
  return { paragraph: textOf($from.parent), start: offsetOf($from), end: offsetOf(doc.resolve(to)) };
}

/** Puts the atom where the digits stood; what is printed stays as it was written, with its unit. */
function bind(editor: PaperEditor, from: number, to: number, { bound, text }: Candidate): void {
  editor.run(({ doc, tr }, dispatch) => {
    const $to = doc.resolve(to);
    const after = $to.parent.textBetween($to.parentOffset, $to.parent.content.size);
    const digits = doc.textBetween(from, to);
    const takesUnit = digits !== '' && !digits.endsWith(bound.unit) && after.startsWith(bound.unit);
    const end = takesUnit ? placeIn($to.parent, $to.before(), offsetOf($to) + bound.unit.length, 'end') : to;
    const printed = digits === '' ? (text ?? '') : doc.textBetween(from, end);
    const cites =
      doc
        .resolve(from)
        .marksAcross($to)
        ?.filter(({ type }) => type.name === 'cites') ?? [];
    const figure = schema.nodes.figure.create({ id: newFigureId(), text: printed, bound }, null, cites);
    tr.replaceWith(from, end, figure);
    dispatch?.(tr.setSelection(TextSelection.create(tr.doc, from + 1)).scrollIntoView());
    return true;
  });
}
