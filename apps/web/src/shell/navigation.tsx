import {
  DiffOutlined,
  EnvironmentOutlined,
  FileTextOutlined,
  HistoryOutlined,
  NumberOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { useKnownDistrict } from './district-switch.tsx';
import { useSignedIn } from './session.ts';

/** Only to what exists. */
export function Navigation({ onGo }: { onGo?: () => void }) {
  const { can } = useSignedIn();
  const district = useKnownDistrict();
  const base = `/d/${encodeURIComponent(district?.code ?? '')}`;
  return (
    <ul className="nav">
      {district && (
        <>
          <Item to={`${base}/documents`} icon={<FileTextOutlined />} word="报告" onGo={onGo} />
          <Item to={`${base}/figures`} icon={<NumberOutlined />} word="数字" onGo={onGo} />
          <Item to={`${base}/compare`} icon={<DiffOutlined />} word="比较" onGo={onGo} />
        </>
      )}
      {can.administer && (
        <>
          <Item to="/users" icon={<TeamOutlined />} word="用户" onGo={onGo} />
          <Item to="/districts" icon={<EnvironmentOutlined />} word="区划" onGo={onGo} />
          <Item to="/audit" icon={<HistoryOutlined />} word="操作记录" onGo={onGo} />
        </>
      )}
    </ul>
  );
}

interface ItemProps {
  to: string;
  icon: ReactNode;
  word: string;
  onGo: (() => void) | undefined;
}

function Item({ to, icon, word, onGo }: ItemProps) {
  return (
    <li>
      <NavLink to={to} {...(onGo ? { onClick: onGo } : {})}>
        <span aria-hidden="true">{icon}</span>
        {word}
      </NavLink>
    </li>
  );
}
