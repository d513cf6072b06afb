import { PERMISSIONS, tokenRoutes, type Permission } from '@quantu/people';
import { useMutation } from '@tanstack/react-query';
import { Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { call } from '../../shell/api.ts';
import { useCatalogue } from '../../shell/catalogue.ts';
import { FormDialog } from '../../shell/form-dialog.tsx';
import { useSession, useSignedIn } from '../../shell/session.ts';

interface Fields {
  name: string;
  permissions: Permission[];
  districts?: string[];
  registers?: string[];
  days: number;
}

interface Props {
  onClose: () => void;
  onMade: (secret: string) => void;
}

export function TokenDialog({ onClose, onMade }: Props) {
  const { districts } = useSignedIn();
  const own = useSession().data?.data.permissions ?? [];
  const catalogue = useCatalogue(districts[0]?.code ?? '');
  const make = useMutation({
    mutationFn: ({ name, permissions, districts = [], registers = [], days }: Fields) =>
      call(tokenRoutes.createToken, {
        body: {
          name,
          permissions,
          districts: districts.length === 0 ? null : districts,
          registers: registers.length === 0 ? null : registers,
          days,
        },
      }),
    onSuccess: ({ secret }) => onMade(secret),
  });
  return (
    <FormDialog
      title="新建接口令牌"
      okText="新建"
      initial={{ days: 90, permissions: own.includes('district.enter') ? ['district.enter'] : [] }}
      sending={make}
      onSubmit={(fields: Fields) => make.mutate(fields)}
      onClose={onClose}
    >
      <Form.Item name="name" label="用途" rules={[{ required: true, whitespace: true, message: '请写明给谁用' }]}>
        <Input autoFocus maxLength={64} placeholder="例如：数据共享平台每日取数" />
      </Form.Item>
      <Form.Item name="permissions" label="允许" rules={[{ required: true, message: '至少选一项' }]}>
        <Checkbox.Group
          className="stack"
          options={own.map((permission) => ({ value: permission, label: PERMISSIONS[permission] }))}
        />
      </Form.Item>
      {districts.length > 1 && (
        <Form.Item name="districts" label="区划（不选：您的全部区划）">
          <Select mode="multiple" options={districts.map(({ code, name }) => ({ value: code, label: name }))} />
        </Form.Item>
      )}
      <Form.Item name="registers" label="台账（不选：您能看的全部台账）">
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={(catalogue.data?.data ?? []).map(({ key, label }) => ({ value: key, label }))}
        />
      </Form.Item>
      <Form.Item name="days" label="有效天数（最多 366）" rules={[{ required: true, message: '令牌必须有期限' }]}>
        <InputNumber min={1} max={366} precision={0} />
      </Form.Item>
    </FormDialog>
  );
}
