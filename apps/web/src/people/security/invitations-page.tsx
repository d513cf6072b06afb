import { invitationRoutes, ROLES, type Invitation } from '@quantu/people';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, InputNumber, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { call } from '../../shell/api.ts';
import { FormDialog } from '../../shell/form-dialog.tsx';
import { Light, type LightKind } from '../../shell/light.tsx';
import { moment } from '../../shell/moment.ts';
import { PageHead } from '../../shell/page.tsx';
import { pagesOf } from '../../shell/pages.tsx';
import { useSignedIn } from '../../shell/session.ts';
import { Empty, FaultLine } from '../../shell/states.tsx';
import { pageOf, useSearchState } from '../../shell/use-search-state.ts';
import { districtWord } from '../grant-words.ts';
import { OnlyFor } from '../only-for.tsx';
import { SecretOnce } from '../secret-once.tsx';
import { scopeBody, ScopeFields, type ScopeValues } from './scope-fields.tsx';
import '../people.css';

const PAGE_SIZE = 50;

const STATE: Record<Invitation['state'], { kind: LightKind; word: string }> = {
  open: { kind: 'watch', word: '等待接受' },
  used: { kind: 'good', word: '已接受' },
  expired: { kind: 'plain', word: '已过期' },
  withdrawn: { kind: 'bad', word: '已撤回' },
};

/** 邀请: a link with which somebody sets up an account of their own, in a role that is decided here. */
export function InvitationsPage() {
  return (
    <OnlyFor needs="grants.manage">
      <Invitations />
    </OnlyFor>
  );
}

function Invitations() {
  const client = useQueryClient();
  const { districts } = useSignedIn();
  const [search, show] = useSearchState();
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<{ name: string; link: string } | null>(null);
  const page = pageOf(search);
  const invitations = useQuery({
    queryKey: ['invitations', page],
    queryFn: ({ signal }) => call(invitationRoutes.invitations, { query: { page, size: PAGE_SIZE }, signal }),
    placeholderData: keepPreviousData,
  });
  const again = (): void => void client.invalidateQueries({ queryKey: ['invitations'] });
  const withdraw = useMutation({
    mutationFn: (invitation: string) => call(invitationRoutes.withdraw, { params: { invitation } }),
    onSuccess: again,
  });
  const columns: TableColumnsType<Invitation> = [
    { title: '邀请谁', dataIndex: 'displayName' },
    { title: '角色', key: 'role', render: (_, { role }) => ROLES[role].label },
    { title: '区划', key: 'district', render: (_, { district }) => districtWord(district, districts) },
    {
      title: '状态',
      key: 'state',
      render: (_, { state, usedBy }) => (
        <>
          <Light {...STATE[state]} />
          {usedBy !== null && <span className="quiet"> {usedBy}</span>}
        </>
      ),
    },
    { title: '有效至', key: 'until', render: (_, { expiresAt }) => moment(expiresAt) },
    { title: '由谁发出', key: 'by', render: (_, { createdBy, createdAt }) => `${createdBy} · ${moment(createdAt)}` },
    {
      title: '',
      key: 'do',
      align: 'right',
      render: (_, { id, state, displayName }) =>
        state === 'open' && (
          <Button
            size="small"
            disabled={withdraw.isPending}
            onClick={() => withdraw.mutate(id)}
            aria-label={`撤回对 ${displayName} 的邀请`}
          >
            撤回
          </Button>
        ),
    },
  ];
  return (
    <div className="page">
      <PageHead title="邀请" note={invitations.data && `共 ${invitations.data.total} 个`}>
        <Button type="primary" onClick={() => setMaking(true)}>
          生成邀请链接
        </Button>
      </PageHead>
      <FaultLine error={invitations.error ?? withdraw.error} onRetry={() => void invitations.refetch()} />
      {invitations.data?.total === 0 ? (
        <Empty title="还没有发过邀请">
          企业、镇街和借调人员用邀请链接自己开账号：链接只能用一次，有期限，角色由您定。
        </Empty>
      ) : (
        <Table
          className="sheet"
          size="small"
          rowKey="id"
          columns={columns}
          dataSource={invitations.data?.data ?? []}
          loading={invitations.isPending}
          scroll={{ x: 'max-content' }}
          pagination={pagesOf({
            page,
            size: PAGE_SIZE,
            total: invitations.data?.total ?? 0,
            onPage: (to) => show({ page: String(to) }),
          })}
        />
      )}
      {isMaking && (
        <InviteDialog
          onClose={() => setMaking(false)}
          onMade={(name, secret) => {
            setMaking(false);
            setMade({ name, link: `${window.location.origin}/invitation#${secret}` });
            again();
          }}
        />
      )}
      {made !== null && (
        <SecretOnce
          title={`给 ${made.name} 的邀请链接`}
          label="邀请链接"
          secret={made.link}
          onClose={() => setMade(null)}
        >
          <p>把链接发给本人。谁打开它，谁就能开这个账号，所以请不要发到群里。</p>
        </SecretOnce>
      )}
    </div>
  );
}

interface Fields extends ScopeValues {
  displayName: string;
  hours: number;
}

function InviteDialog({ onClose, onMade }: { onClose: () => void; onMade: (name: string, secret: string) => void }) {
  const { districts } = useSignedIn();
  const invite = useMutation({
    mutationFn: ({ displayName, hours, ...scope }: Fields) =>
      call(invitationRoutes.invite, { body: { displayName, hours, ...scopeBody(scope) } }),
    onSuccess: ({ data, secret }) => onMade(data.displayName, secret),
  });
  return (
    <FormDialog
      title="生成邀请链接"
      okText="生成"
      initial={{ district: districts[0]?.code ?? '', hours: 72 }}
      sending={invite}
      onSubmit={(fields: Fields) => invite.mutate(fields)}
      onClose={onClose}
    >
      <Form.Item
        name="displayName"
        label="邀请谁"
        rules={[{ required: true, whitespace: true, message: '请填写姓名或单位' }]}
      >
        <Input autoFocus maxLength={64} placeholder="姓名，或单位加职务" />
      </Form.Item>
      <ScopeFields />
      <Form.Item name="hours" label="有效小时数" rules={[{ required: true, message: '邀请必须有期限' }]}>
        <InputNumber min={1} max={720} precision={0} />
      </Form.Item>
    </FormDialog>
  );
}
