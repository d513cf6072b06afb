import type { Permission } from '@quantu/people';
import { PERMISSIONS } from '@quantu/people';
import type { ReactNode } from 'react';
import { useMay } from '../shell/session.ts';
import { Empty } from '../shell/states.tsx';

/** A page for who has a permission; others read which one is missing and who gives it. */
export function OnlyFor({ needs, children }: { needs: Permission; children: ReactNode }) {
  const may = useMay();
  if (may(needs)) return children;
  return (
    <Empty title="您的角色不能打开这一页">
      需要的权限是“{PERMISSIONS[needs]}”。谁有这个权限见权限矩阵，需要时请找安全管理员授予角色。
    </Empty>
  );
}
