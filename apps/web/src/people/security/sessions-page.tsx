import { securityRoutes, type AnySession } from '@quantu/people';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, type TableColumnsType } from 'antd';
import { call } from '../../shell/api.ts';
import { CardsOrTable } from '../../shell/cards.tsx';
import { useDisplay } from '../../shell/display.ts';
import { moment } from '../../shell/moment.ts';
import { PageHead } from '../../shell/page.tsx';
import { SearchBox } from '../../shell/search-box.tsx';
import { FaultLine } from '../../shell/states.tsx';
import { pageOf, useSearchState } from '../../shell/use-search-state.ts';
import { browserWord } from '../account/own-sessions.tsx';
import type { ReactNode } from 'react';
import { OnlyFor } from '../only-for.tsx';
import '../people.css';

const PAGE_SIZE = 50;

/** 登录会话 of everybody: who is signed in where, and out with them where that is needed. */
export function SessionsPage() {
  return (
    <OnlyFor needs="grants.manage">
      <Sessions />
    </OnlyFor>
  );
}

function Sessions() {
  const { message, modal } = App.useApp();
  const client = useQueryClient();
  const { isNarrow } = useDisplay();
  const [search, show] = useSearchState();
  const page = pageOf(search);
  const text = search.get('text') ?? '';
  const query = { ...(text === '' ? {} : { text }), page, size: PAGE_SIZE };
  const sessions = useQuery({
    queryKey: ['sessions', query],
    queryFn: ({ signal }) => call(securityRoutes.sessions, { query, signal }),
    placeholderData: keepPreviousData,
  });
  const ended = async ({ ended }: { ended: number }): Promise<void> => {
    await client.invalidateQueries({ queryKey: ['sessions'] });
    void message.success(`已强制退出 ${ended} 个会话`);
  };
  const endOne = useMutation({
    mutationFn: (session: string) => call(securityRoutes.endSession, { params: { session } }),
    onSuccess: ended,
  });
  const endAll = useMutation({
    mutationFn: (account: string) => call(securityRoutes.endSessionsOf, { params: { account } }),
    onSuccess: ended,
  });
  const askAll = ({ account, accountName, displayName }: AnySession): void => {
    modal.confirm({
      title: `强制退出 ${displayName || accountName} 的全部会话？`,
      content: '没有保存的内容留在对方的浏览器里，重新登录后可以继续。',
      okText: '全部退出',
      onOk: () => endAll.mutateAsync(account),
    });
  };
  const actions = (session: AnySession) =>
    session.isCurrent ? (
      <b>本机</b>
    ) : (
      <span className="row-actions">
        <Button
          size="small"
          onClick={() => endOne.mutate(session.id)}
          aria-label={`强制退出 ${session.accountName} 的这个会话`}
        >
          强制退出
        </Button>
        <Button size="small" onClick={() => askAll(session)} aria-label={`强制退出 ${session.accountName} 的全部会话`}>
          全部会话
        </Button>
      </span>
    );
  return (
    <div className="page">
      <PageHead title="登录会话" note={sessions.data && `共 ${sessions.data.total} 个`}>
        <SearchBox
          label="按账号、姓名或地址查找"
          placeholder="账号、姓名、地址"
          text={text}
          onSearch={(words) => show({ text: words })}
        />
      </PageHead>
      <FaultLine error={sessions.error ?? endOne.error ?? endAll.error} onRetry={() => void sessions.refetch()} />
      <CardsOrTable
        isCards={isNarrow}
        size="small"
        rows={sessions.data?.data ?? []}
        keyOf={({ id }) => id}
        columns={columns(actions)}
        renderCard={(session) => <SessionCard session={session}>{actions(session)}</SessionCard>}
        loading={sessions.isPending}
        pages={{
          page,
          size: PAGE_SIZE,
          total: sessions.data?.total ?? 0,
          onPage: (to) => show({ page: String(to) }),
        }}
      />
    </div>
  );
}

function SessionCard({ session, children }: { session: AnySession; children: ReactNode }) {
  return (
    <div className="card">
      <div className="card-title">
        {session.displayName || session.accountName} <span className="quiet">{session.accountName}</span>
      </div>
      <div className="card-line">
        <span>{browserWord(session.browser)}</span>
        <span>{session.address}</span>
        <span>{moment(session.lastSeenAt)} 使用过</span>
      </div>
      {children}
    </div>
  );
}

function columns(actions: (session: AnySession) => ReactNode): TableColumnsType<AnySession> {
  return [
    {
      title: '账号',
      key: 'account',
      render: (_, { displayName, accountName }) => (
        <>
          {displayName || accountName} <span className="quiet">{accountName}</span>
        </>
      ),
    },
    {
      title: '浏览器',
      key: 'browser',
      render: (_, { browser }) => <span title={browser}>{browserWord(browser)}</span>,
    },
    { title: '地址', dataIndex: 'address' },
    { title: '登录', key: 'created', render: (_, { createdAt }) => moment(createdAt) },
    { title: '最近使用', key: 'seen', render: (_, { lastSeenAt }) => moment(lastSeenAt) },
    { title: '到期', key: 'expires', render: (_, { expiresAt }) => moment(expiresAt) },
    { title: '', key: 'do', align: 'right', render: (_, session) => actions(session) },
  ];
}
