import { DownOutlined, UserOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { peopleRoutes } from '@quantu/people';
import { App, Button, Dropdown, type MenuProps } from 'antd';
import { useNavigate } from 'react-router';
import { call } from './api.ts';
import { setElder, useDisplay } from './display.ts';
import { useSignedIn } from './session.ts';
import { sentenceOf } from './states.tsx';

export function UserMenu({ isShort }: { isShort: boolean }) {
  const { account, version } = useSignedIn();
  const { isElder } = useDisplay();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const signOut = useMutation({
    mutationFn: () => call(peopleRoutes.signOut),
    // A new page altogether: nothing of this person stays in the browser's memory, nor in the address to go on at.
    onSuccess: () => window.location.assign('/sign-in'),
    onError: (error) => void message.error(sentenceOf(error)),
  });
  const items: MenuProps['items'] = [
    { key: 'account', label: '我的账号', onClick: () => void navigate('/account') },
    { key: 'elder', label: isElder ? '恢复标准字号' : '关怀模式（大字）', onClick: () => setElder(!isElder) },
    { type: 'divider' },
    { key: 'out', label: '退出登录', onClick: () => signOut.mutate() },
    { key: 'version', label: `泉图 ${version}`, disabled: true },
  ];
  const name = account.displayName || account.name;
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button type="text" aria-label={`${name} 的菜单`} icon={<UserOutlined />}>
        {!isShort && name} <DownOutlined className="tiny" />
      </Button>
    </Dropdown>
  );
}
