import { useMutation } from '@tanstack/react-query';
import { peopleRoutes } from '@quantu/people';
import { Button, Form, Input } from 'antd';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { call } from '../shell/api.ts';
import { setElder, useDisplay } from '../shell/display.ts';
import { useTitle } from '../shell/page.tsx';
import { useSession, useTakeSession } from '../shell/session.ts';
import { Failed, FaultLine, Loading } from '../shell/states.tsx';
import { ConnectionStrip } from '../shell/strips.tsx';
import { backAddress } from './back-address.ts';

interface Fields {
  name: string;
  password: string;
}

export function SignInPage() {
  useTitle('登录');
  const session = useSession();
  const take = useTakeSession();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const back = backAddress(search.get('back'));
  const { isElder } = useDisplay();
  const signIn = useMutation({
    mutationFn: (body: Fields) => call(peopleRoutes.signIn, { body }),
    onSuccess: (answer) => {
      take(answer);
      void navigate(back, { replace: true });
    },
  });
  if (session.isPending) return <Loading />;
  if (!session.data) return <Failed error={session.error} onRetry={() => void session.refetch()} />;
  if (session.data.data.needsFirstAdministrator) return <Navigate to="/welcome" replace />;
  if (session.data.data.account) return <Navigate to={back} replace />;
  return (
    <>
      <ConnectionStrip />
      <main className="door">
        <div className="door-sheet">
          <h1>泉图</h1>
          <p className="lead">报告里的每个数字，都有出处。</p>
          <h2>{search.has('back') ? '请登录后继续' : '登录'}</h2>
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
          <p className="door-foot">
            <Button type="link" onClick={() => setElder(!isElder)}>
              {isElder ? '恢复标准字号' : '关怀模式（大字）'}
            </Button>
          </p>
        </div>
      </main>
    </>
  );
}
