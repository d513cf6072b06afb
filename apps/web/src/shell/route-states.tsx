import { Button } from 'antd';
import { Link, useRouteError } from 'react-router';
import { Empty } from './states.tsx';

export function MissingPage() {
  return (
    <div className="page">
      <Empty title="没有这一页" action={<Link to="/">回到首页</Link>}>
        地址可能写错了，或者这一页已经被移走。
      </Empty>
    </div>
  );
}

/** A page that broke, or whose code could not be fetched because a new version was installed meanwhile. */
export function RouteFailed() {
  const error = useRouteError();
  const isFetch = error instanceof TypeError && /fetch|import/i.test(error.message);
  return (
    <main className="page">
      <Empty
        title="这一页没有打开"
        action={
          <Button type="primary" onClick={() => location.reload()}>
            刷新
          </Button>
        }
      >
        {isFetch
          ? '网络断了，或者系统刚刚升级。刷新后继续，已经保存的内容不受影响。'
          : '页面出错了。刷新后继续，已经保存的内容不受影响；如果再次出现，请把地址栏里的地址告诉管理员。'}
      </Empty>
    </main>
  );
}
