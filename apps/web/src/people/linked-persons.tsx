import { peopleRoutes, type Account } from '@quantu/people';
import { registerRoutes } from '@quantu/product-registers';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { call } from '../shell/api.ts';
import { useSignedIn } from '../shell/session.ts';
import { FaultLine } from '../shell/states.tsx';
import { textOf } from './organisations/tree.ts';

/** Which person of a district an account is: records that name the person are then theirs. */
export function LinkedPersons({ account }: { account: Account }) {
  const { districts } = useSignedIn();
  const client = useQueryClient();
  const key = ['accounts', 'persons', account.id];
  const linked = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call(peopleRoutes.linkedPersons, { params: { account: account.id }, signal }),
  });
  const link = useMutation({
    mutationFn: (body: { district: string; person: string | null }) =>
      call(peopleRoutes.linkPerson, { params: { account: account.id }, body }),
    onSuccess: (answer) => client.setQueryData(key, answer),
  });
  if (districts.length === 0) return null;
  return (
    <section className="form-part">
      <h3>对应的人员</h3>
      <FaultLine error={linked.error ?? link.error} />
      {districts.map(({ code, name }) => {
        const person = linked.data?.data.find((one) => one.district === code);
        return (
          <div key={code} className="linked-person">
            <span>{name}</span>
            {person ? (
              <>
                <b>{person.name}</b>
                <Button
                  size="small"
                  disabled={link.isPending}
                  onClick={() => link.mutate({ district: code, person: null })}
                >
                  取消
                </Button>
              </>
            ) : (
              <PersonSelect district={code} onChoose={(person) => link.mutate({ district: code, person })} />
            )}
          </div>
        );
      })}
    </section>
  );
}

function PersonSelect({ district, onChoose }: { district: string; onChoose: (person: string) => void }) {
  const [text, setText] = useState('');
  const query = { ...(text === '' ? {} : { text }), size: 30, fields: 'name,organisation,post,until' };
  const found = useQuery({
    queryKey: ['register', district, 'person', 'link', text],
    queryFn: ({ signal }) => call(registerRoutes.records, { params: { district, register: 'person' }, query, signal }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const options = (found.data?.data ?? []).map(({ id, values, labels }) => ({
    value: id,
    label: [textOf(values['name']), labels['organisation'], textOf(values['post'])].filter(Boolean).join(' · '),
  }));
  if (found.isError) return <span className="quiet">您不能查看这个区划的人员台账</span>;
  return (
    <Select
      aria-label="选择人员"
      className="linked-person-select"
      showSearch={{ filterOption: false, onSearch: setText }}
      value={null}
      options={options}
      placeholder="没有对应；输入姓名查找"
      notFoundContent="没有找到"
      onChange={(value: string | null) => value !== null && onChoose(value)}
    />
  );
}
