import { useQuery } from '@tanstack/react-query';
import { documentRoutes, ENTITY_TYPES } from '@quantu/product-documents';
import { Button, Tabs } from 'antd';
import { Link, useParams } from 'react-router';
import { usePaperOf } from '../accountability/from-document/upload-paper.tsx';
import { call } from '../shell/api.ts';
import { ENTITY_TYPE_WORD } from '../shell/entity-words.ts';
import { EnteredPlans } from '../plans/entered-plans.tsx';
import { PageHead } from '../shell/page.tsx';
import { useDistrict, useMay } from '../shell/session.ts';
import { Empty, Failed, Loading } from '../shell/states.tsx';
import { useSearchState } from '../shell/use-search-state.ts';
import { CommitmentTable, EntityTable, OpinionList } from './row-tables.tsx';
import './rows.css';

/** What the report answers; whoever may register goes on from here to who handles what, and by when. */
function Opinions({ document, rows }: { document: string; rows: Parameters<typeof OpinionList>[0]['rows'] }) {
  const district = useDistrict();
  const may = useMay();
  const register = usePaperOf(district, document);
  return (
    <>
      {may('documents.write') && (
        <p>
          <Button type="primary" onClick={register}>
            登记为审议意见，逐件办理
          </Button>
        </p>
      )}
      <OpinionList rows={rows} />
    </>
  );
}

/** What accepting a report made: opinions with their measures, departments, plans, projects, places, promises. */
export function RowsPage() {
  const district = useDistrict();
  const document = useParams()['document'] ?? '';
  const [search, show] = useSearchState();
  const rows = useQuery({
    queryKey: ['rows', district, document],
    queryFn: ({ signal }) => call(documentRoutes.rows, { params: { district, document }, signal }),
  });
  if (rows.isPending) return <Loading />;
  if (!rows.data) return <Failed error={rows.error} onRetry={() => void rows.refetch()} />;
  const { opinions, entities, commitments, figures } = rows.data.data;
  const back = `/d/${district}/documents/${document}`;
  const types = ENTITY_TYPES.filter((type) => entities.some((entity) => entity.type === type));
  const items = [
    ...(opinions.length > 0
      ? [
          {
            key: 'opinions',
            label: `审议意见 ${opinions.length}`,
            children: <Opinions document={document} rows={opinions} />,
          },
        ]
      : []),
    ...(commitments.length > 0
      ? [
          {
            key: 'commitments',
            label: `承诺 ${commitments.length}`,
            children: <CommitmentTable rows={commitments} back={back} />,
          },
        ]
      : []),
    ...types.map((type) => {
      const own = entities.filter((entity) => entity.type === type);
      const children = (
        <>
          {type === 'plan' && <EnteredPlans document={document} />}
          <EntityTable rows={own} />
        </>
      );
      return { key: type, label: `${ENTITY_TYPE_WORD[type]} ${own.length}`, children };
    }),
  ];
  return (
    <div className="page">
      <PageHead
        title="形成的数据"
        note={
          <>
            <Link to={back}>← 回到报告</Link>
            {' · '}
            <Link to={`/d/${district}/figures?document=${document}`}>{figures} 个数字</Link>
          </>
        }
      />
      {items.length > 0 ? (
        <Tabs activeKey={search.get('tab') ?? items[0]?.key ?? ''} onChange={(tab) => show({ tab })} items={items} />
      ) : (
        <Empty title="还没有数据" action={<Link to={back}>回到报告</Link>}>
          采纳这份报告以后，意见、举措、单位、项目、规划和承诺都列在这里。
        </Empty>
      )}
    </div>
  );
}
