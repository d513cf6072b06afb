import { Link, useLocation } from 'react-router';
import { Light } from '../../shell/light.tsx';
import { usePolicy } from '../use-policy.ts';

/** 三员分立: on or off, and what that means, above every page of the administrators. */
export function KeptApart() {
  const policy = usePolicy();
  const { pathname } = useLocation();
  if (!policy.data) return null;
  const { isSeparated } = policy.data.data;
  return (
    <p className="kept-apart" role="status">
      <Light kind={isSeparated ? 'good' : 'watch'} word={isSeparated ? '三员分立已启用' : '三员分立未启用'} />
      <span>
        {isSeparated
          ? '系统管理员、安全管理员、安全审计员是三个账号，互不兼任，也不兼任其他角色'
          : '现在允许一个账号兼任几种管理员。人手到位后请分到三个账号，再启用'}
      </span>
      {pathname !== '/security' && <Link to="/security">安全策略</Link>}
    </p>
  );
}
