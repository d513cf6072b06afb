import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { peopleRoutes, type OwnSession } from '@quantu/people';
import { Button } from 'antd';
import { call } from '../../shell/api.ts';
import { moment } from '../../shell/moment.ts';
import { FaultLine } from '../../shell/states.tsx';

const key = ['own-sessions'];

/** Where this account is signed in; each place can be signed out from here. */
export function OwnSessions() {
  const client = useQueryClient();
  const sessions = useQuery({ queryKey: key, queryFn: ({ signal }) => call(peopleRoutes.ownSessions, { signal }) });
  const end = useMutation({
    mutationFn: (session: string) => call(peopleRoutes.endOwnSession, { params: { session } }),
    onSuccess: (answer) => client.setQueryData(key, answer),
  });
  return (
    <section className="panel">
      <h2>登录会话</h2>
      <FaultLine error={sessions.error ?? end.error} />
      <ul className="plain-list">
        {(sessions.data?.data ?? []).map((session) => (
          <SessionRow key={session.id} session={session} onEnd={() => end.mutate(session.id)} isBusy={end.isPending} />
        ))}
      </ul>
    </section>
  );
}

function SessionRow({ session, onEnd, isBusy }: { session: OwnSession; onEnd: () => void; isBusy: boolean }) {
  return (
    <li>
      <div>
        <div>
          {browserWord(session.browser)} · {session.address}
          {session.isCurrent && <b>（本机）</b>}
        </div>
        <div className="quiet">
          {moment(session.createdAt)} 登录，{moment(session.lastSeenAt)} 使用过
        </div>
      </div>
      {!session.isCurrent && (
        <Button onClick={onEnd} disabled={isBusy}>
          退出
        </Button>
      )}
    </li>
  );
}

/** Enough of a user agent to recognise one's own computer. */
export function browserWord(agent: string): string {
  const system = /Windows|Android|iPhone|iPad|Mac OS X|HarmonyOS|Linux/.exec(agent)?.[0] ?? '';
  const browser = /MicroMessenger|Edg|QIHU|360SE|Firefox|Chrome|Safari/.exec(agent)?.[0] ?? '';
  const names: Record<string, string> = {
    MicroMessenger: '微信',
    Edg: 'Edge',
    QIHU: '360 浏览器',
    '360SE': '360 浏览器',
    'Mac OS X': 'Mac',
  };
  const words = [names[browser] ?? browser, names[system] ?? system].filter((word) => word !== '');
  return words.length > 0 ? words.join(' · ') : '未知浏览器';
}
