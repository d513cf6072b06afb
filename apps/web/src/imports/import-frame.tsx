import { Alert, Button, Progress, Steps } from 'antd';
import type { ReactNode } from 'react';
import { Crumbs } from '../shell/crumbs.tsx';
import { useDisplay } from '../shell/display.ts';
import { moment } from '../shell/moment.ts';
import { PageHead } from '../shell/page.tsx';
import { FaultLine } from '../shell/states.tsx';
import { isRunning, stepOf, type ImportState, type StateWords } from './states.tsx';
import type { Act } from './use-import-run.ts';
import './imports.css';

/** What this frame shows of an import. */
interface Run {
  readonly fileName: string;
  readonly by: string;
  readonly at: string;
  readonly state: ImportState;
  readonly progress: number;
  readonly note: string;
  readonly error: string | null;
  readonly can: { readonly cancel: boolean };
}

interface Props {
  one: Run;
  words: StateWords;
  steps: readonly string[];
  above: readonly (readonly [to: string, label: string])[];
  act: Act;
  error: unknown;
  /** What is as it was when an import did not come to its end, and where to begin again. */
  unchanged: string;
  again: string;
  /** What the step it stands at asks for. */
  children: ReactNode;
}

/** The page of one import: where it stands, how far a step is, and what became of one that did not come through. */
export function ImportFrame({ one, words, steps, above, act, error, unchanged, again, children }: Props) {
  const { isPhone } = useDisplay();
  return (
    <div className="page import-page">
      <Crumbs above={above} />
      <PageHead title={`导入：${one.fileName}`} note={`${one.by} · ${moment(one.at)}`} />
      {!isPhone && (
        <Steps
          size="small"
          className="import-steps"
          current={stepOf(one.state, steps.length)}
          status={one.state === 'failed' ? 'error' : 'process'}
          items={steps.map((title) => ({ title }))}
        />
      )}
      <FaultLine error={error} />
      {isRunning(one) && <Running one={one} word={words[one.state]} act={act} />}
      {one.state === 'failed' && (
        <Alert type="error" showIcon title={one.error ?? '这次导入没有完成'} description={`${unchanged}。${again}`} />
      )}
      {one.state === 'cancelled' && <Alert type="info" showIcon title={`已取消，${unchanged}`} />}
      {children}
    </div>
  );
}

function Running({ one, word, act }: { one: Run; word: string; act: Act }) {
  return (
    <div className="sheet running" role="status">
      <b>{word}</b> <span className="quiet">{one.note}</span>
      <Progress percent={Math.round(one.progress * 100)} aria-label={word} />
      <p className="quiet">可以离开这一页，回来还在</p>
      {one.can.cancel && (
        <Button loading={act.isPending} onClick={() => act.mutate('cancel')}>
          取消
        </Button>
      )}
    </div>
  );
}
