import { ROLES, type District, type Grant } from '@quantu/people';
import { Button, Pagination, Table, type TableColumnsType } from 'antd';
import { useDisplay } from '../../shell/display.ts';
import { Light } from '../../shell/light.tsx';
import { moment } from '../../shell/moment.ts';
import { periodWord, scopeWord } from '../grant-words.ts';

interface Props {
  rows: readonly Grant[];
  districts: readonly District[];
  paging: { page: number; size: number; total: number; onPage: (page: number) => void };
  onRevoke: (grant: Grant) => void;
}

export function GrantsTable({ rows, districts, paging: { page, size, total, onPage }, onRevoke }: Props) {
  const { isNarrow } = useDisplay();
  const pages = {
    current: page,
    pageSize: size,
    total,
    onChange: onPage,
    showSizeChanger: false,
    hideOnSinglePage: true,
  };
  if (isNarrow) {
    return (
      <>
        <ul className="cards">
          {rows.map((grant) => (
            <li key={grant.id} className="card">
              <div className="card-title">
                {grant.displayName || grant.accountName} <span className="quiet">{grant.accountName}</span>
              </div>
              <div className="card-line">
                <b>{ROLES[grant.role].label}</b>
                <span>{scopeWord(grant, districts)}</span>
                <span>{periodWord(grant)}</span>
                <InForce grant={grant} />
              </div>
              {grant.canRevoke && (
                <Button block onClick={() => onRevoke(grant)}>
                  收回
                </Button>
              )}
            </li>
          ))}
        </ul>
        <Pagination {...pages} />
      </>
    );
  }
  return (
    <Table
      className="sheet"
      size="small"
      rowKey="id"
      columns={columns(districts, onRevoke)}
      dataSource={[...rows]}
      pagination={pages}
    />
  );
}

function InForce({ grant: { isInForce } }: { grant: Grant }) {
  return isInForce ? <Light kind="good" word="生效" /> : <Light kind="plain" word="不生效" />;
}

function columns(districts: readonly District[], onRevoke: (grant: Grant) => void): TableColumnsType<Grant> {
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
      title: '角色',
      key: 'role',
      render: (_, { role, delegatedBy }) => (
        <>
          {ROLES[role].label}
          {delegatedBy !== null && <div className="quiet">受 {delegatedBy} 委托</div>}
        </>
      ),
    },
    { title: '区划和单位', key: 'scope', render: (_, grant) => scopeWord(grant, districts) },
    { title: '期限', key: 'period', render: (_, grant) => periodWord(grant) },
    { title: '现在', key: 'now', render: (_, grant) => <InForce grant={grant} /> },
    {
      title: '授予',
      key: 'granted',
      render: (_, { grantedBy, grantedAt }) => (
        <span className="quiet">
          {grantedBy} · {moment(grantedAt)}
        </span>
      ),
    },
    {
      title: '',
      key: 'do',
      align: 'right',
      render: (_, grant) =>
        grant.canRevoke && (
          <Button
            size="small"
            onClick={() => onRevoke(grant)}
            aria-label={`收回 ${grant.accountName} 的 ${ROLES[grant.role].label}`}
          >
            收回
          </Button>
        ),
    },
  ];
}
