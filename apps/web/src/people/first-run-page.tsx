import { useMutation } from '@tanstack/react-query';
import { peopleRoutes } from '@quantu/people';
import { Button, Form, Input } from 'antd';
import { Navigate, useNavigate } from 'react-router';
import { call } from '../shell/api.ts';
import { useTitle } from '../shell/page.tsx';
import { useSession, useTakeSession } from '../shell/session.ts';
import { Failed, FaultLine, Loading } from '../shell/states.tsx';
import { ConnectionStrip } from '../shell/strips.tsx';
import { NewPassword } from './new-password.tsx';

interface Fields {
  name: string;
  displayName?: string;
  password: string;
}

/** A fresh installation has no account: the first person makes the administrator here. */
export function FirstRunPage() {
  useTitle('开始使用');
  const session = useSession();
  const take = useTakeSession();
  const navigate = useNavigate();
  const create = useMutation({
    mutationFn: ({ name, displayName, password }: Fields) =>
      call(peopleRoutes.createFirstAdministrator, { body: { name, displayName: displayName ?? '', password } }),
    onSuccess: (answer) => {
      take(answer);
      void navigate('/', { replace: true });
    },
  });
  if (session.isPending) return <Loading />;
  if (!session.data) return <Failed error={session.error} onRetry={() => void session.refetch()} />;
  if (!session.data.data.needsFirstAdministrator) return <Navigate to="/" replace />;
  return (
    <>
      <ConnectionStrip />
      <main className="door">
        <div className="door-sheet">
          <h1>泉图</h1>
          <p className="lead">
            泉图把政府报告读成可核对的数据：每个数字、每项承诺都有出处、有状态。核对、采纳以后，再把它排成规范的公文。
          </p>
          <h2>创建第一个管理员</h2>
          <Form layout="vertical" requiredMark={false} onFinish={(fields: Fields) => create.mutate(fields)}>
            <Form.Item name="name" label="账号" rules={[{ required: true, whitespace: true, message: '请填写账号' }]}>
              <Input autoFocus autoComplete="username" maxLength={64} />
            </Form.Item>
            <Form.Item name="displayName" label="姓名（可以不填）">
              <Input autoComplete="name" maxLength={64} />
            </Form.Item>
            <NewPassword name="password" word="密码" />
            <FaultLine error={create.error} />
            <Button type="primary" htmlType="submit" block loading={create.isPending}>
              创建并进入
            </Button>
          </Form>
          <p className="door-foot">系统只保存密码的摘要，忘记后由管理员重设。</p>
        </div>
      </main>
    </>
  );
}
