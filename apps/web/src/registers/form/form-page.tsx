import { Link, useParams, useSearchParams } from 'react-router';
import { recordAddress, registerAddress } from '../../shell/catalogue.ts';
import { Crumbs } from '../../shell/crumbs.tsx';
import { PageHead } from '../../shell/page.tsx';
import { Empty, Failed, Loading } from '../../shell/states.tsx';
import { useRecord } from '../record/use-record.ts';
import { titleOf } from '../table/value-view.tsx';
import { useRegister, WithRegister } from '../use-register.tsx';
import { readGiven } from './given.ts';
import { RecordForm } from './record-form.tsx';
import '../registers.css';

export function NewRecordPage() {
  return (
    <WithRegister>
      <NewRecord />
    </WithRegister>
  );
}

export function EditRecordPage() {
  return (
    <WithRegister>
      <EditRecord />
    </WithRegister>
  );
}

function NewRecord() {
  const { register, asOf, district } = useRegister();
  const [search] = useSearchParams();
  if (asOf !== null || !register.can.create) return <NotNow />;
  const writable = register.fields.filter(({ mayWrite }) => mayWrite).map(({ key }) => key);
  const given = Object.fromEntries(Object.entries(readGiven(search)).filter(([field]) => writable.includes(field)));
  return (
    <div className="page form-page">
      <Crumbs above={[[registerAddress(district, register.key), register.label]]} />
      <PageHead title={`新增：${register.label}`} />
      <RecordForm record={null} writable={writable} given={given} />
    </div>
  );
}

function EditRecord() {
  const { register, asOf, district } = useRegister();
  const id = useParams()['record'] ?? '';
  const answer = useRecord(id);
  if (answer.isPending) return <Loading />;
  if (!answer.data) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
  const { data: record, can } = answer.data;
  if (asOf !== null || !can.write) return <NotNow />;
  const title = titleOf(register, record);
  return (
    <div className="page form-page">
      <Crumbs
        above={[
          [registerAddress(district, register.key), register.label],
          [recordAddress(district, register.key, id), title],
        ]}
      />
      <PageHead title={`修改：${title}`} />
      <RecordForm key={id} record={record} writable={can.fields} />
    </div>
  );
}

function NotNow() {
  const { register, district, asOf } = useRegister();
  return (
    <Empty title="现在不能填" action={<Link to={registerAddress(district, register.key)}>回到{register.label}</Link>}>
      {asOf === null
        ? '您没有填写这条记录的权限，或者它所处的状态不再修改。'
        : '您在看过去某一天的数据，回到今天再填。'}
    </Empty>
  );
}
