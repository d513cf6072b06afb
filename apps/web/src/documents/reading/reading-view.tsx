import type { DocumentAnswer } from '@quantu/product-documents';
import { useCallback, useMemo, useState } from 'react';
import { useDisplay } from '../../shell/display.ts';
import { useTitle } from '../../shell/page.tsx';
import { AddFigure } from './add-figure.tsx';
import { layOut } from './blocks.ts';
import { Detail } from './detail.tsx';
import { HelpOverlay, KeyHint } from './help-overlay.tsx';
import { ItemsPane } from './items-pane.tsx';
import { spansOf, type MarkKind } from './marks.ts';
import { listsOf, neighbour, TABS } from './model.ts';
import { NarrowPanes, type NarrowPane } from './narrow-panes.tsx';
import { OutlinePane } from './outline-pane.tsx';
import { TextPane } from './text-pane.tsx';
import { ReadingBar } from './reading-bar.tsx';
import { useActs } from './use-acts.ts';
import { useKeys } from './use-keys.ts';
import { usePlace } from './use-place.ts';

interface Props {
  district: string;
  id: string;
  answer: DocumentAnswer;
}

const NOTHING_HIDDEN: ReadonlySet<MarkKind> = new Set();

export function ReadingView({ district, id, answer: { data, can } }: Props) {
  const { document, text, sections, proposals } = data;
  useTitle(document.title);
  const { isNarrow } = useDisplay();
  const lists = useMemo(() => listsOf(proposals), [proposals]);
  const head = lists.head[0]?.kind === 'head' ? lists.head[0].value : null;
  const blocks = useMemo(() => layOut(text, sections, head), [text, sections, head]);
  const place = usePlace(proposals);
  const { selected, select } = place;
  const acts = useActs({ district, document: id, lists, place, can });
  const [hidden, setHidden] = useState(NOTHING_HIDDEN);
  const [pane, setPane] = useState<NarrowPane | null>(null);
  const [isHelpOpen, setHelpOpen] = useState(false);
  // A place the person jumped to; it holds until another item is selected.
  const [jump, setJump] = useState<{ offset: number; from: string | null } | null>(null);
  const target = jump && jump.from === (selected?.id ?? null) ? jump.offset : placeOf(selected, sections);

  const selectId = useCallback(
    (wanted: string) => select(proposals.find((proposal) => proposal.id === wanted)),
    [proposals, select],
  );
  const goTo = useCallback(
    (offset: number) => {
      setJump({ offset, from: selected?.id ?? null });
      setPane(null);
    },
    [selected],
  );
  const step = (by: 1 | -1): void => select(neighbour(lists, place.tab, selected?.id ?? null, by));
  useKeys({
    next: () => step(1),
    previous: () => step(-1),
    accept: () => (selected ? acts.accept() : step(1)),
    edit: acts.edit,
    reject: acts.reject,
    undo: acts.undo,
    help: () => setHelpOpen((isOpen) => !isOpen),
    tab: (index) => TABS[index] && place.showTab(TABS[index].key),
  });

  const items = (
    <ItemsPane
      lists={lists}
      tab={place.tab}
      selected={selected?.id ?? null}
      onTab={place.showTab}
      onSelect={selectId}
    />
  );
  const outline = <OutlinePane sections={sections} findings={lists.finding} onGo={goTo} />;
  const detail = selected && (
    <Detail
      key={selected.id}
      proposal={selected}
      around={{ text, blocks, sections, lists, onSelect: selectId }}
      acts={acts}
      canChange={can.change}
      onJump={goTo}
    />
  );
  const middle = (
    <TextPane
      text={text}
      blocks={blocks}
      proposals={proposals}
      selected={selected}
      target={target}
      hidden={hidden}
      onSelect={selectId}
    >
      {can.change && <AddFigure text={text} writer={acts.writer} onAdded={select} />}
    </TextPane>
  );
  return (
    <div className="reading">
      <ReadingBar
        district={district}
        document={document}
        notes={data.notes}
        can={can}
        undo={data.undo}
        lists={lists}
        acts={acts}
        hidden={hidden}
        onHidden={setHidden}
        onHelp={() => setHelpOpen(true)}
        onSelect={selectId}
      />
      {isNarrow ? (
        <NarrowPanes
          outline={outline}
          middle={middle}
          items={items}
          detail={detail}
          progress={document.progress}
          open={pane}
          onOpen={setPane}
        />
      ) : (
        <div className="panes">
          {outline}
          {middle}
          <aside className="side-pane">
            {items}
            {detail}
            {can.change && <KeyHint onOpen={() => setHelpOpen(true)} />}
          </aside>
        </div>
      )}
      <HelpOverlay isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  );
}

/** Where an item stands: its first characters, or its section's. */
function placeOf(
  proposal: DocumentAnswer['data']['proposals'][number] | null,
  sections: DocumentAnswer['data']['sections'],
): number | null {
  if (!proposal) return null;
  if (proposal.kind === 'head') return 0;
  if (proposal.kind === 'opinion' || proposal.kind === 'measure') {
    return sections.find(({ id }) => id === proposal.value.section)?.start ?? null;
  }
  return spansOf(proposal)[0]?.[0] ?? null;
}
