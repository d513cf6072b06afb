import { projectRoutes, type Sheet, type SheetRow } from '@quantu/projects';
import { useMutation } from '@tanstack/react-query';
import { App, Button, Select } from 'antd';
import { useEffect, useState } from 'react';
import { call } from '../../shell/api.ts';
import { useAsOf } from '../../shell/as-of.ts';
import { PageHead } from '../../shell/page.tsx';
import { useDistrict, useSignedIn } from '../../shell/session.ts';
import { Empty, Failed, FaultLine, Loading } from '../../shell/states.tsx';
import { useSearchState } from '../../shell/use-search-state.ts';
import { MonthSelect } from '../month-select.tsx';
import { monthWord } from '../words.ts';
import { AmendDialog } from './amend-dialog.tsx';
import { Conflicts } from './conflicts.tsx';
import { cellCount, typed, type Draft } from './draft.ts';
import { SheetGrid } from './sheet-grid.tsx';
import { LateStrip } from './sheet-status.tsx';
import { useDraft, useProgressChoices, useReporting, useSaveSheet, useSheet, useTakeSheet } from './use-sheet.ts';
import '../projects.css';
import './monthly.css';

/** 月报填报: one organisation, one month, only its own cells. */
export function SheetPage() {
  const district = useDistrict();
  const { districts } = useSignedIn();
  const [search, show] = useSearchState();
  const day = useAsOf();
  const reporting = useReporting(district, search.get('month'));
  if (reporting.isPending) return <Loading />;
  if (!reporting.data) return <Failed error={reporting.error} onRetry={() => void reporting.refetch()} />;
  const { months, data, month } = reporting.data;
  // One's own stays in sight when it is approved and nothing is left to fill.
  const own = districts.find(({ code }) => code === district)?.organisations ?? [];
  const mine = data.filter(({ can, organisation }) => can.fill || own.some(({ id }) => id === organisation));
  const organisation = search.get('organisation') ?? mine[0]?.organisation ?? null;
  if (organisation === null) {
    return (
      <div className="page">
        <PageHead title="月报填报" />
        <Empty title={`${monthWord(month)}没有要您填的月报`}>
          月报由项目的责任单位填。如果您的单位有在建项目却没有出现在这里，请政府办核对项目台账里的责任单位。
        </Empty>
      </div>
    );
  }
  return (
    <div className="page page-wide">
      <PageHead title="月报填报" note={data.find((one) => one.organisation === organisation)?.name}>
        {mine.length > 1 && (
          <Select
            aria-label="单位"
            showSearch={{ optionFilterProp: 'label' }}
            popupMatchSelectWidth={false}
            value={organisation}
            options={mine.map(({ organisation, name }) => ({ value: organisation, label: name }))}
            onChange={(value) => show({ organisation: value })}
          />
        )}
        <MonthSelect month={month} months={months} onChange={(value) => show({ month: value })} />
      </PageHead>
      <OneSheet
        key={`${month} ${organisation} ${day ?? ''}`}
        district={district}
        month={month}
        organisation={organisation}
      />
    </div>
  );
}

function OneSheet({ district, month, organisation }: { district: string; month: string; organisation: string }) {
  const sheet = useSheet(district, month, organisation);
  if (sheet.isPending) return <Loading />;
  if (!sheet.data) return <Failed error={sheet.error} onRetry={() => void sheet.refetch()} />;
  if (sheet.data.data.rows.length === 0) {
    return <Empty title="这个月没有要报的项目">在建项目到月初自动出现在这里，并带上上个月的内容。</Empty>;
  }
  return <Filling district={district} sheet={sheet.data.data} />;
}

const NOTHING_TYPED: Draft = {};

function Filling({ district, sheet }: { district: string; sheet: Sheet }) {
  const { message } = App.useApp();
  const isPast = useAsOf() !== null;
  const choices = useProgressChoices(district);
  const typing = useDraft(district, sheet);
  // What is being typed belongs to today's sheet.
  const draft = isPast ? NOTHING_TYPED : typing.draft;
  const { change } = typing;
  const [restored] = useState(() => cellCount(draft));
  const [amended, setAmended] = useState<SheetRow | null>(null);
  const save = useSaveSheet(district, sheet, typing, choices);
  const take = useTakeSheet(district);
  const submit = useMutation({
    mutationFn: async () => {
      const { problems, stale } = await save.mutateAsync();
      if (problems.length > 0) throw new Error(`${problems[0]?.row.name}：${problems[0]?.problem}。改正后再提交`);
      if (stale.length > 0) throw new Error('有的行别人刚刚改过，先在上面选定用哪个');
      return call(projectRoutes.submitSheet, {
        params: { district, month: sheet.month },
        body: { organisation: sheet.organisation },
      });
    },
    onSuccess: ({ data }) => {
      take(data);
      void message.success('已提交，等政府办审定');
    },
  });
  const unsaved = cellCount(draft);
  const canSave = sheet.status.can.fill && !isPast;
  useSaveKey(canSave && unsaved > 0, () => save.mutate());
  return (
    <>
      <LateStrip status={sheet.status} />
      {restored > 0 && unsaved > 0 && (
        <p className="sheet-strip">
          已恢复本机上没有保存的 {restored} 格。
          <Button size="small" type="link" onClick={() => change({})}>
            不要了
          </Button>
        </p>
      )}
      <Conflicts rows={sheet.rows} draft={draft} choices={choices} onDraft={change} />
      <SheetGrid
        district={district}
        rows={sheet.rows}
        draft={draft}
        choices={choices}
        isReadOnly={isPast}
        onType={(row, field, text) => change((before) => typed(before, row, field, text))}
        onPaste={(cells, lost) => {
          change((before) => cells.reduce((all, { row, field, text }) => typed(all, row, field, text), before));
          void message.info(`已粘贴 ${cells.length} 格${lost > 0 ? `，${lost} 格在表外或不能填，没有粘贴` : ''}`);
        }}
        onAmend={setAmended}
      />
      <FaultLine error={submit.error ?? save.error} />
      <div className="sheet-foot">
        <Burden cells={sheet.cells} rule={sheet.rule.label} />
        <span className="sheet-foot-actions">
          <span role="status" className="quiet">
            {unsaved > 0 ? `${unsaved} 格没有保存（已留在本机）` : save.isSuccess ? '已保存' : ''}
          </span>
          {canSave && (
            <Button
              disabled={unsaved === 0}
              loading={save.isPending && !submit.isPending}
              onClick={() => save.mutate()}
            >
              保存
            </Button>
          )}
          {sheet.status.can.submit && !isPast && (
            <Button type="primary" loading={submit.isPending} onClick={() => submit.mutate()}>
              提交月报
            </Button>
          )}
        </span>
      </div>
      {amended !== null && (
        <AmendDialog
          district={district}
          month={sheet.month}
          row={amended}
          choices={choices}
          onClose={() => setAmended(null)}
        />
      )}
    </>
  );
}

/** What this sheet costs its people. */
function Burden({ cells: { typed, prefilled, computed }, rule }: { cells: Sheet['cells']; rule: string }) {
  return (
    <span className="quiet">
      本表 {typed + prefilled + computed} 格：手填 {typed}，沿用上月 {prefilled}，系统算 {computed}。亮灯按{rule}
    </span>
  );
}

/** Ctrl+S saves the sheet, not the page. */
function useSaveKey(isOn: boolean, save: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      if (isOn) save();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  });
}
