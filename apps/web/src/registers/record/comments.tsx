import { registerRoutes } from '@quantu/product-registers';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { call } from '../../shell/api.ts';
import { moment } from '../../shell/moment.ts';
import { FaultLine, Loading } from '../../shell/states.tsx';
import { useRegister, useRegisterKey } from '../use-register.tsx';
import { recordKey } from './use-record.ts';

/** What people say about a record; one's own can be taken back. */
export function Comments({ record }: { record: string }) {
  const { params, asOf } = useRegister();
  const key = [...recordKey(useRegisterKey(), record), 'comments'];
  const client = useQueryClient();
  const [text, setText] = useState('');
  const comments = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call(registerRoutes.comments, { params: { ...params, record }, signal }),
  });
  const add = useMutation({
    mutationFn: () => call(registerRoutes.addComment, { params: { ...params, record }, body: { text: text.trim() } }),
    onSuccess: async () => {
      setText('');
      await client.invalidateQueries({ queryKey: key });
    },
  });
  const remove = useMutation({
    mutationFn: (comment: string) => call(registerRoutes.removeComment, { params: { ...params, record, comment } }),
    onSuccess: (answer) => client.setQueryData(key, answer),
  });
  return (
    <div className="comments">
      {comments.isPending && <Loading />}
      <FaultLine error={comments.error ?? add.error ?? remove.error} />
      {comments.data?.data.length === 0 && <p className="quiet">还没有评论</p>}
      <ol className="history">
        {(comments.data?.data ?? []).map(({ id, by, at, text, canRemove }) => (
          <li key={id}>
            <div className="quiet">
              {by} · {moment(at)}
              {canRemove && asOf === null && (
                <Button size="small" type="link" onClick={() => remove.mutate(id)}>
                  撤回
                </Button>
              )}
            </div>
            <div className="comment-text">{text}</div>
          </li>
        ))}
      </ol>
      {asOf === null && (
        <form
          className="comment-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() !== '') add.mutate();
          }}
        >
          <Input.TextArea
            aria-label="写评论"
            placeholder="写评论，Ctrl+Enter 发表"
            autoSize={{ minRows: 2, maxRows: 8 }}
            maxLength={2000}
            value={text}
            onChange={({ target }) => setText(target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && text.trim() !== '') add.mutate();
            }}
          />
          <Button htmlType="submit" disabled={text.trim() === ''} loading={add.isPending}>
            发表
          </Button>
        </form>
      )}
    </div>
  );
}
