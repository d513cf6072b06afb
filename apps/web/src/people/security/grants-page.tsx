import { grantRoutes, ROLES, type Grant } from '@quantu/people';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../shell/api.ts';
import { PageHead } from '../../shell/page.tsx';
import { SearchBox } from '../../shell/search-box.tsx';
import { useSignedIn } from '../../shell/session.ts';
import { Empty, FaultLine, Loading } from '../../shell/states.tsx';
import { pageOf, useSearchState } from '../../shell/use-search-state.ts';
import { roleOptions } from '../grant-words.ts';
import { OnlyFor } from '../only-for.tsx';
import { GrantDialog } from './grant-dialog.tsx';
import { GrantsTable } from './grants-table.tsx';
import { KeptApart } from './kept-apart.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import '../people.css';

const PAGE_SIZE = 50;

/** 授权: who has which role, where, for which organisation, from when to when. */
export function GrantsPage() {
  return (
    <OnlyFor needs="grants.manage">
      <Grants />
    </OnlyFor>
  );
}

function Grants() {
  const { districts } = useSignedIn();
  const [search, show] = useSearchState();
  const [isGranting, setGranting] = useState(false);
  const [taken, setTaken] = useState<Grant | null>(null);
  const page = pageOf(search);
  const text = search.get('text') ?? '';
  const role = roleOf(search.get('role'));
  const query = { ...(text === '' ? {} : { text }), ...(role ? { role } : {}), page, size: PAGE_SIZE };
  const grants = useQuery({
    queryKey: ['grants', query],
    queryFn: ({ signal }) => call(grantRoutes.grants, { query, signal }),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="page">
      <PageHead title="授权" note={grants.data && `共 ${grants.data.total} 项`}>
        <Button type="primary" onClick={() => setGranting(true)}>
          授予角色
        </Button>
      </PageHead>
      <KeptApart />
      <div className="bar" role="search">
        <SearchBox
          label="按账号、姓名或单位查找"
          placeholder="账号、姓名、单位"
          text={text}
          onSearch={(words) => show({ text: words })}
        />
        <Select
          allowClear
          aria-label="角色"
          placeholder="角色"
          popupMatchSelectWidth={false}
          className="search-box"
          value={role ?? null}
          options={roleOptions()}
          onChange={(value: string | undefined) => show({ role: value ?? '' })}
        />
      </div>
      <FaultLine error={grants.error} onRetry={() => void grants.refetch()} />
      {grants.isPending && <Loading />}
      {grants.data?.data.length === 0 && (
        <Empty title="没有符合条件的授权">先由系统管理员开设账号，再在这里授予角色；或者生成一个邀请链接。</Empty>
      )}
      {grants.data && grants.data.data.length > 0 && (
        <GrantsTable
          rows={grants.data.data}
          districts={districts}
          pages={{ page, size: PAGE_SIZE, total: grants.data.total, onPage: (to) => show({ page: String(to) }) }}
          onRevoke={setTaken}
        />
      )}
      {isGranting && <GrantDialog onClose={() => setGranting(false)} />}
      {taken !== null && <RevokeDialog grant={taken} onClose={() => setTaken(null)} />}
    </div>
  );
}

function roleOf(asked: string | null): Grant['role'] | undefined {
  const keys = Object.keys(ROLES) as Grant['role'][];
  return keys.find((key) => key === asked);
}
