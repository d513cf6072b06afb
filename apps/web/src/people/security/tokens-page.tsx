import { tokenRoutes } from '@quantu/people';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { call } from '../../shell/api.ts';
import { Cards } from '../../shell/cards.tsx';
import { PageHead } from '../../shell/page.tsx';
import { Pages } from '../../shell/pages.tsx';
import { Empty, FaultLine } from '../../shell/states.tsx';
import { pageOf, useSearchState } from '../../shell/use-search-state.ts';
import { TokenWords } from '../account/own-tokens.tsx';
import { OnlyFor } from '../only-for.tsx';
import '../people.css';

const PAGE_SIZE = 50;

/** 接口令牌 of everybody: which programs reach in, with what, until when. */
export function TokensPage() {
  return (
    <OnlyFor needs="grants.manage">
      <Tokens />
    </OnlyFor>
  );
}

function Tokens() {
  const client = useQueryClient();
  const [search, show] = useSearchState();
  const page = pageOf(search);
  const tokens = useQuery({
    queryKey: ['tokens', page],
    queryFn: ({ signal }) => call(tokenRoutes.tokens, { query: { page, size: PAGE_SIZE }, signal }),
    placeholderData: keepPreviousData,
  });
  const revoke = useMutation({
    mutationFn: (token: string) => call(tokenRoutes.revokeAnyToken, { params: { token } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['tokens'] }),
  });
  return (
    <div className="page">
      <PageHead title="接口令牌" note={tokens.data && `共 ${tokens.data.total} 个`} />
      <FaultLine error={tokens.error ?? revoke.error} onRetry={() => void tokens.refetch()} />
      {tokens.data?.total === 0 && (
        <Empty title="还没有接口令牌">每个人在“我的账号”里为别的程序新建令牌，这里可以看到全部并停用。</Empty>
      )}
      <Cards
        rows={tokens.data?.data ?? []}
        keyOf={(token) => token.id}
        renderCard={(token) => (
          <div className="card token-card">
            <div>
              <div className="quiet">{token.accountName} 的</div>
              <TokenWords token={token} />
            </div>
            {!token.isRevoked && (
              <Button
                disabled={revoke.isPending}
                onClick={() => revoke.mutate(token.id)}
                aria-label={`停用 ${token.accountName} 的 ${token.name}`}
              >
                停用
              </Button>
            )}
          </div>
        )}
      />
      <Pages page={page} size={PAGE_SIZE} total={tokens.data?.total ?? 0} onPage={(to) => show({ page: String(to) })} />
    </div>
  );
}
