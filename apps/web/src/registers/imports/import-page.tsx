import { useParams } from 'react-router';
import { ImportFrame } from '../../imports/import-frame.tsx';
import { registerAddress } from '../../shell/catalogue.ts';
import { Failed, Loading } from '../../shell/states.tsx';
import { useRegister, WithRegister } from '../use-register.tsx';
import { CheckedStep } from './checked-step.tsx';
import { IMPORT_WORDS } from './import-words.ts';
import { MappingStep } from './mapping-step.tsx';
import { useImport } from './use-import.ts';
import { WrittenStep } from './written-step.tsx';
import '../registers.css';
import './imports.css';

export function ImportPage() {
  return (
    <WithRegister>
      <OneImport />
    </WithRegister>
  );
}

const STEPS = ['识别', '对应', '试运行', '写入'];

/** One import from the file to the register: 1 识别 → 2 对应 → 3 试运行 → 4 写入. */
function OneImport() {
  const { register, district } = useRegister();
  const here = useImport(useParams()['import'] ?? '');
  const { query, act, map } = here;
  if (query.isPending) return <Loading />;
  if (!query.data) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  const one = query.data.data;
  const list = registerAddress(district, register.key);
  return (
    <ImportFrame
      one={one}
      words={IMPORT_WORDS}
      steps={STEPS}
      above={[
        [list, register.label],
        [`${list}/imports`, '导入记录'],
      ]}
      act={act}
      error={act.error ?? map.error}
      unchanged="台账没有被改动"
      again="把文件改好后，回到台账再导入一次。"
    >
      {one.state === 'mapping' && <MappingStep one={one} here={here} />}
      {one.state === 'checked' && <CheckedStep one={one} here={here} />}
      {(one.state === 'written' || one.state === 'undone') && <WrittenStep one={one} here={here} />}
    </ImportFrame>
  );
}
