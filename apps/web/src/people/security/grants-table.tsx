import { ROLES, type District, type Grant } from '@quantu/people';
import { Button, type TableColumnsType } from 'antd';
import { CardsOrTable } from '../../shell/cards.tsx';
import { useDisplay } from '../../shell/display.ts';
import { Light } from '../../shell/light.tsx';
import { moment } from '../../shell/moment.ts';
import type { Paging } from '../../shell/pages.tsx';
import { periodWord, scopeWord } from '../grant-words.ts';

interface Props {
  rows: readonly Grant[];
  districts: readonly District[];
  pages: Paging;
  onRevoke: (grant: Grant) => void;
}

export function GrantsTable({ rows, districts, pages, onRevoke }: Props) {
  const { isNarrow } = useDisplay();
  return (
    <CardsOrTable
      isCards={isNarrow}
      size="small"
      rows={rows}
      keyOf={({ id }) => id}
      columns={columns(districts, onRevoke)}
      renderCard={(grant) => <GrantCard grant={grant} districts={districts} onRevoke={onRevoke} />}
      pages={pages}
    />
  );
}

function GrantCard({ grant, districts, onRevoke }: Pick<Props, 'districts' | 'onRevoke'> & { grant: Grant }) {
  return (
    <div className="card">
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
    </div>
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
