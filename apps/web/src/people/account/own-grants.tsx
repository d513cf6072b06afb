import { grantRoutes, ROLES, type Grant } from '@quantu/people';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { call } from '../../shell/api.ts';
import { Light } from '../../shell/light.tsx';
import { sessionKey, useSignedIn } from '../../shell/session.ts';
import { FaultLine } from '../../shell/states.tsx';
import { periodWord, scopeWord } from '../grant-words.ts';
import { DelegateDialog } from './delegate-dialog.tsx';

const ownGrantsKey = ['account', 'grants'];

/** One's roles, what was handed over for a time, and what was received. */
export function OwnGrants() {
  const { message } = App.useApp();
  const client = useQueryClient();
  const [subject, setSubject] = useState<Grant | null>(null);
  const own = useQuery({ queryKey: ownGrantsKey, queryFn: ({ signal }) => call(grantRoutes.ownGrants, { signal }) });
  const again = async (): Promise<void> => {
    await client.invalidateQueries({ queryKey: ownGrantsKey });
    await client.invalidateQueries({ queryKey: sessionKey });
  };
  const end = useMutation({
    mutationFn: (grant: string) => call(grantRoutes.endDelegation, { params: { grant } }),
    onSuccess: async () => {
      await again();
      void message.success('委托已结束');
    },
  });
  const held = own.data?.held ?? [];
  const given = own.data?.given ?? [];
  return (
    <div className="columns">
      <section className="panel">
        <h2>我的角色</h2>
        <FaultLine error={own.error ?? end.error} />
        {own.data && held.length === 0 && <p className="quiet">还没有角色。需要哪个角色，请找安全管理员授予。</p>}
        <ul className="plain-list">
          {held.map((grant) => (
            <GrantRow key={grant.id} grant={grant}>
              {grant.canDelegate && <Button onClick={() => setSubject(grant)}>委托…</Button>}
              {grant.delegatedBy !== null && (
                <Button disabled={end.isPending} onClick={() => end.mutate(grant.id)}>
                  交还
                </Button>
              )}
            </GrantRow>
          ))}
        </ul>
      </section>
      <section className="panel">
        <h2>我给出的委托</h2>
        {own.data && given.length === 0 && (
          <p className="quiet">
            出差、休假时可以把一个角色委托给同事，到期自动收回。受委托人做的事记在他自己名下，并注明受您委托。
          </p>
        )}
        <ul className="plain-list">
          {given.map((grant) => (
            <GrantRow key={grant.id} grant={grant} to={grant.displayName || grant.accountName}>
              <Button disabled={end.isPending} onClick={() => end.mutate(grant.id)}>
                收回
              </Button>
            </GrantRow>
          ))}
        </ul>
      </section>
      {subject !== null && (
        <DelegateDialog
          grant={subject}
          onClose={() => setSubject(null)}
          onDone={() => {
            setSubject(null);
            void again();
          }}
        />
      )}
    </div>
  );
}

function GrantRow({ grant, to, children }: { grant: Grant; to?: string; children: ReactNode }) {
  const { districts } = useSignedIn();
  const { role, delegatedBy, isInForce } = grant;
  return (
    <li>
      <div>
        <div>
          <b>{ROLES[role].label}</b> {to !== undefined && `委托给 ${to}`}
          {delegatedBy !== null && to === undefined && <span className="quiet">（受 {delegatedBy} 委托）</span>}
        </div>
        <div className="quiet">
          {scopeWord(grant, districts)} · {periodWord(grant)} {!isInForce && <Light kind="plain" word="现在不生效" />}
        </div>
      </div>
      <span className="row-actions">{children}</span>
    </li>
  );
}
