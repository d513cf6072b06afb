import { useParams } from 'react-router';
import { ImportFrame } from '../../imports/import-frame.tsx';
import { Failed, Loading } from '../../shell/states.tsx';
import { mapAddress } from '../use-plans.ts';
import { CheckedStep } from './checked-step.tsx';
import { IMPORT_WORDS } from './import-words.ts';
import { MatchStep } from './match-step.tsx';
import { useImport } from './use-import.ts';
import { WrittenStep } from './written-step.tsx';
import '../plans.css';
import './imports.css';

const STEPS = ['识别', '核对', '试运行', '写成草稿', '发布'];

/** One import from the file to the map: 识别 → 核对 → 试运行 → 写成草稿 → 发布. */
export function SpatialImportPage() {
  const { import: id = '' } = useParams();
  const here = useImport(id);
  const { query, act, choose, params } = here;
  if (query.isPending) return <Loading />;
  if (!query.data) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  const one = query.data.data;
  return (
    <ImportFrame
      one={one}
      words={IMPORT_WORDS}
      steps={STEPS}
      above={[
        [mapAddress(params.district), '一张图'],
        [mapAddress(params.district, '/imports'), '导入空间数据'],
      ]}
      act={act}
      error={act.error ?? choose.error}
      unchanged="一张图没有被改动"
      again="把文件改好后再导入一次。"
    >
      {one.notes.length > 0 && one.state !== 'undone' && (
        <ul className="import-notes">
          {one.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {one.state === 'mapping' && <MatchStep one={one} here={here} />}
      {one.state === 'checked' && <CheckedStep one={one} here={here} />}
      {(one.state === 'written' || one.state === 'undone') && <WrittenStep one={one} here={here} />}
    </ImportFrame>
  );
}
