import { useQuery } from '@tanstack/react-query';
import { documentRoutes } from '@quantu/product-documents';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { call } from '../../shell/api.ts';
import { moment } from '../../shell/moment.ts';
import { Pages } from '../../shell/pages.tsx';
import { FaultLine, Loading } from '../../shell/states.tsx';

const PAGE_SIZE = 50;

interface Props {
  district: string;
  document: string;
  onClose: () => void;
  onSelect: (id: string) => void;
}

/** Who changed what and when, the latest first. */
export function HistoryDrawer({ district, document, onClose, onSelect }: Props) {
  const [page, setPage] = useState(1);
  const history = useQuery({
    queryKey: ['history', district, document, page],
    queryFn: ({ signal }) =>
      call(documentRoutes.history, { params: { district, document }, query: { page, size: PAGE_SIZE }, signal }),
  });
  return (
    <Drawer open onClose={onClose} title="修改历史" size={440}>
      <FaultLine error={history.error} onRetry={() => void history.refetch()} />
      {history.isPending && <Loading />}
      <ol className="history">
        {(history.data?.data ?? []).map((entry) => (
          <li key={entry.id} className={entry.isUndone ? 'is-undone' : undefined}>
            <div className="quiet">
              {moment(entry.at)} · {entry.actor}
              {entry.isUndone && '（已撤销）'}
            </div>
            <div>{entry.text}</div>
            {entry.proposal !== null && (
              <Button
                type="link"
                size="small"
                className="place"
                onClick={() => {
                  onSelect(entry.proposal ?? '');
                  onClose();
                }}
              >
                看这一条
              </Button>
            )}
          </li>
        ))}
      </ol>
      {history.data?.total === 0 && <p className="quiet">还没有改动</p>}
      <Pages page={page} size={PAGE_SIZE} total={history.data?.total ?? 0} onPage={setPage} />
    </Drawer>
  );
}
