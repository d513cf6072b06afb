import type { DocumentRow } from '@quantu/product-documents';
import type { TableColumnsType } from 'antd';
import { Link, useNavigate } from 'react-router';
import { CardsOrTable } from '../shell/cards.tsx';
import { useDisplay } from '../shell/display.ts';
import { fileSize } from '../shell/figure-text.ts';
import { moment } from '../shell/moment.ts';
import type { Paging } from '../shell/pages.tsx';
import { DocumentState, FindingCounts } from './document-state.tsx';

interface Props {
  district: string;
  rows: readonly DocumentRow[];
  pages: Paging;
}

export function DocumentsTable({ district, rows, pages }: Props) {
  const { isNarrow } = useDisplay();
  const navigate = useNavigate();
  const to = (document: DocumentRow): string => `/d/${district}/documents/${document.id}`;
  return (
    <CardsOrTable
      isCards={isNarrow}
      rows={rows}
      keyOf={({ id }) => id}
      columns={columns(to)}
      renderCard={(document) => <DocumentCard document={document} to={to(document)} />}
      pages={pages}
      onOpen={(document) => void navigate(to(document))}
    />
  );
}

function DocumentCard({ document, to }: { document: DocumentRow; to: string }) {
  return (
    <Link className="card" to={to}>
      <div className="card-title">{document.title}</div>
      <div className="card-line">
        {document.number && <span>{document.number}</span>}
        <DocumentState document={document} />
        <span>{document.progress.figures} 个数字</span>
      </div>
      <div className="card-line">
        <FindingCounts document={document} />
      </div>
      <div className="card-line quiet">
        {document.uploadedBy} · {moment(document.uploadedAt)}
      </div>
    </Link>
  );
}

function columns(to: (document: DocumentRow) => string): TableColumnsType<DocumentRow> {
  return [
    {
      title: '报告',
      key: 'title',
      render: (_, document) => (
        <>
          <Link to={to(document)} className="document-title">
            {document.title}
          </Link>
          <div className="quiet">
            {[document.number, document.issuer, document.fileName]
              .filter((word) => word !== null && word !== '')
              .join(' · ')}
          </div>
        </>
      ),
    },
    { title: '状态', key: 'state', width: '11em', render: (_, document) => <DocumentState document={document} /> },
    { title: '发现', key: 'findings', width: '14em', render: (_, document) => <FindingCounts document={document} /> },
    {
      title: '数字',
      key: 'figures',
      className: 'num',
      align: 'right',
      width: '5em',
      render: (_, document) => document.progress.figures,
    },
    {
      title: '成文',
      key: 'dated',
      className: 'num',
      align: 'right',
      width: '8em',
      render: (_, document) => document.dated ?? '—',
    },
    {
      title: '大小',
      key: 'bytes',
      className: 'num',
      align: 'right',
      width: '7em',
      render: (_, document) => fileSize(document.bytes),
    },
    {
      title: '上传',
      key: 'uploaded',
      width: '13em',
      render: (_, document) => (
        <>
          {document.uploadedBy}
          <div className="quiet">{moment(document.uploadedAt)}</div>
        </>
      ),
    },
  ];
}
