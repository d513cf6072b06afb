import { registerRoutes } from '@quantu/product-registers';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { EyeOutlined } from '@ant-design/icons';
import { App, Button, Checkbox, Input, Popover } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { call } from '../../shell/api.ts';
import { registerAddress } from '../../shell/catalogue.ts';
import { FaultLine } from '../../shell/states.tsx';
import { viewAddress } from '../model/address.ts';
import { useRegister, useRegisterKey } from '../use-register.tsx';

/** Saved views: one's own, and those shared with everybody; a link opens them. */
export function ViewsMenu() {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={isOpen}
      onOpenChange={setOpen}
      destroyOnHidden
      content={<Views onDone={() => setOpen(false)} />}
    >
      <Button icon={<EyeOutlined />}>视图</Button>
    </Popover>
  );
}

function Views({ onDone }: { onDone: () => void }) {
  const { params, district, register, asOf } = useRegister();
  const key = [...useRegisterKey(), 'views'];
  const client = useQueryClient();
  const { message } = App.useApp();
  const [search] = useSearchParams();
  const views = useQuery({ queryKey: key, queryFn: ({ signal }) => call(registerRoutes.views, { params, signal }) });
  const remove = useMutation({
    mutationFn: (view: string) => call(registerRoutes.removeView, { params: { ...params, view } }),
    onSuccess: (answer) => client.setQueryData(key, answer),
  });
  const copy = async (address: string): Promise<void> => {
    await navigator.clipboard.writeText(new URL(registerAddress(district, register.key, address), location.href).href);
    message.success('链接已复制');
  };
  const all = views.data?.data ?? [];
  const canCopy = typeof navigator.clipboard?.writeText === 'function';
  return (
    <div className="views-menu">
      <FaultLine error={views.error ?? remove.error} />
      {views.isSuccess && all.length === 0 && (
        <p className="quiet">还没有存过视图。筛选、排序、分组和列都会一起存下。</p>
      )}
      <ul>
        {all.map((view) => (
          <li key={view.id}>
            <Link to={registerAddress(district, register.key, view.address)} onClick={onDone}>
              {view.name}
            </Link>
            <span className="quiet">{view.isShared ? (view.isOwn ? '我共享的' : '共享') : '我的'}</span>
            {view.missing.length > 0 && <span className="problem">字段已不在：{view.missing.join('、')}</span>}
            <span className="views-acts">
              {canCopy && (
                <Button size="small" type="link" onClick={() => void copy(view.address)}>
                  复制链接
                </Button>
              )}
              {view.isOwn && asOf === null && (
                <Button size="small" type="link" danger onClick={() => remove.mutate(view.id)}>
                  删除
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {asOf === null && <SaveView address={viewAddress(search)} viewsKey={key} />}
    </div>
  );
}

function SaveView({ address, viewsKey }: { address: string; viewsKey: readonly unknown[] }) {
  const { params } = useRegister();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [name, setName] = useState('');
  const [isShared, setShared] = useState(false);
  const save = useMutation({
    mutationFn: () => call(registerRoutes.saveView, { params, body: { name: name.trim(), address, isShared } }),
    onSuccess: (answer) => {
      client.setQueryData(viewsKey, answer);
      message.success(`已存为视图“${name.trim()}”`);
      setName('');
    },
  });
  return (
    <form
      className="save-view"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') save.mutate();
      }}
    >
      <Input
        aria-label="视图名称"
        placeholder="把现在看到的存为…"
        maxLength={40}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <Checkbox checked={isShared} onChange={({ target }) => setShared(target.checked)}>
        大家都能看
      </Checkbox>
      <Button htmlType="submit" type="primary" disabled={name.trim() === ''} loading={save.isPending}>
        存下
      </Button>
      <FaultLine error={save.error} />
    </form>
  );
}
