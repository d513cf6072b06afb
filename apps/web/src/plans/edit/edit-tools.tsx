import { versionRoutes } from '@quantu/plans';
import { useMutation } from '@tanstack/react-query';
import { App, Button, Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useBlocker } from 'react-router';
import { call } from '../../shell/api.ts';
import { ReasonInput } from '../../shell/reason-input.tsx';
import { useDistrict } from '../../shell/session.ts';
import { FaultLine } from '../../shell/states.tsx';
import { fewest } from '../../map/draw.ts';
import { useForgetPlans } from '../use-plans.ts';
import { versionText } from '../words.ts';
import { changesOf } from './changes.ts';
import type { Editor, Mode } from './use-editor.ts';

const MODES: readonly (readonly [Mode, string, string])[] = [
  ['select', '选择', '点选要素；拖动圆点改边界，双击圆点删去；按住 Shift 多选'],
  ['draw', '新画', '依次点出各点，双击结束；靠近已有的角和边会吸附'],
  ['split', '分割', '先选一个面，再画一条穿过它的线，双击结束'],
];

/** What can be done with the features, in words; and the button that writes it. */
export function EditTools({ editor }: { editor: Editor }) {
  const { mode, setMode, selected, history, corners, layer } = editor;
  useEditKeys(editor);
  const isArea = layer.shape === 'area';
  const isEnough = corners.length >= (mode === 'split' ? 2 : fewest(layer.shape));
  return (
    <div className="map-toolbar" role="toolbar" aria-label="编辑工具">
      {MODES.filter(([one]) => one !== 'split' || isArea).map(([one, word, says]) => (
        <Button
          key={one}
          type={mode === one ? 'primary' : 'text'}
          aria-pressed={mode === one}
          title={says}
          disabled={one === 'split' && selected.size !== 1}
          onClick={() => setMode(one)}
        >
          {word}
        </Button>
      ))}
      {mode !== 'select' && (
        <Button disabled={!isEnough} onClick={editor.finish}>
          画完了
        </Button>
      )}
      {isArea && (
        <Button
          type="text"
          disabled={selected.size < 2}
          title="按住 Shift 选两个以上相邻的面"
          onClick={editor.mergeSelected}
        >
          合并
        </Button>
      )}
      <Button type="text" disabled={selected.size === 0} onClick={editor.erase}>
        删除
      </Button>
      <Button type="text" title="Ctrl+Z" disabled={!history.canUndo} onClick={history.undo}>
        撤销
      </Button>
      <Button type="text" title="Ctrl+Y" disabled={!history.canRedo} onClick={history.redo}>
        重做
      </Button>
      <SaveChanges editor={editor} />
    </div>
  );
}

function useEditKeys(editor: Editor): void {
  const latest = useRef(editor);
  useEffect(() => {
    latest.current = editor;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.target instanceof HTMLElement && /INPUT|TEXTAREA/.test(event.target.tagName)) return;
      const { history, mode, setMode, corners, setCorners, finish, erase, selected } = latest.current;
      const isCommand = event.ctrlKey || event.metaKey;
      const key = event.key.toLowerCase();
      if (isCommand && key === 'z') (event.shiftKey ? history.redo : history.undo)();
      else if (isCommand && key === 'y') history.redo();
      else if (key === 'escape') setMode('select');
      else if (key === 'enter' && mode !== 'select' && corners.length > 1) finish();
      else if (key === 'backspace' && mode !== 'select') setCorners(corners.slice(0, -1));
      else if (key === 'delete' && mode === 'select' && selected.size > 0) erase();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

const MOST_CHANGES = 1000;

function SaveChanges({ editor }: { editor: Editor }) {
  const district = useDistrict();
  const { message, modal } = App.useApp();
  const forget = useForgetPlans();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const { history, layer, base } = editor;
  const changes = changesOf(history.original, history.now);
  const save = useMutation({
    mutationFn: () =>
      call(versionRoutes.edit, {
        params: { district, layer: layer.id },
        body: { base, reason: reason.trim(), changes },
      }),
    onSuccess: async ({ data }) => {
      setOpen(false);
      setReason('');
      history.reset();
      editor.select([]);
      void message.success(
        data.number < 0
          ? `已存进${versionText(layer, data.number)}`
          : `已存为第 ${data.number} 版草稿，发布后成为现行版本`,
      );
      // Mended corners and overlaps: saved all the same, and told.
      if (data.findings.length > 0) modal.info({ title: '已保存，请留意', content: data.findings.join('；') });
      await forget();
    },
  });
  useUnsaved(changes.length > 0 && !save.isPending && !save.isSuccess);
  return (
    <>
      <Button type="primary" disabled={changes.length === 0} onClick={() => setOpen(true)}>
        保存{changes.length > 0 && ` ${changes.length} 处`}
      </Button>
      <Modal
        open={isOpen}
        title={`保存 ${changes.length} 处修改`}
        okText={base < 0 ? '存进方案' : '存为草稿'}
        okButtonProps={{
          disabled: reason.trim() === '' || changes.length > MOST_CHANGES,
          loading: save.isPending,
        }}
        onOk={() => save.mutate()}
        onCancel={() => setOpen(false)}
      >
        <p className="quiet">{base < 0 ? `存进${versionText(layer, base)}` : '存进草稿'}，不影响现行版本。</p>
        {changes.length > MOST_CHANGES && <p className="problem">一次最多保存 {MOST_CHANGES} 处，请撤销一些分次保存</p>}
        <FaultLine error={save.error} />
        <ReasonInput value={reason} onChange={setReason} />
      </Modal>
    </>
  );
}

/** Asks before what was drawn is lost, by a link or by closing the window. */
function useUnsaved(isUnsaved: boolean): void {
  const { modal } = App.useApp();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isUnsaved && currentLocation.pathname !== nextLocation.pathname,
  );
  const { state } = blocker;
  useEffect(() => {
    if (state !== 'blocked') return;
    modal.confirm({
      title: '有没保存的修改',
      content: '离开这一页，刚才画的就没有了。',
      okText: '离开',
      cancelText: '留下',
      onOk: () => blocker.proceed?.(),
      onCancel: () => blocker.reset?.(),
    });
    // Asked once for each way out.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [state]);
  useEffect(() => {
    if (!isUnsaved) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isUnsaved]);
}
