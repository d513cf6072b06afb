import type { EditorState } from 'prosemirror-state';
import { useSyncExternalStore } from 'react';
import type { PaperEditor } from '../editor/editor.ts';

/** What the paper is now, read anew after each change; the reader is drawn again only when what it reads differs. */
export function useEditorState<T extends string | number | boolean | object | null>(
  editor: PaperEditor,
  read: (state: EditorState) => T,
): T {
  return useSyncExternalStore(
    (watcher) => editor.watch(watcher),
    () => read(editor.view.state),
  );
}

/** The paper's whole state: for the few that depend on the selection. */
export const useWholeState = (editor: PaperEditor): EditorState => useEditorState(editor, (state) => state);
