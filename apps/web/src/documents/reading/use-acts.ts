import type { Proposal } from '@quantu/product-documents';
import { App } from 'antd';
import { useState } from 'react';
import { ApiFault } from '../../shell/api.ts';
import { sentenceOf } from '../../shell/states.tsx';
import { nextOpen, type Lists } from './model.ts';
import { useRefetchDocument, useWriter, type Writer } from './use-document.ts';
import type { Place } from './use-place.ts';

export interface Acts {
  writer: Writer;
  fault: Error | null;
  editing: string | null;
  rejecting: string | null;
  accept: () => void;
  edit: () => void;
  edited: () => void;
  stopEditing: () => void;
  reject: () => void;
  rejectFor: (reason: string) => void;
  stopRejecting: () => void;
  reopen: () => void;
  undo: () => void;
  refetch: (id: string) => Promise<Proposal | undefined>;
}

interface Around {
  district: string;
  document: string;
  lists: Lists;
  place: Place;
  can: { change: boolean; undo: boolean };
}

/** What the buttons and the keys do with the selected item. */
export function useActs({ district, document, lists, place, can }: Around): Acts {
  const writer = useWriter(district, document);
  const load = useRefetchDocument(district, document);
  const { message } = App.useApp();
  const { selected, select } = place;
  const [editing, setEditing] = useState<string | null>(null);
  const [rejecting, setRejecting] = useState<string | null>(null);
  const [failed, setFailed] = useState<{ id: string; error: Error } | null>(null);

  async function failedOn(id: string, error: Error): Promise<void> {
    const isStale = error instanceof ApiFault && error.status === 409;
    if (isStale) await load();
    setFailed({ id, error });
  }

  function goOn(from: string): void {
    const next = nextOpen(lists, from);
    if (next) select(next);
    else void message.success('全部核对完，可以采纳这份报告了');
  }

  function change(act: 'accept' | 'reject' | 'reopen', reason?: string): void {
    if (!selected || !can.change) return;
    const { id, version } = selected;
    setFailed(null);
    const body = { version, act, ...(reason === undefined ? {} : { reason }) };
    // Not the callbacks of `mutate`: those of all but the latest are dropped when keys come fast.
    writer.mutateAsync({ route: 'change', proposal: id, body }).catch((error: Error) => failedOn(id, error));
    if (act !== 'reopen') goOn(id);
  }

  function undo(): void {
    if (!can.undo) {
      void message.info('没有可以撤销的操作');
      return;
    }
    writer.mutate(
      { route: 'undo' },
      {
        onSuccess: ({ data }) => select(data.proposals[0]),
        onError: (error) => void message.error(sentenceOf(error)),
      },
    );
  }

  return {
    writer,
    fault: failed && failed.id === selected?.id ? failed.error : null,
    editing,
    rejecting,
    accept: () => {
      if (selected?.state === 'proposed') change('accept');
      else if (selected) goOn(selected.id);
    },
    edit: () => {
      if (selected && can.change && selected.kind !== 'finding') setEditing(selected.id);
    },
    edited: () => {
      setEditing(null);
      if (selected) goOn(selected.id);
    },
    stopEditing: () => setEditing(null),
    reject: () => {
      if (!selected || !can.change || selected.state !== 'proposed' || selected.kind === 'head') return;
      if (selected.kind === 'finding') setRejecting(selected.id);
      else change('reject');
    },
    rejectFor: (reason) => {
      setRejecting(null);
      change('reject', reason);
    },
    stopRejecting: () => setRejecting(null),
    reopen: () => change('reopen'),
    undo,
    refetch: async (id) => (await load()).data.proposals.find((proposal) => proposal.id === id),
  };
}
