import { peopleRoutes } from '@quantu/people';
import { useQuery } from '@tanstack/react-query';
import { Input, Select } from 'antd';
import { call } from '../shell/api.ts';
import { useSignedIn } from '../shell/session.ts';

interface Props {
  search: URLSearchParams;
  show: (part: Record<string, string>) => void;
}

export function AuditFilters({ search, show }: Props) {
  const { districts } = useSignedIn();
  const actions = useQuery({
    queryKey: ['audit', 'actions'],
    queryFn: ({ signal }) => call(peopleRoutes.auditActions, { signal }),
    staleTime: 300_000,
  });
  const words = (key: 'actor' | 'text', label: string) => (
    <Input.Search
      key={`${key} ${search.get(key) ?? ''}`}
      allowClear
      defaultValue={search.get(key) ?? ''}
      aria-label={label}
      placeholder={label}
      className="audit-words"
      onSearch={(value) => show({ [key]: value.trim() })}
    />
  );
  const day = (key: 'from' | 'until', label: string) => (
    <Input
      type="date"
      aria-label={label}
      className="audit-day"
      value={search.get(key) ?? ''}
      onChange={({ target }) => show({ [key]: target.value })}
    />
  );
  return (
    <div className="bar" role="search">
      <Select
        allowClear
        aria-label="区划"
        placeholder="全系统"
        className="audit-words"
        value={search.get('district')}
        options={districts.map(({ code, name }) => ({ value: code, label: name }))}
        onChange={(value: string | undefined) => show({ district: value ?? '' })}
      />
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        aria-label="操作"
        placeholder="操作"
        className="audit-words"
        popupMatchSelectWidth={false}
        value={search.get('action')}
        options={(actions.data?.data ?? []).map(({ action, label }) => ({ value: action, label }))}
        onChange={(value: string | undefined) => show({ action: value ?? '' })}
      />
      {words('actor', '操作人')}
      {words('text', '内容')}
      {day('from', '起始日期')}
      <span>至</span>
      {day('until', '截止日期')}
    </div>
  );
}
