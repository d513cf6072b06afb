import { useTitle } from '../shell/page.tsx';
import { useSignedIn } from '../shell/session.ts';
import { Empty } from '../shell/states.tsx';
import { NewDistrictForm } from './new-district-form.tsx';

/** An installation without any district: the administrator names the first one, everyone else waits for that. */
export function FirstDistrictPage() {
  useTitle('新建区划');
  const { can } = useSignedIn();
  if (!can.administer) return <Empty title="还没有区划">系统里还没有区划，请管理员登录后新建。</Empty>;
  return (
    <div className="page">
      <div className="first-district">
        <h1>先新建区划</h1>
        <p className="lead">报告、数字和承诺都归在一个区划下面。填上行政区划代码和名称，就可以开始上传报告。</p>
        <NewDistrictForm />
      </div>
    </div>
  );
}
