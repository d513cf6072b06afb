import { registerRoutes } from '@quantu/product-registers';
import { filterText, type RecordView } from '@quantu/registers';
import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { call } from '../../shell/api.ts';
import { todayInChina, useAsOf } from '../../shell/as-of.ts';
import { recordAddress, registerAddress } from '../../shell/catalogue.ts';
import { PageHead } from '../../shell/page.tsx';
import { useDistrict, useMay } from '../../shell/session.ts';
import { Empty, Failed, Loading } from '../../shell/states.tsx';
import { HandOverDialog } from './hand-over-dialog.tsx';
import { flat, isClosed, openOnly, treeOf, type Branch } from './tree.ts';
import '../people.css';

const PAGE = 200;
const FIELDS = 'code,name,kind,parent,since,until,successor,rank';

async function allOrganisations(district: string, asOf: string | null, signal: AbortSignal): Promise<RecordView[]> {
  const all: RecordView[] = [];
  for (let page = 1; ; page++) {
    const query = { fields: FIELDS, page, size: PAGE, ...(asOf === null ? {} : { asOf }) };
    const answer = await call(registerRoutes.records, {
      params: { district, register: 'organisation' },
      query,
      signal,
    });
    all.push(...answer.data);
    if (all.length >= answer.total || answer.data.length === 0) return all;
  }
}

/** 机构: the organisations as they stand below each other, on the day that is looked at. */
export function OrganisationsPage() {
  const district = useDistrict();
  const asOf = useAsOf();
  const may = useMay();
  const [isAll, setAll] = useState(false);
  const [text, setText] = useState('');
  const [closing, setClosing] = useState<Branch | null>(null);
  const organisations = useQuery({
    queryKey: ['register', district, 'organisation', 'tree', asOf],
    queryFn: ({ signal }) => allOrganisations(district, asOf, signal),
  });
  if (organisations.isPending) return <Loading />;
  if (!organisations.data) return <Failed error={organisations.error} onRetry={() => void organisations.refetch()} />;
  const day = asOf ?? todayInChina();
  const tree = treeOf(organisations.data);
  const shown = isAll ? tree : openOnly(tree, day);
  const found =
    text === ''
      ? shown
      : flat(shown)
          .filter(({ name }) => name.includes(text))
          .map(alone);
  const canManage = may('organisations.manage') && asOf === null;
  return (
    <div className="page">
      <PageHead title="机构" note={`${flat(openOnly(tree, day)).length} 个单位`}>
        <Input.Search
          allowClear
          aria-label="按名称查找单位"
          placeholder="单位名称"
          className="search-box"
          onSearch={(value) => setText(value.trim())}
        />
        <Link to={registerAddress(district, 'organisation')}>单位台账</Link>
        <Link to={registerAddress(district, 'person')}>人员台账</Link>
      </PageHead>
      <div className="bar">
        <Checkbox checked={isAll} onChange={({ target }) => setAll(target.checked)}>
          也显示已撤销的
        </Checkbox>
      </div>
      {found.length === 0 ? (
        <Empty
          title={text === '' ? '还没有单位' : '没有这样的单位'}
          action={<Link to={registerAddress(district, 'organisation')}>去单位台账</Link>}
        >
          {text === '' ? '在单位台账里新增，或者从 Excel 导入。' : '换一个名称，或者也显示已撤销的。'}
        </Empty>
      ) : (
        <div className="sheet organisation-tree">
          <Branches district={district} branches={found} day={day} onHandOver={canManage ? setClosing : null} />
        </div>
      )}
      {closing !== null && (
        <HandOverDialog
          district={district}
          from={{ register: 'organisation', id: closing.id, name: closing.name }}
          onClose={() => setClosing(null)}
        />
      )}
    </div>
  );
}

const alone = (branch: Branch): Branch => ({ ...branch, below: [] });

interface BranchesProps {
  district: string;
  branches: readonly Branch[];
  day: string;
  onHandOver: ((branch: Branch) => void) | null;
}

function Branches({ district, branches, day, onHandOver }: BranchesProps) {
  return (
    <ul>
      {branches.map((branch) => (
        <li key={branch.id}>
          <OrganisationRow district={district} branch={branch} day={day} onHandOver={onHandOver} />
          {branch.below.length > 0 && (
            <Branches district={district} branches={branch.below} day={day} onHandOver={onHandOver} />
          )}
        </li>
      ))}
    </ul>
  );
}

function OrganisationRow({ district, branch, day, onHandOver }: Omit<BranchesProps, 'branches'> & { branch: Branch }) {
  const { id, name, kind, since, until, successor } = branch;
  const people = new URLSearchParams({
    filter: filterText([{ field: 'organisation', op: 'is', values: [id] }]),
  });
  const isOver = isClosed(branch, day);
  return (
    <div className="organisation-row">
      <Link to={recordAddress(district, 'organisation', id)}>{isOver ? <s>{name}</s> : name}</Link>
      <span className="quiet">{kind}</span>
      {since !== null && <span className="quiet">{since} 成立</span>}
      {until !== null && (
        <span className="quiet">
          {until} {isOver ? '撤销' : '将撤销'}
          {successor !== null && `，由${successor}接手`}
        </span>
      )}
      <span className="row-actions">
        <Link to={registerAddress(district, 'person', people.toString())} aria-label={`${name} 的人员`}>
          人员
        </Link>
        {onHandOver && !isOver && (
          <Button size="small" onClick={() => onHandOver(branch)} aria-label={`${name} 移交、撤销…`}>
            移交、撤销…
          </Button>
        )}
      </span>
    </div>
  );
}
