import { peopleRoutes } from '@quantu/people';
import { useMutation } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { call } from '../../shell/api.ts';
import { useSession, useSignedIn, useTakeSession } from '../../shell/session.ts';
import { FaultLine } from '../../shell/states.tsx';
import { NewPassword } from '../new-password.tsx';
import { passwordRules } from '../password-rules.ts';
import { usePolicy } from '../use-policy.ts';

interface Fields {
  current: string;
  next: string;
}

export function PasswordForm() {
  const { account } = useSignedIn();
  const isDemanded = useSession().data?.data.demands.includes('password') ?? false;
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
      {isDemanded && <p className="demand">■ 密码已到期，或是别人代设的，请先改成自己的，然后才能继续</p>}
      <PolicyWords />
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(fields) => change.mutate(fields)}>
        <input type="text" name="username" autoComplete="username" value={account.name} readOnly hidden />
        <Form.Item name="current" label="现在的密码" rules={passwordRules}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <NewPassword name="next" word="新密码" />
        <FaultLine error={change.error} />
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          修改密码
        </Button>
      </Form>
    </section>
  );
}

/** The rules in force, so that nobody learns them from refusals. */
function PolicyWords() {
  const policy = usePolicy();
  if (!policy.data) return null;
  const { passwordLength, passwordDays, passwordsRemembered } = policy.data.data;
  const words = [
    `至少 ${passwordLength} 个字符`,
    passwordDays > 0 && `每 ${passwordDays} 天换一次`,
    passwordsRemembered > 0 && `不得与最近 ${passwordsRemembered} 个相同`,
  ];
  return <p className="quiet">{words.filter(Boolean).join('，')}</p>;
}
