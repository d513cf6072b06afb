import { PERMISSIONS, tokenRoutes, type ApiToken, type Permission } from '@quantu/people';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '../../shell/api.ts';
import { Light } from '../../shell/light.tsx';
import { moment } from '../../shell/moment.ts';
import { FaultLine } from '../../shell/states.tsx';
import { SecretOnce } from '../secret-once.tsx';
import { TokenDialog } from './token-dialog.tsx';

const ownTokensKey = ['account', 'tokens'];

/** For programs that fetch or deliver data in one's name: each with less than one may oneself, and an end. */
export function OwnTokens() {
  const client = useQueryClient();
  const [isMaking, setMaking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const tokens = useQuery({ queryKey: ownTokensKey, queryFn: ({ signal }) => call(tokenRoutes.ownTokens, { signal }) });
  const revoke = useMutation({
    mutationFn: (token: string) => call(tokenRoutes.revokeToken, { params: { token } }),
    onSuccess: (answer) => client.setQueryData(ownTokensKey, answer),
  });
  return (
    <section className="panel">
      <h2>
        接口令牌
        <Button onClick={() => setMaking(true)}>新建令牌</Button>
      </h2>
      <p className="quiet">
        给别的程序取数、送数用，权限不超过您自己的。用法：请求头 Authorization: Bearer 令牌。接口说明在{' '}
        <a href="/api/openapi.json" target="_blank" rel="noreferrer">
          /api/openapi.json
        </a>
      </p>
      <FaultLine error={tokens.error ?? revoke.error} />
      <ul className="plain-list">
        {(tokens.data?.data ?? []).map((token) => (
          <li key={token.id}>
            <TokenWords token={token} />
            {!token.isRevoked && (
              <Button disabled={revoke.isPending} onClick={() => revoke.mutate(token.id)}>
                停用
              </Button>
            )}
          </li>
        ))}
      </ul>
      {isMaking && (
        <TokenDialog
          onClose={() => setMaking(false)}
          onMade={(made) => {
            setMaking(false);
            setSecret(made);
            void client.invalidateQueries({ queryKey: ownTokensKey });
          }}
        />
      )}
      {secret !== null && (
        <SecretOnce title="新的接口令牌" label="接口令牌" secret={secret} onClose={() => setSecret(null)}>
          <p>把它交给要用的程序。谁拿到它，谁就能以您的名义做令牌允许的事。</p>
        </SecretOnce>
      )}
    </section>
  );
}

export function TokenWords({ token }: { token: ApiToken }) {
  const { name, prefix, permissions, registers, expiresAt, lastUsedAt, isRevoked } = token;
  const [isOver] = useState(() => Date.parse(expiresAt) < Date.now());
  const kind = isRevoked ? 'bad' : isOver ? 'plain' : 'good';
  return (
    <div>
      <div>
        <b>{name}</b> <code className="quiet">{prefix}…</code>{' '}
        <Light kind={kind} word={isRevoked ? '已停用' : isOver ? '已到期' : '可用'} />
      </div>
      <div className="quiet">
        {permissions.map((permission: Permission) => PERMISSIONS[permission]).join('、')}
        {registers !== null && `；只限 ${registers.length} 个台账`}
      </div>
      <div className="quiet">
        {moment(expiresAt)} 到期，{lastUsedAt === null ? '从未用过' : `上次使用 ${moment(lastUsedAt)}`}
      </div>
    </div>
  );
}
