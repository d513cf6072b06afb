import { addressOf } from '@quantu/people';
import { reportRoutes, type ReturnChange, type ReturnView } from '@quantu/reports';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { useRef, useState } from 'react';
import { call } from '../../shell/api.ts';
import { moment } from '../../shell/moment.ts';
import { sendFile } from '../../shell/send-file.ts';
import { FaultLine, Loading } from '../../shell/states.tsx';
import { partKey, useDesk, useRefresh } from '../desk.ts';

type Answer = { readonly data: ReturnView };

/** What came back from a leader: each change accepted or refused, what is accepted joins the paper as it stands now. */
export function ReturnsTab() {
  const desk = useDesk();
  const { district, report, paper } = desk;
  const client = useQueryClient();
  const [open, setOpen] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const params = { district, report: report.id };
  const returns = useQuery({
    queryKey: partKey(desk, 'returns'),
    queryFn: ({ signal }) => call(reportRoutes.returns, { params, signal }),
  });
  const send = useMutation({
    mutationFn: async (file: File) => {
      await paper?.saver.settled();
      return sendFile<Answer>(addressOf(reportRoutes.addReturn, { params }), file, () => undefined);
    },
    onSuccess: async ({ data }) => {
      setOpen(data.id);
      await client.invalidateQueries({ queryKey: partKey(desk, 'returns') });
    },
  });
  const all = returns.data?.data ?? [];
  return (
    <div className="desk-list">
      {report.can.arrange && (
        <div className="pad">
          <Button loading={send.isPending} onClick={() => input.current?.click()}>
            {send.isPending ? '正在比较' : '上传改回来的 DOCX'}
          </Button>
          <input
            ref={input}
            type="file"
            accept=".docx"
            aria-label="改回来的 DOCX"
            className="sr-only"
            tabIndex={-1}
            onChange={({ target }) => {
              const [file] = target.files ?? [];
              target.value = '';
              if (file) send.mutate(file);
            }}
          />
          <p className="quiet">送领导前先“留作版本”再下载 DOCX，回来时与那一版逐处比较。</p>
        </div>
      )}
      <FaultLine error={send.error ?? returns.error} />
      {returns.isPending && <Loading />}
      {returns.data && all.length === 0 && <p className="quiet pad">还没有回稿。</p>}
      <ul>
        {all.map((one) => (
          <li key={one.id} className="desk-item">
            <button
              type="button"

              aria-expanded={open === one.id}
              onClick={() => setOpen(open === one.id ? null : one.id)}
            >
              {one.fileName}
            </button>
            <p className="quiet">
              {moment(one.at)} {one.by} · {one.changes} 处改动 ·{' '}
              {one.version === 0 ? '与上传时的正文比' : `与第 ${one.version} 版比`}
              {one.settledBy !== null && ` · 已由${one.settledBy}处理`}
            </p>
            {open === one.id && <OneReturn id={one.id} />}
          </li>
        ))}
      </ul>
    </div>
  );
}

function OneReturn({ id }: { id: string }) {
  const desk = useDesk();
  const { district, report, paper } = desk;
  const client = useQueryClient();
  const refresh = useRefresh(district, report.id);
  const params = { district, report: report.id, return: id };
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const found = useQuery({
    queryKey: [...partKey(desk, 'returns'), id],
    queryFn: ({ signal }) => call(reportRoutes.oneReturn, { params, signal }),
  });
  const settle = useMutation({
    mutationFn: async (accepted: ReadonlySet<string>) => {
      await paper?.saver.settled();
      return call(reportRoutes.settleReturn, { params, body: { accepted: [...accepted] } });
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: partKey(desk, 'returns') });
      await refresh();
    },
  });
  if (!found.data) return found.error ? <FaultLine error={found.error} /> : <Loading />;
  const { changesOf, notes, settledBy } = found.data.data;
  // What leaves the data is not taken over by itself.
  const accepted = chosen ?? new Set(changesOf.filter(isHarmless).map((change) => change.id));
  const toggle = (change: ReturnChange): void => {
    const next = new Set(accepted);
    if (!next.delete(change.id)) next.add(change.id);
    setChosen(next);
  };
  return (
    <div>
      {notes.map((note) => (
        <p key={note} className="quiet">
          {note}
        </p>
      ))}
      {changesOf.length === 0 && <p>与送出的一字不差。</p>}
      <ul className="return-changes">
        {changesOf.map((change) => (
          <li key={change.id}>
            <Change
              change={change}
              isAccepted={settledBy === null ? accepted.has(change.id) : change.isAccepted === true}
              onToggle={settledBy === null && report.can.arrange ? () => toggle(change) : null}
            />
          </li>
        ))}
      </ul>
      <FaultLine error={settle.error} />
      {settle.data?.data.conflicts.map((conflict) => (
        <p key={conflict.section} className="return-conflict">
          “{conflict.section}”里有一处别人也改过，保留了现在的文字，请对照回稿手工处理。
        </p>
      ))}
      {settledBy === null && report.can.arrange && (
        <Button type="primary" loading={settle.isPending} onClick={() => settle.mutate(accepted)}>
          采纳选中的 {accepted.size} 处，其余不采纳
        </Button>
      )}
    </div>
  );
}

const isHarmless = ({ touchesData, kind }: ReturnChange): boolean => !touchesData && kind !== 'comment';

function Change({
  change,
  isAccepted,
  onToggle,
}: {
  change: ReturnChange;
  isAccepted: boolean;
  onToggle: (() => void) | null;
}) {
  const { words, tracked, touchesData, kind } = change;
  const said = (
    <>
      {words}
      {touchesData && <b className="return-data"> 离开数据</b>}
      {tracked && (
        <span className="quiet"> 修订：{[tracked.by, tracked.when?.slice(0, 10)].filter(Boolean).join(' ')}</span>
      )}
    </>
  );
  if (kind === 'comment') return <p>{said}</p>;
  return (
    <Checkbox checked={isAccepted} disabled={onToggle === null} onChange={() => onToggle?.()}>
      {said}
    </Checkbox>
  );
}
