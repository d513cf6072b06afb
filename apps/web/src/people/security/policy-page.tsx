import { Policy, securityRoutes, type RoleKey } from '@quantu/people';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, InputNumber, Select, Switch } from 'antd';
import { call } from '../../shell/api.ts';
import { PageHead } from '../../shell/page.tsx';
import { Failed, FaultLine, Loading } from '../../shell/states.tsx';
import { roleOptions } from '../grant-words.ts';
import { policyKey, usePolicy } from '../use-policy.ts';
import { KeptApart } from './kept-apart.tsx';
import '../people.css';

type NumberKey = Exclude<keyof Policy, 'isSeparated' | 'secondFactorRoles'>;

const NUMBERS: readonly { key: NumberKey; unit: string; help?: string }[] = [
  { key: 'passwordLength', unit: '个字符' },
  { key: 'passwordDays', unit: '天', help: '0：不过期' },
  { key: 'passwordsRemembered', unit: '个' },
  { key: 'freeFailures', unit: '次' },
  { key: 'lockMinutes', unit: '分钟' },
  { key: 'idleMinutes', unit: '分钟' },
  { key: 'sessionHours', unit: '小时' },
];

/** 安全策略: read by everybody, changed by the security administrator. */
export function PolicyPage() {
  const { message } = App.useApp();
  const client = useQueryClient();
  const policy = usePolicy();
  const change = useMutation({
    mutationFn: (body: Policy) => call(securityRoutes.changePolicy, { body }),
    onSuccess: (answer) => {
      client.setQueryData(policyKey, answer);
      void message.success('已保存，即时生效');
    },
  });
  if (policy.isPending) return <Loading />;
  if (!policy.data) return <Failed error={policy.error} onRetry={() => void policy.refetch()} />;
  const { data, can } = policy.data;
  return (
    <div className="page">
      <PageHead title="安全策略" note={can.change ? '' : '只有安全管理员可以改'} />
      <KeptApart />
      <Form
        className="panel policy"
        layout="vertical"
        requiredMark={false}
        disabled={!can.change}
        initialValues={data}
        onFinish={(body: Policy) => change.mutate(body)}
      >
        <Form.Item
          name="isSeparated"
          label="三员分立"
          valuePropName="checked"
          extra={
            data.isSeparated
              ? '已启用。关闭须在服务器上执行 quantu user combine，安全管理员一人不能关闭'
              : '启用前须没有账号兼任；有人兼任时系统会说出是谁。启用后不能在这里关闭'
          }
        >
          <Switch checkedChildren="启用" unCheckedChildren="不启用" disabled={!can.change || data.isSeparated} />
        </Form.Item>
        <div className="policy-numbers">
          {NUMBERS.map(({ key, unit, help }) => (
            <Form.Item
              key={key}
              name={key}
              label={Policy.properties[key].description}
              extra={help}
              rules={[{ required: true, message: '请填数字' }]}
            >
              <InputNumber
                min={Policy.properties[key].minimum ?? 0}
                max={Policy.properties[key].maximum ?? 100_000}
                precision={0}
                suffix={unit}
                className="policy-number"
              />
            </Form.Item>
          ))}
        </div>
        <Form.Item
          name="secondFactorRoles"
          label="必须使用动态口令的角色"
          extra="这些角色登录后先设置动态口令，然后才能继续"
        >
          <Select<RoleKey[]> mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={roleOptions()} />
        </Form.Item>
        <FaultLine error={change.error} />
        {can.change && (
          <Button type="primary" htmlType="submit" loading={change.isPending}>
            保存
          </Button>
        )}
      </Form>
    </div>
  );
}
