import type { District } from '@quantu/people';
import { Button, Modal, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { PageHead } from '../shell/page.tsx';
import { useSignedIn } from '../shell/session.ts';
import { Empty } from '../shell/states.tsx';
import { NewDistrictForm } from './new-district-form.tsx';

const COLUMNS: TableColumnsType<District> = [
  { title: '代码', dataIndex: 'code', width: '11em' },
  {
    title: '名称',
    key: 'name',
    render: (_, { code, name }) => <Link to={`/d/${encodeURIComponent(code)}/documents`}>{name}</Link>,
  },
  {
    title: '提醒',
    key: 'reminders',
    width: '9em',
    render: (_, { code }) => <Link to={`/d/${encodeURIComponent(code)}/reminder-settings`}>提醒设置</Link>,
  },
];

/** The districts of this installation, each with its own documents and figures. */
export function DistrictsPage() {
  const { can, districts } = useSignedIn();
  const [isMaking, setMaking] = useState(false);
  if (!can.administer) return <Empty title="这一页只给管理员">您的角色不能管理区划。</Empty>;
  return (
    <div className="page">
      <PageHead title="区划" note={`共 ${districts.length} 个`}>
        <Button type="primary" onClick={() => setMaking(true)}>
          新建区划
        </Button>
      </PageHead>
      <Table className="sheet" rowKey="code" columns={COLUMNS} dataSource={districts} pagination={false} />
      <Modal open={isMaking} onCancel={() => setMaking(false)} footer={null} title="新建区划" destroyOnHidden>
        <NewDistrictForm />
      </Modal>
    </div>
  );
}
