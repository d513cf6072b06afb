import { grantRoutes, type RoleKey } from '@quantu/people';
import { useQuery } from '@tanstack/react-query';
import { Form, Select } from 'antd';
import { call } from '../../shell/api.ts';
import { useSignedIn } from '../../shell/session.ts';
import { roleOptions } from '../grant-words.ts';

const ALL = '';

/** Role, district and organisation: the same for a grant and an invitation. */
export function ScopeFields({ roles = () => true }: { roles?: (role: RoleKey) => boolean }) {
  const { districts } = useSignedIn();
  const form = Form.useFormInstance();
  const district: unknown = Form.useWatch('district', form);
  const organisations = useQuery({
    queryKey: ['grant-organisations', district],
    queryFn: ({ signal }) => call(grantRoutes.grantOrganisations, { query: { district: String(district) }, signal }),
    enabled: typeof district === 'string' && district !== ALL,
  });
  const choices = (organisations.data?.data ?? []).filter(({ isClosed }) => !isClosed);
  return (
    <>
      <Form.Item name="role" label="角色" rules={[{ required: true, message: '请选角色' }]}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={roleOptions(roles)} />
      </Form.Item>
      <Form.Item name="district" label="区划">
        <Select
          options={[
            { value: ALL, label: '全部区划' },
            ...districts.map(({ code, name }) => ({ value: code, label: name })),
          ]}
          onChange={() => form.setFieldValue('organisation', undefined)}
        />
      </Form.Item>
      {choices.length > 0 && (
        <Form.Item name="organisation" label="单位（不选：不限单位）" extra="选了单位，就只管这个单位和它的下级">
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            options={choices.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
      )}
    </>
  );
}

export interface ScopeValues {
  role: RoleKey;
  district: string;
  organisation?: string | undefined;
}

/** As the routes take it: 全部区划 and no organisation are null. */
export function scopeBody({ role, district, organisation }: ScopeValues) {
  return { role, district: district === ALL ? null : district, organisation: organisation ?? null };
}
