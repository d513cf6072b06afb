import { useMutation } from '@tanstack/react-query';
import { peopleRoutes } from '@quantu/people';
import { App, Button, Form, Input } from 'antd';
import { call } from '../shell/api.ts';
import { PageHead } from '../shell/page.tsx';
import { useSignedIn, useTakeSession } from '../shell/session.ts';
import { FaultLine } from '../shell/states.tsx';
import { OwnSessions } from './own-sessions.tsx';
import { confirmRule, passwordRules } from './password-rules.ts';
import { roleWords } from './role.ts';

export function AccountPage() {
  const { account } = useSignedIn();
  return (
    <div className="page">
      <PageHead
        title="密码与登录会话"
        note={`${account.displayName || account.name}（${account.name}）· ${roleWords(account)}`}
      />
      <div className="columns">
        <PasswordForm />
        <OwnSessions />
      </div>
    </div>
  );
}

interface Fields {
  current: string;
  next: string;
}

function PasswordForm() {
  const { account } = useSignedIn();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const take = useTakeSession();
  const change = useMutation({
    mutationFn: ({ current, next }: Fields) => call(peopleRoutes.changeOwnPassword, { body: { current, next } }),
    onSuccess: (answer) => {
      take(answer);
      form.resetFields();
      void message.success('密码已修改，其他会话已退出');
    },
  });
  return (
    <section className="panel">
      <h2>修改密码</h2>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(fields) => change.mutate(fields)}>
        <input type="text" name="username" autoComplete="username" value={account.name} readOnly hidden />
        <Form.Item name="current" label="现在的密码" rules={passwordRules}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item name="next" label="新密码" rules={passwordRules}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item name="again" label="再输一次新密码" dependencies={['next']} rules={[confirmRule('next')]}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <FaultLine error={change.error} />
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          修改密码
        </Button>
      </Form>
    </section>
  );
}
