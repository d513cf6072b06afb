import { importRoutes } from '@quantu/product-registers';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { ImportCards } from '../../imports/import-cards.tsx';
import { call } from '../../shell/api.ts';
import { registerAddress } from '../../shell/catalogue.ts';
import { Crumbs } from '../../shell/crumbs.tsx';
import { PageHead } from '../../shell/page.tsx';
import { Pages } from '../../shell/pages.tsx';
import { Empty, Failed, Loading } from '../../shell/states.tsx';
import { pageOf } from '../../shell/use-search-state.ts';
import { useRegister, useRegisterKey, WithRegister } from '../use-register.tsx';
import { IMPORT_WORDS, rowsText } from './import-words.ts';
import '../registers.css';
import './imports.css';

const PAGE_SIZE = 30;

export function ImportsPage() {
  return (
    <WithRegister>
      <Imports />
    </WithRegister>
  );
}

/** Every import into the register: what it brought, and whether it still stands. */
function Imports() {
  const { register, district, params } = useRegister();
  const key = useRegisterKey();
  const [search, setSearch] = useSearchParams();
  const page = pageOf(search);
  const imports = useQuery({
    queryKey: [...key, 'imports', page],
    queryFn: ({ signal }) => call(importRoutes.imports, { params, query: { page, size: PAGE_SIZE }, signal }),
  });
  if (imports.isPending) return <Loading />;
  if (!imports.data) return <Failed error={imports.error} onRetry={() => void imports.refetch()} />;
  const { data: rows, total } = imports.data;
  const list = registerAddress(district, register.key);
  return (
    <div className="page">
      <Crumbs above={[[list, register.label]]} />
      <PageHead title="导入记录" note={`共 ${total} 次`} />
      {total === 0 && (
        <Empty title="还没有导入过" action={<Link to={list}>回到{register.label}</Link>}>
          在台账页把 Excel 或 csv 文件拖进来，试运行看过结果再写入，写入以后也可以整体撤销。
        </Empty>
      )}
      <ImportCards
        rows={rows}
        words={IMPORT_WORDS}
        pages={`${list}/imports`}
        counts={({ counts }) => rowsText(counts)}
      />
      <Pages page={page} size={PAGE_SIZE} total={total} onPage={(to) => setSearch({ page: String(to) })} />
    </div>
  );
}
