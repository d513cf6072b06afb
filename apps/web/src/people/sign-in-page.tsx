import { useMutation } from '@tanstack/react-query';
import { oidcRoutes, peopleRoutes, type SessionAnswer } from '@quantu/people';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { call } from '../shell/api.ts';
import { useTitle } from '../shell/page.tsx';
import { useSession, useTakeSession } from '../shell/session.ts';
import { Failed, FaultLine, Loading } from '../shell/states.tsx';
import { backAddress } from './back-address.ts';
import { Door } from './door.tsx';
import { keepOidcStart } from './oidc-start.ts';
import { SecondStep } from './second-step.tsx';

interface Fields {
  name: string;
  password: string;
}

/** Name and password, then the second factor where there is one; or the city's own system. */
export function SignInPage() {
  useTitle('登录');
  const session = useSession();
  const take = useTakeSession();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [challenge, setChallenge] = useState<string | null>(null);
  const back = backAddress(search.get('back'));
  const signedIn = (answer: SessionAnswer): void => {
    if (answer.data.challenge !== null) {
      setChallenge(answer.data.challenge);
      return;
    }
    take(answer);
    void navigate(back, { replace: true });
  };
  if (session.isPending) return <Loading />;
  if (!session.data) return <Failed error={session.error} onRetry={() => void session.refetch()} />;
  if (session.data.data.needsFirstAdministrator) return <Navigate to="/welcome" replace />;
  if (session.data.data.account) return <Navigate to={back} replace />;
  return (
    <Door lead="报告里的每个数字，都有出处。">
      {challenge === null ? (
        <>
          <h2>{search.has('back') ? '请登录后继续' : '登录'}</h2>
          <PasswordStep onSignedIn={signedIn} />
          <OidcButton label={session.data.data.oidcLabel} back={back} />
        </>
      ) : (
        <SecondStep challenge={challenge} onSignedIn={signedIn} onBack={() => setChallenge(null)} />
      )}
    </Door>
  );
}

function PasswordStep({ onSignedIn }: { onSignedIn: (answer: SessionAnswer) => void }) {
  const signIn = useMutation({
    mutationFn: (body: Fields) => call(peopleRoutes.signIn, { body }),
    onSuccess: onSignedIn,
  });
  return (
    <Form layout="vertical" requiredMark={false} onFinish={(fields: Fields) => signIn.mutate(fields)}>
      <Form.Item name="name" label="账号" rules={[{ required: true, whitespace: true, message: '请填写账号' }]}>
        <Input autoFocus autoComplete="username" maxLength={64} />
      </Form.Item>
      <Form.Item name="password" label="密码" rules={[{ required: true, message: '请填写密码' }]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <FaultLine error={signIn.error} />
      <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
        登录
      </Button>
    </Form>
  );
}

/** Where the installation trusts the city's own system. */
function OidcButton({ label, back }: { label: string | null; back: string }) {
  const start = useMutation({
    mutationFn: () => call(oidcRoutes.start),
    onSuccess: ({ address, binding }) => {
      keepOidcStart({ binding, back });
      window.location.assign(address);
    },
  });
  if (label === null) return null;
  return (
    <div className="oidc">
      <FaultLine error={start.error} />
      <Button block loading={start.isPending} onClick={() => start.mutate()}>
        {label}
      </Button>
    </div>
  );
}
