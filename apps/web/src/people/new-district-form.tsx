import { useMutation, useQueryClient } from '@tanstack/react-query';
import { peopleRoutes, type NewDistrict } from '@quantu/people';
import { Button, Form, Input } from 'antd';
import { useNavigate } from 'react-router';
import { call } from '../shell/api.ts';
import { sessionKey } from '../shell/session.ts';
import { FaultLine } from '../shell/states.tsx';

const CODE_RULES = [
  { required: true, message: '请填写区划代码' },
  { pattern: /^[0-9]{6,12}$/, message: '区划代码是 6 到 12 位数字，例如 350505' },
];

/** Code and name make a district; who made it lands on its empty documents page. */
export function NewDistrictForm() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const create = useMutation({
    mutationFn: (district: NewDistrict) => call(peopleRoutes.createDistrict, { body: district }),
    onSuccess: async ({ data }) => {
      await client.invalidateQueries({ queryKey: sessionKey });
      await navigate(`/d/${encodeURIComponent(data.code)}/documents`);
    },
  });
  return (
    <Form layout="vertical" requiredMark={false} onFinish={(fields: NewDistrict) => create.mutate(fields)}>
      <Form.Item name="code" label="区划代码" rules={CODE_RULES}>
        <Input autoFocus autoComplete="off" inputMode="numeric" maxLength={12} placeholder="例如 350505" />
      </Form.Item>
      <Form.Item name="name" label="名称" rules={[{ required: true, whitespace: true, message: '请填写名称' }]}>
        <Input autoComplete="off" maxLength={30} placeholder="例如 泉港区" />
      </Form.Item>
      <FaultLine error={create.error} />
      <Button type="primary" htmlType="submit" block loading={create.isPending}>
        新建区划
      </Button>
    </Form>
  );
}
