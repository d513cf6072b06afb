import { Alert, Button, Skeleton } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { ApiFault } from './api.ts';

/** Nothing for the first 300 ms, then a skeleton: quick answers do not flicker. */
export function Loading({ label = '正在打开' }: { label?: string }) {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 300);
    return () => clearTimeout(timer);
  }, []);
  if (!isSlow) return null;
  return (
    <div className="page" role="status" aria-label={label}>
      <Skeleton active={false} paragraph={{ rows: 6 }} />
    </div>
  );
}

/** What this place is for, and one thing to do. */
export function Empty({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      <p>{children}</p>
      {action}
    </div>
  );
}

export function sentenceOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : '出错了，刚才的操作没有完成，请再试一次';
}

/** A fault near the thing it is about; read aloud when it appears. */
export function FaultLine({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  if (!error) return null;
  return (
    <Alert
      type="error"
      showIcon
      className="fault-line"
      title={sentenceOf(error)}
      action={onRetry && <Button onClick={onRetry}>再试一次</Button>}
    />
  );
}

/** A page that could not be loaded. */
export function Failed({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const isMissing = error instanceof ApiFault && error.status === 404;
  return (
    <div className="page">
      <Empty
        title={isMissing ? '没有这一页' : '这一页没有打开'}
        action={
          onRetry && !isMissing ? <Button onClick={onRetry}>再试一次</Button> : <Button href="/">回到首页</Button>
        }
      >
        {sentenceOf(error)}
      </Empty>
    </div>
  );
}
