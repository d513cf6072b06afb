import { oidcRoutes, type OidcSettings } from '@quantu/people';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Switch } from 'antd';
import { call } from '../../shell/api.ts';
import { PageHead } from '../../shell/page.tsx';
import { Failed, FaultLine, Loading } from '../../shell/states.tsx';
import { OnlyFor } from '../only-for.tsx';
import '../people.css';

const oidcKey = ['oidc', 'settings'];

/** 统一身份认证: signing in with the city's own system beside passwords. */
export function OidcPage() {
  return (
    <OnlyFor needs="accounts.manage">
      <Settings />
    </OnlyFor>
  );
}

type Fields = Omit<OidcSettings, 'hasSecret' | 'isFixed'> & { clientSecret?: string };

function Settings() {
  const { message } = App.useApp();
  const client = useQueryClient();
  const settings = useQuery({ queryKey: oidcKey, queryFn: ({ signal }) => call(oidcRoutes.settings, { signal }) });
  const change = useMutation({
    mutationFn: ({ clientSecret = '', ...fields }: Fields) =>
      call(oidcRoutes.changeSettings, { body: { ...fields, ...(clientSecret === '' ? {} : { clientSecret }) } }),
    onSuccess: (answer) => {
      client.setQueryData(oidcKey, answer);
      void message.success('已保存');
    },
  });
  if (settings.isPending) return <Loading />;
  if (!settings.data) return <Failed error={settings.error} onRetry={() => void settings.refetch()} />;
  const { hasSecret, isFixed, ...fields } = settings.data.data;
  const initial = { ...fields, redirect: fields.redirect || `${window.location.origin}/sign-in/oidc` };
  return (
    <div className="page">
      <PageHead title="统一身份认证" note={isFixed ? '由服务器的环境变量设定，这里只能看' : '标准 OpenID Connect'} />
      <Form
        className="panel policy"
        layout="vertical"
        requiredMark={false}
        disabled={isFixed}
        initialValues={initial}
        onFinish={(body: Fields) => change.mutate(body)}
      >
        <Form.Item name="isOn" label="登录页上的按钮" valuePropName="checked">
          <Switch checkedChildren="启用" unCheckedChildren="不启用" />
        </Form.Item>
        <Form.Item name="label" label="按钮文字">
          <Input maxLength={40} placeholder="用市统一身份认证登录" />
        </Form.Item>
        <Form.Item name="issuer" label="签发方地址">
          <Input maxLength={500} inputMode="url" placeholder="https://" />
        </Form.Item>
        <Form.Item name="clientId" label="客户端标识">
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
        <Form.Item name="clientSecret" label={hasSecret ? '客户端密钥（已设置，不填则不变）' : '客户端密钥'}>
          <Input.Password maxLength={500} autoComplete="new-password" />
        </Form.Item>
        <Form.Item name="redirect" label="回调地址（在签发方登记的就是它）">
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item name="scope" label="申请的范围">
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="claim" label="账号所在的声明" rules={[{ required: true, message: '请填写' }]}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item
          name="factorAcr"
          label="表示已用第二因素的 acr（可不填，多个用空格分开）"
          extra="签发方的 amr 含 mfa，或 acr 是这里的一个，就不再要本系统的动态口令；否则按角色要求照常要"
        >
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="makesAccounts"
          label="第一次登录时自动开设账号"
          valuePropName="checked"
          extra="自动开设的账号没有任何角色，由安全管理员授予"
        >
          <Switch />
        </Form.Item>
        <FaultLine error={change.error} />
        {!isFixed && (
          <Button type="primary" htmlType="submit" loading={change.isPending}>
            保存
          </Button>
        )}
      </Form>
    </div>
  );
}
