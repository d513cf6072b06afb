import { reminderRoutes } from '@quantu/accountability';
import { BellOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Badge, Button, Drawer, Input } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { call } from '../../shell/api.ts';
import { recordAddress } from '../../shell/catalogue.ts';
import { FaultLine } from '../../shell/states.tsx';

const LOOK_AGAIN_MS = 300_000;

/** What falls due for the reader's unit, in the head of every page of a district. */
export function Bell({ district }: { district: string }) {
  const [isOpen, setOpen] = useState(false);
  const client = useQueryClient();
  const key = ['notices', district];
  const answer = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call(reminderRoutes.notices, { params: { district }, signal }),
    refetchInterval: LOOK_AGAIN_MS,
    staleTime: 60_000,
  });
  const read = useMutation({
    mutationFn: (ids: string[]) => call(reminderRoutes.readNotices, { params: { district }, body: { ids } }),
    onSuccess: (now) => client.setQueryData(key, now),
  });
  const notices = answer.data?.data ?? [];
  const unread = answer.data?.unread ?? 0;
  return (
    <>
      <Button
        type="text"
        aria-label={unread > 0 ? `提醒，${unread} 条未读` : '提醒'}
        icon={
          <Badge count={unread} size="small" overflowCount={99}>
            <BellOutlined />
          </Badge>
        }
        onClick={() => setOpen(true)}
      />
      <Drawer open={isOpen} onClose={() => setOpen(false)} title="到期提醒" size={380}>
        <FaultLine error={answer.error} />
        {notices.length === 0 && <p className="quiet">没有到期的事项。</p>}
        {unread > 0 && (
          <Button
            size="small"
            loading={read.isPending}
            onClick={() => read.mutate(notices.filter(({ isRead }) => !isRead).map(({ id }) => id))}
          >
            全部标为已读
          </Button>
        )}
        <ul>
          {notices.map(({ id, on, text, register, record, isRead }) => (
            <li key={id}>
              <Link
                to={recordAddress(district, register, record)}
                onClick={() => {
                  if (!isRead) read.mutate([id]);
                  setOpen(false);
                }}
              >
                {isRead ? text : <strong>{text}</strong>}
              </Link>{' '}
              <span className="quiet">{on}</span>
            </li>
          ))}
        </ul>
        <Address district={district} />
      </Drawer>
    </>
  );
}

/** Where the reader's own digest goes. */
function Address({ district }: { district: string }) {
  const client = useQueryClient();
  const key = ['notices', district, 'address'];
  const answer = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call(reminderRoutes.ownAddress, { params: { district }, signal }),
  });
  const [typed, setTyped] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: (email: string) => call(reminderRoutes.setOwnAddress, { params: { district }, body: { email } }),
    onSuccess: (now) => {
      client.setQueryData(key, now);
      setTyped(null);
    },
  });
  if (!answer.data) return null;
  const email = typed ?? answer.data.data.email;
  return (
    <section aria-label="邮件提醒">
      <p className="quiet">每天一封邮件发到（不填则不发；由系统管理员启用）：</p>
      <Input.Search
        aria-label="接收提醒的邮箱"
        value={email}
        maxLength={200}
        enterButton="保存"
        loading={save.isPending}
        onChange={({ target }) => setTyped(target.value)}
        onSearch={() => save.mutate(email)}
      />
      <FaultLine error={save.error} />
    </section>
  );
}
