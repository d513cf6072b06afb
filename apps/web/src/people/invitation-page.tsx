import { invitationRoutes, ROLES } from '@quantu/people';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { Link, useNavigate } from 'react-router';
import { call } from '../shell/api.ts';
import { moment } from '../shell/moment.ts';
import { useTitle } from '../shell/page.tsx';
import { useSession, useTakeSession } from '../shell/session.ts';
import { Failed, FaultLine, Loading } from '../shell/states.tsx';
import { Door } from './door.tsx';
import { NewPassword } from './new-password.tsx';

interface Fields {
  name: string;
  displayName: string;
  password: string;
}

/** What an invited person opens: who invites to what, then a name and a password of one's own. */
export function InvitationPage() {
  useTitle('接受邀请');
  const secret = window.location.hash.slice(1);
  // Also brings what every write needs, for a browser that was never here.
  const session = useSession();
  const invitation = useQuery({
    queryKey: ['invitation', secret],
    queryFn: () => call(invitationRoutes.lookUp, { body: { secret } }),
    enabled: session.data !== undefined && secret.length >= 20,
    staleTime: Infinity,
  });
  if (session.isPending) return <Loading />;
  if (!session.data) return <Failed error={session.error} onRetry={() => void session.refetch()} />;
  if (secret.length < 20) {
    return (
      <Door lead="接受邀请">
        <p>邀请链接不完整。请把收到的链接整个复制到地址栏，井号（#）后面的部分也要。</p>
      </Door>
    );
  }
  if (invitation.isPending) return <Loading />;
  if (!invitation.data) {
    return (
      <Door lead="接受邀请">
        <FaultLine error={invitation.error} />
        <Link to="/sign-in">已经有账号，去登录</Link>
      </Door>
    );
  }
  const { displayName, role, districtName, organisationName, expiresAt, isEnabled } = invitation.data.data;
  const place = [districtName, organisationName].filter(Boolean).join(' ');
  return (
    <Door
      lead={
        <>
          {displayName}，请您以<b>{ROLES[role].label}</b>的身份加入{place === '' ? '泉图' : place}。
        </>
      }
    >
      <h2>定一个账号和密码</h2>
      <AcceptForm secret={secret} displayName={displayName} isEnabled={isEnabled} />
      <p className="door-foot">这个链接只能用一次，{moment(expiresAt)} 前有效。</p>
    </Door>
  );
}

interface Invited {
  readonly secret: string;
  readonly displayName: string;
  readonly isEnabled: boolean;
}

function AcceptForm({ secret, displayName, isEnabled }: Invited) {
  const take = useTakeSession();
  const navigate = useNavigate();
  const accept = useMutation({
    mutationFn: ({ name, displayName, password }: Fields) =>
      call(invitationRoutes.accept, { body: { secret, name, displayName, password } }),
    onSuccess: (answer) => {
      if (answer.data.account === null) return;
      take(answer);
      void navigate('/', { replace: true });
    },
  });
  if (accept.data?.data.account === null)
    return <p role="status">账号已建好，等系统管理员启用后就可以登录。请把账号名告诉系统管理员。</p>;
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      initialValues={{ displayName }}
      onFinish={(fields: Fields) => accept.mutate(fields)}
    >
      <Form.Item name="name" label="账号" rules={[{ required: true, whitespace: true, message: '请填写账号' }]}>
        <Input autoFocus autoComplete="username" maxLength={64} placeholder="以后用它登录，例如姓名的拼音" />
      </Form.Item>
      <Form.Item name="displayName" label="姓名" rules={[{ required: true, whitespace: true, message: '请填写姓名' }]}>
        <Input autoComplete="name" maxLength={64} />
      </Form.Item>
      <NewPassword name="password" word="密码" />
      <FaultLine error={accept.error} />
      <Button type="primary" htmlType="submit" block loading={accept.isPending}>
        {isEnabled ? '接受邀请并进入' : '接受邀请'}
      </Button>
    </Form>
  );
}
