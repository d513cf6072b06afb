import { ExpandOutlined } from '@ant-design/icons';
import { Drawer, Tabs } from 'antd';
import { Link } from 'react-router';
import { recordAddress } from '../../shell/catalogue.ts';
import { Failed, Loading } from '../../shell/states.tsx';
import { useRegister } from '../use-register.tsx';
import { Comments } from './comments.tsx';
import { Files } from './files.tsx';
import { RecordActs } from './record-acts.tsx';
import { RecordFields } from './record-fields.tsx';
import { RecordHead } from './record-head.tsx';
import { RecordPlace } from './record-place.tsx';
import { Referrers } from './referrers.tsx';
import { Timeline } from './timeline.tsx';
import { useRecord } from './use-record.ts';
import { hasFiles } from './file-fields.ts';

/** A record beside the list it was opened from. */
export function RecordDrawer({ record, onClose }: { record: string; onClose: () => void }) {
  const { register, district } = useRegister();
  const answer = useRecord(record);
  return (
    <Drawer
      open
      onClose={onClose}
      mask={false}
      size={560}
      className="record-drawer"
      title={register.label}
      extra={
        <Link to={recordAddress(district, register.key, record)} title="打开整页">
          <ExpandOutlined /> 整页
        </Link>
      }
    >
      {answer.isPending && <Loading />}
      {answer.isError && <Failed error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.data && (
        <>
          <RecordHead record={answer.data.data} />
          <RecordActs answer={answer.data} onRemoved={onClose} />
          <Tabs
            items={[
              {
                key: 'fields',
                label: '内容',
                children: (
                  <>
                    <RecordFields record={answer.data.data} />
                    <RecordPlace record={answer.data.data} />
                    <Referrers record={record} />
                  </>
                ),
              },
              ...(hasFiles(register)
                ? [{ key: 'files', label: '照片附件', children: <Files answer={answer.data} /> }]
                : []),
              { key: 'comments', label: '评论', children: <Comments record={record} /> },
              { key: 'history', label: '变更', children: <Timeline record={record} /> },
            ]}
          />
        </>
      )}
    </Drawer>
  );
}
