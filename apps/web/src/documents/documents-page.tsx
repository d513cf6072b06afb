import { UploadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { documentRoutes } from '@quantu/product-documents';
import { Button, Segmented } from 'antd';
import { useCallback, useRef } from 'react';
import { call } from '../shell/api.ts';
import { useDisplay } from '../shell/display.ts';
import { useKnownDistrict } from '../shell/district-switch.tsx';
import { PageHead } from '../shell/page.tsx';
import { SearchBox } from '../shell/search-box.tsx';
import { useDistrict } from '../shell/session.ts';
import { Empty, Failed, FaultLine, Loading } from '../shell/states.tsx';
import { pageOf, useSearchState } from '../shell/use-search-state.ts';
import { DocumentsTable } from './documents-table.tsx';
import { UploadRows } from './upload-rows.tsx';
import { useDrop } from '../shell/use-drop.ts';
import { useJobs } from './use-jobs.ts';
import { useUploads } from './use-uploads.ts';
import './documents.css';

const PAGE_SIZE = 30;
const STATES = [
  { value: '', label: '全部' },
  { value: 'read', label: '待采纳' },
  { value: 'accepted', label: '已采纳' },
];

export function DocumentsPage() {
  const district = useDistrict();
  const [search, show] = useSearchState();
  const text = search.get('text') ?? '';
  const state = stateOf(search.get('state'));
  const page = pageOf(search);
  const documents = useQuery({
    queryKey: ['documents', district, text, state, page],
    queryFn: ({ signal }) =>
      call(documentRoutes.listDocuments, {
        params: { district },
        query: { text, page, size: PAGE_SIZE, ...(state === null ? {} : { state }) },
        signal,
      }),
    placeholderData: (before) => before,
  });
  const { isPhone } = useDisplay();
  const uploads = useUploads(district);
  const jobs = useJobs(district);
  const canUpload = documents.data?.can.upload ?? false;
  const add = uploads.add;
  const isOver = useDrop(
    canUpload,
    useCallback((files) => add(files), [add]),
  );
  if (documents.isPending) return <Loading />;
  if (!documents.data) return <Failed error={documents.error} onRetry={() => void documents.refetch()} />;
  const { data: rows, total } = documents.data;
  const isFiltered = text !== '' || state !== null;
  return (
    <div className="page">
      <PageHead title="来文识读" note={`共 ${total} 份`}>
        {(total > 0 || isFiltered) && (
          <>
            <SearchBox
              label="按标题、文号查找报告"
              placeholder="标题、文号"
              text={text}
              onSearch={(words) => show({ text: words })}
            />
            <Segmented
              aria-label="状态"
              options={STATES}
              value={state ?? ''}
              onChange={(value) => show({ state: value })}
            />
          </>
        )}
        {canUpload && rows.length > 0 && <ChooseFiles onFiles={uploads.add} />}
      </PageHead>
      <FaultLine error={documents.error} onRetry={() => void documents.refetch()} />
      {total === 1 && !isFiltered && <NextStep canUpload={canUpload} />}
      {canUpload && <UploadRows district={district} uploads={uploads} jobs={jobs} />}
      {rows.length > 0 ? (
        <DocumentsTable
          district={district}
          rows={rows}
          pages={{ page, size: PAGE_SIZE, total, onPage: (to) => show({ page: String(to) }) }}
        />
      ) : isFiltered ? (
        <Empty
          title="没有符合条件的报告"
          action={<Button onClick={() => show({ text: '', state: '' })}>看全部报告</Button>}
        >
          换一个词，或者看全部报告。
        </Empty>
      ) : (
        <Empty
          title={isPhone ? '上传报告' : '把报告拖到这里'}
          action={canUpload && <ChooseFiles onFiles={uploads.add} />}
        >
          {canUpload
            ? '可以一次选几份，txt、docx、带文字的 pdf 都行。几秒钟后就能看到结构、数字、单位、承诺和前后矛盾之处。'
            : '还没有报告。编办人员上传以后，在这里查看。'}
        </Empty>
      )}
      {canUpload && rows.length > 0 && !isPhone && (
        <p className="drop-hint quiet">报告文件（txt、docx、pdf）可以直接拖到本页任何位置</p>
      )}
      {isOver && <div className="drop-veil">松开鼠标，开始识读</div>}
    </div>
  );
}

/** Who has just arrived meets one report: what can be done here. */
function NextStep({ canUpload }: { canUpload: boolean }) {
  const isExample = useKnownDistrict()?.isFictional ?? false;
  return (
    <p className="next-step">
      {isExample ? '这是一份虚构的示例报告，点开它，看看每个数字、承诺和前后矛盾之处。' : '点开报告，逐条核对。'}
      {canUpload && '再把自己的报告拖到本页，几秒钟后就可以核对。'}
    </p>
  );
}

function stateOf(text: string | null): 'read' | 'accepted' | null {
  return text === 'read' || text === 'accepted' ? text : null;
}

function ChooseFiles({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept=".txt,.docx,.pdf"
        aria-label="选择报告文件"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <Button type="primary" icon={<UploadOutlined />} onClick={() => input.current?.click()}>
        选择文件
      </Button>
    </>
  );
}
