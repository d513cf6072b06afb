import { Button, Tooltip } from 'antd';
import type { DocumentAnswer, DocumentRow } from '@quantu/product-documents';
import { useState } from 'react';
import { Link } from 'react-router';
import { useDisplay } from '../../shell/display.ts';
import { DocumentState } from '../document-state.tsx';
import { AcceptDialog } from './accept-dialog.tsx';
import { CheckProgress } from './check-progress.tsx';
import { DownloadMenu } from './download-menu.tsx';
import { HistoryDrawer } from './history-drawer.tsx';
import type { MarkKind } from './marks.ts';
import { MarkToggles } from './mark-toggles.tsx';
import type { Lists } from './model.ts';
import { MoreMenu } from './more-menu.tsx';
import type { Acts } from './use-acts.ts';

interface Props {
  district: string;
  document: DocumentRow;
  notes: readonly string[];
  can: DocumentAnswer['can'];
  undo: DocumentAnswer['data']['undo'];
  lists: Lists;
  acts: Acts;
  hidden: ReadonlySet<MarkKind>;
  onHidden: (hidden: ReadonlySet<MarkKind>) => void;
  onHelp: () => void;
  onSelect: (id: string) => void;
}

/** The head of the reading view: which document, how far, what can be done with all of it. */
export function ReadingBar(props: Props) {
  const { district, document, notes, can, undo, lists, acts, hidden, onHidden, onHelp, onSelect } = props;
  const { isNarrow } = useDisplay();
  const [open, setOpen] = useState<'accept' | 'history' | null>(null);
  const close = (): void => setOpen(null);
  return (
    <div className="reading-bar">
      <div className="reading-title">
        <h1 title={document.title}>{document.title}</h1>
        <span className="quiet">
          {document.number}
          <span className="reading-notes">
            {document.number !== null && notes.length > 0 && ' · '}
            {notes.join(' · ')}
          </span>
        </span>
      </div>
      {document.state === 'accepted' ? (
        <span className="accepted">
          <DocumentState document={document} />{' '}
          <Link to={`/d/${district}/documents/${document.id}/rows`}>看形成的数据</Link>
        </span>
      ) : (
        <CheckProgress progress={document.progress} />
      )}
      {!isNarrow && <MarkToggles hidden={hidden} onHidden={onHidden} />}
      <div className="reading-actions">
        {can.change && !isNarrow && (
          <Tooltip title={undo ? `撤销：${undo.text}（U）` : '没有可以撤销的操作'}>
            <Button disabled={!can.undo} onClick={acts.undo}>
              撤销
            </Button>
          </Tooltip>
        )}
        <DownloadMenu district={district} document={document.id} />
        <MoreMenu
          district={district}
          document={document}
          can={can}
          undo={isNarrow && can.undo ? acts.undo : null}
          onHistory={() => setOpen('history')}
          onHelp={onHelp}
        />
        {can.accept && (
          <Button type="primary" onClick={() => setOpen('accept')}>
            采纳报告
          </Button>
        )}
      </div>
      {open === 'accept' && <AcceptDialog document={document} lists={lists} writer={acts.writer} onClose={close} />}
      {open === 'history' && (
        <HistoryDrawer district={district} document={document.id} onClose={close} onSelect={onSelect} />
      )}
    </div>
  );
}
