import { useQuery } from '@tanstack/react-query';
import { peopleRoutes, type Account } from '@quantu/people';
import { Button, Input, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { call } from '../shell/api.ts';
import { CardsOrTable } from '../shell/cards.tsx';
import { useDisplay } from '../shell/display.ts';
import { Light } from '../shell/light.tsx';
import { moment } from '../shell/moment.ts';
import { PageHead } from '../shell/page.tsx';
import { FaultLine } from '../shell/states.tsx';
import { OnlyFor } from './only-for.tsx';
import { roleWords } from './role.ts';
import { KeptApart } from './security/kept-apart.tsx';
import { UserForm, type UserFormSubject } from './user-form.tsx';
import './people.css';

const PAGE_SIZE = 50;

/** Accounts: make, change, switch off, set a new password. What they may do is given on 授权. */
export function UsersPage() {
  return (
    <OnlyFor needs="accounts.manage">
      <Users />
    </OnlyFor>
  );
}

function Users() {
  const { isPhone } = useDisplay();
  const [text, setText] = useState('');
  const [page, setPage] = useState(1);
  const [subject, setSubject] = useState<UserFormSubject | null>(null);
  const accounts = useQuery({
    queryKey: ['accounts', text, page],
    queryFn: ({ signal }) => call(peopleRoutes.listAccounts, { query: { text, page, size: PAGE_SIZE }, signal }),
    placeholderData: (before) => before,
  });
  const rows = accounts.data?.data ?? [];
  return (
    <div className="page">
      <PageHead title="用户" note={accounts.data && `共 ${accounts.data.total} 个账号`}>
        <Input.Search
          allowClear
          aria-label="按账号或姓名查找"
          placeholder="账号、姓名"
          className="search-box"
          onSearch={(value) => {
            setText(value);
            setPage(1);
          }}
        />
        <Button type="primary" onClick={() => setSubject('new')}>
          新建用户
        </Button>
      </PageHead>
      <KeptApart />
      <FaultLine error={accounts.error} onRetry={() => void accounts.refetch()} />
      <CardsOrTable
        isCards={isPhone}
        size="small"
        rows={rows}
        keyOf={({ id }) => id}
        columns={columns(setSubject)}
        renderCard={(account) => <AccountCard account={account} onChange={() => setSubject(account)} />}
        loading={accounts.isPending}
        pages={{ page, size: PAGE_SIZE, total: accounts.data?.total ?? 0, onPage: setPage }}
      />
      {subject !== null && <UserForm subject={subject} onClose={() => setSubject(null)} />}
    </div>
  );
}

function State({ account }: { account: Account }) {
  return account.isDisabled ? <Light kind="bad" word="已停用" /> : <Light kind="good" word="可用" />;
}

function AccountCard({ account, onChange }: { account: Account; onChange: () => void }) {
  return (
    <div className="card">
      <div className="card-title">
        {account.displayName || account.name} <span className="quiet">{account.name}</span>
      </div>
      <div className="card-line">
        <span>{roleWords(account)}</span>
        <State account={account} />
      </div>
      <Button block onClick={onChange}>
        修改
      </Button>
    </div>
  );
}

function columns(change: (account: Account) => void): TableColumnsType<Account> {
  return [
    { title: '账号', dataIndex: 'name' },
    { title: '姓名', dataIndex: 'displayName' },
    { title: '角色', key: 'role', render: (_, account) => roleWords(account) },
    { title: '状态', key: 'state', render: (_, account) => <State account={account} /> },
    {
      title: '动态口令',
      key: 'factor',
      render: (_, { hasSecondFactor }) => (hasSecondFactor ? '已启用' : <span className="quiet">没有</span>),
    },
    {
      title: '上次登录',
      key: 'seen',
      className: 'num',
      align: 'right',
      render: (_, { lastSignInAt }) => (lastSignInAt === null ? '从未' : moment(lastSignInAt)),
    },
    {
      title: '创建',
      key: 'created',
      className: 'num',
      align: 'right',
      render: (_, { createdAt }) => moment(createdAt),
    },
    {
      title: '',
      key: 'do',
      align: 'right',
      render: (_, account) => (
        <Button size="small" onClick={() => change(account)} aria-label={`修改 ${account.name}`}>
          修改
        </Button>
      ),
    },
  ];
}
